"""Before the first reader comes: one search, answered to nobody, loads what a process keeps of table, index and names. And while
the first ones come: the archive's frequent words are met, which costs a page of results as much as all the rest where they are
new."""

import logging
import threading
import time
from collections.abc import Callable

from django.db import connections

from archive.search.engine import current_engine
from archive.search.engine.forms import EXACT
from archive.search.highlighting.word_forms import current_word_forms
from archive.search.request import SearchRequest
from archive.search.service import search

log = logging.getLogger(__name__)
WORDS, LEAST = 80_000, 5
"""So many are met beforehand at the most, the most frequent ones, of those that stand in so many articles."""
AT_ONCE = 100
"""So many are met between two pauses: one or two milliseconds."""
PAUSE_S = 0.015
"""Seconds of a pause: who serves readers meanwhile hardly notices."""


def warm_up() -> None:
    """Never raises: where there is no database or no index yet, the first search will say so itself."""
    try:
        search(SearchRequest(q="خبر أو كرملين", per_page=1))
    except Exception as error:
        log.info("The search could not be warmed up: %s", error)


class VocabularyPrefetcher(threading.Thread):
    """Meets the archive's most frequent words, some at a time, calls `afterwards` and ends."""

    def __init__(self, afterwards: Callable[[], object]) -> None:
        super().__init__(name="vocabulary-prefetch", daemon=True)
        self._afterwards = afterwards

    def run(self) -> None:
        try:
            engine = current_engine()
            if "://" in engine.place:
                return  # the vocabulary of a cluster comes page by page: its words are met as readers meet them
            counts = engine.view().terms(EXACT, min_doc_freq=LEAST)
            frequent = sorted(counts, key=counts.__getitem__, reverse=True)[:WORDS]
            for forms in _parted(frequent):
                current_word_forms().add({form.removeprefix(EXACT) for form in forms})
                time.sleep(PAUSE_S)
        except Exception as error:
            log.info("No words were met beforehand: %s", error)
        finally:
            connections.close_all()
            self._afterwards()


def _parted(forms: list[str]) -> list[list[str]]:
    return [forms[start : start + AT_ONCE] for start in range(0, len(forms), AT_ONCE)]
