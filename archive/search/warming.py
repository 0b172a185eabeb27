"""Before the first reader comes: one search, answered to nobody, loads what a process keeps of table, index and names."""

import logging

from archive.search.request import SearchRequest
from archive.search.service import search

log = logging.getLogger(__name__)


def warm_up() -> None:
    """Never raises: where there is no database or no index yet, the first search will say so itself."""
    try:
        search(SearchRequest(q="خبر أو كرملين", per_page=1))
    except Exception as error:
        log.info("The search could not be warmed up: %s", error)
