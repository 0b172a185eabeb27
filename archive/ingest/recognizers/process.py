"""The process from which recognizing processes are forked: `python -m archive.ingest.recognizers.process SOCKET`.

`forks` starts it. It loads what recognition needs, once, says that it is ready, and then answers its owner:

- a socket, sent after the word FORK: the pid of a new process, which answers each list of articles that comes over this
  socket with what it recognised, until its owner closes the socket or dies;
- a pid: how that process ended.

It has one thread and no connection to the database when it forks. It ends with its owner, after all its processes.
"""

import gc
import os
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from archive.ingest.annotation import PrintedArticle, Recognized

READY = "ready"
FORK = "fork"
COLLECTED_AFTER = 100_000
"""Objects made since the last garbage collection."""
ENDING_S = 5.0
"""How long to wait for a process that is ending."""
Reply = tuple["list[Recognized] | None", float]
"""What was recognised, or None where that raised an exception; seconds of processor time."""


def main(handle: int) -> None:
    from archive.catalog.worker_setup import worker_setup

    worker_setup()
    from django.db import connections

    from archive.entities.services import recognizer_load
    from archive.ingest import annotation  # noqa: F401 (loaded once for all processes)

    with Connection(handle) as owner, suppress(EOFError, ConnectionError):
        recognizer_load()
        connections.close_all()
        gc.freeze()  # the tables stay, and are shared
        owner.send(READY)
        while True:
            asked = owner.recv()
            owner.send(_forked(owner) if asked == FORK else _ending(asked))
    _wait_for_all()


def _forked(owner: Connection) -> int:
    """The pid of a new process, which serves the socket that the owner sends next."""
    handle = recv_handle(owner)
    pid = os.fork()
    if pid == 0:
        owner.close()
        _serve(handle)
    os.close(handle)
    return pid


def _serve(handle: int) -> NoReturn:
    status = 1
    try:
        with Connection(handle) as connection, suppress(EOFError, ConnectionError), collecting_seldom():
            while True:
                connection.send(answer(connection.recv()))
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _ending(pid: int) -> int | None:
    """The status of a process that is ending: negative if a signal ended it; None if it goes on."""
    until = time.monotonic() + ENDING_S
    while time.monotonic() < until:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    return None


def _wait_for_all() -> None:
    with suppress(ChildProcessError):
        while True:
            os.wait()


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
