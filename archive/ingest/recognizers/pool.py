"""A pool of recognizing processes: articles go out in small parts, answers come back in the order of the questions.

Each thread of the pool waits for one process. Processes start when there is work, at most as many as allowed. The work of one
that was killed is done again by another, then article by article, so that one article for which memory does not suffice
is found; if processes do not even start, the importing process reads by itself.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from enum import Enum

from django.conf import settings
from django.db import connection

from archive.entities.selectors import name_forms_version
from archive.ingest.annotation import (
    ARTICLES_AT_ONCE,
    Annotations,
    PrintedArticle,
    Recognized,
    Text,
    annotations_build_all,
    annotations_of,
)
from archive.ingest.recognizers.connection import Recognizer
from archive.ingest.recognizers.forks import RecognizerDiedError, RecognizerForks

log = logging.getLogger(__name__)
MAX_DEATHS = 2
"""How many processes may die of the same articles before these are read one by one, or given up."""
MAX_FAILED_STARTS = 3


class Unread(Enum):
    """Why there is nothing recognised in an article."""

    FAILED = "an exception was raised, or there are no processes: the owner reads it"
    KILLED = "each process that read it was killed"


Answer = Recognized | Unread


class Pending:
    """What will be recognised in some articles."""

    def __init__(self, parts: "Sequence[Future[list[Answer]]]") -> None:
        self._parts = parts

    def result(self) -> list[Answer]:
        """Wait for it; an answer for each article."""
        return [answer for part in self._parts for answer in part.result()]


class RecognizerPool:
    """Use it as a context manager: at the end all its processes are gone."""

    def __init__(self, processes: int, say: Callable[[str], object] = log.warning) -> None:
        self.processes = processes
        self.cpu_s = 0.0
        """Processor seconds that recognition took, over all processes."""
        self._say = say
        self._threads = ThreadPoolExecutor(processes, thread_name_prefix="recognizer")
        self._forks = RecognizerForks()
        self._lock = threading.Lock()
        self._idle: list[Recognizer] = []
        self._busy: set[Recognizer] = set()
        self._is_closed = self._is_broken = False
        self._failed_starts = 0

    def __enter__(self) -> "RecognizerPool":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def submit(self, articles: Sequence[PrintedArticle]) -> Pending:
        """Have these articles read."""
        parts = [articles[start : start + ARTICLES_AT_ONCE] for start in range(0, len(articles), ARTICLES_AT_ONCE)]
        return Pending([self._threads.submit(self._read, part) for part in parts])

    def close(self) -> None:
        """End all processes, whatever they are doing."""
        with self._lock:
            self._is_closed = True
            self._forks.kill()
            for each in self._busy:
                each.kill()
        self._threads.shutdown(cancel_futures=True)
        for each in self._idle:
            each.close()
        self._idle.clear()
        self._forks.close()

    def _read(self, articles: Sequence[PrintedArticle]) -> list[Answer]:
        for _ in range(MAX_DEATHS):
            recognizer = self._take()
            if recognizer is None:
                return [Unread.FAILED] * len(articles)
            try:
                found, seconds = recognizer.ask(articles)
            except RecognizerDiedError as error:
                self._bury(recognizer)
                if not self._is_closed:
                    self._say(f"A process that recognises names died ({error}); its work is done again.")
                continue
            self._give_back(recognizer, seconds)
            return [Unread.FAILED] * len(articles) if found is None else [*found]
        if len(articles) == 1:
            return [Unread.KILLED]
        return [answer for article in articles for answer in self._read([article])]

    def _take(self) -> Recognizer | None:
        """A process that is ready; None if none can be had."""
        while True:
            with self._lock:
                if self._is_closed or self._is_broken:
                    return None
                recognizer = self._idle.pop() if self._idle else None
                if recognizer is not None:
                    self._busy.add(recognizer)
                    return recognizer
            try:
                return self._started()
            except (OSError, RecognizerDiedError) as error:
                self._note_failed_start(error)

    def _started(self) -> Recognizer:
        """A new process. Raises OSError or RecognizerDiedError."""
        recognizer = Recognizer(self._forks)
        with self._lock:
            self._busy.add(recognizer)
            if self._is_closed:
                recognizer.kill()
        try:
            recognizer.start()
        except (OSError, RecognizerDiedError):
            self._bury(recognizer)
            raise
        self._failed_starts = 0
        return recognizer

    def _give_back(self, recognizer: Recognizer, seconds: float) -> None:
        with self._lock:
            self.cpu_s += seconds
            self._busy.discard(recognizer)
            self._idle.append(recognizer)

    def _bury(self, recognizer: Recognizer) -> None:
        with self._lock:
            self._busy.discard(recognizer)
        recognizer.close()

    def _note_failed_start(self, error: Exception) -> None:
        """After some of them in a row, do without processes."""
        with self._lock:
            self._failed_starts += 1
            if self._is_closed or self._is_broken or self._failed_starts < MAX_FAILED_STARTS:
                return
            self._is_broken = True
        self._say(f"A process that recognises names could not be started ({error}); this process does it alone.")


def annotations_from(texts: Sequence[Text], answers: Sequence[Answer]) -> list[Annotations]:
    """The annotations of articles, given with their paragraphs. What was not read, or with names that have changed since, is read
    here."""
    version = name_forms_version()
    found = [one if isinstance(one, Recognized) and one.names_version == version else None for one in answers]
    again = iter(annotations_build_all([text for text, one in zip(texts, found, strict=True) if one is None]))
    return [next(again) if one is None else annotations_of(*text, one) for text, one in zip(texts, found, strict=True)]


def processes_allowed() -> int:
    """ARCHIVE_IMPORT_PROCESSES; 1 where another process cannot see the database: in memory, or within a transaction."""
    if connection.vendor == "sqlite" and connection.is_in_memory_db():  # type: ignore[attr-defined]
        return 1
    if connection.in_atomic_block:
        return 1
    return int(settings.ARCHIVE_IMPORT_PROCESSES)
