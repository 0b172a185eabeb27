"""A recognizing process: `python -m archive.ingest.recognizers.process SOCKET`, started by `connection`.

It loads what recognition needs, says that it is ready, and then answers each list of articles with what it recognised, until its
owner closes the socket or dies.
"""

import gc
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.ingest.annotation import PrintedArticle, Recognized

READY = "ready"
COLLECTED_AFTER = 100_000
"""Objects made since the last garbage collection."""
Reply = tuple["list[Recognized] | None", float]
"""What was recognised, or None where that raised an exception; seconds of processor time."""


def main(handle: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    import django

    django.setup()
    from archive.entities.services import recognizer_load

    with Connection(handle) as owner:
        try:
            recognizer_load()
            gc.freeze()  # the tables stay
            owner.send(READY)
            with collecting_seldom():
                while True:
                    owner.send(answer(owner.recv()))
        except (EOFError, ConnectionError):
            return


def answer(articles: "Sequence[PrintedArticle]") -> Reply:
    """The reply for these articles. What raises an exception here is read again by the owner, which knows what to do about it."""
    from archive.entities.selectors import request_scoped_versions
    from archive.ingest.annotation import recognize

    began = time.process_time()
    try:
        with request_scoped_versions():
            found = recognize(articles)
    except Exception:
        return None, time.process_time() - began
    return found, time.process_time() - began


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """What is made of an article holds hardly any cycles: a tenth of the time went into looking for them."""
    before = gc.get_threshold()
    gc.set_threshold(COLLECTED_AFTER, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


if __name__ == "__main__":
    main(int(sys.argv[1]))
