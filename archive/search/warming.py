"""Warm-up of a serving process: one search that nobody waits for loads the word table, the index and the tables of names."""

import logging

from archive.search.completion import complete_names
from archive.search.request import SearchRequest
from archive.search.service import search
from archive.search.session import search_session

log = logging.getLogger(__name__)


def warm_up() -> None:
    """Never raises: if there is no database or index yet, the first search reports it."""
    try:
        search(SearchRequest(q="خبر أو كرملين", per_page=1))
        with search_session() as session:
            complete_names(session, "خبر", 1)
    except Exception as error:
        log.info("The search could not be warmed up: %s", error)
