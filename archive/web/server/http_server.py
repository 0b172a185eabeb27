"""The HTTP server (granian) and its workers: `python -m archive.web.server.http_server --port 8000 --workers 2`.

Granian reads requests and sends answers outside of Python, so slow and idle connections occupy no Python thread; a request
reaches a worker once its headers are complete, and one of its threads once its body is (`gateway`). Connections serve one
request each: kept alive, all connections of a busy hour may belong to one worker while the other has none. Docs:
docs/server.md.
"""

import argparse
import multiprocessing
import os
import resource
import sys
from collections.abc import Sequence
from functools import partial

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from archive.catalog.heap import heap_share
from archive.web.server import process
from archive.web.server.forwarding import read_forwarded
from archive.web.server.gateway import Gateway

MAX_CONNECTIONS = 2_048
"""Per worker, idle ones included."""
HEADERS_TIMEOUT_S = 10
"""A connection that has not sent complete headers by then is closed."""
MAX_HEADER_BYTES = 128 << 10
"""Of a request; 431 above. Granian accepts 100 headers at most, and a request line of 64 KB."""
STOP_TIMEOUT_S = 20
"""How long a worker may take to answer the requests in flight."""
SWITCH_INTERVAL_S = 0.0005
"""A tenth of Python's default: a thread that sends a finished page waits less while another computes the next."""


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Serve the site over HTTP until SIGTERM or SIGINT.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=3, help="processes (default %(default)s)")
    parser.add_argument(
        "--start-method", choices=("fork", "spawn"), help="how workers start (default: Python's on this system)"
    )
    options = parser.parse_args(arguments)
    if options.start_method:
        multiprocessing.set_start_method(options.start_method)
    serve(options.host, options.port, options.workers)


def serve(host: str, port: int, workers: int) -> None:
    """Serve until SIGTERM or SIGINT; requests in flight are answered first. A worker that dies is replaced."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    heap_share()
    _raise_file_limit()
    if multiprocessing.get_start_method() == "fork":
        from archive.web.server.worker import preload

        preload()
    server = Granian(
        "archive.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        workers=workers,
        http=HTTPModes.http1,
        websockets=False,
        backlog=MAX_CONNECTIONS,
        backpressure=MAX_CONNECTIONS,
        http1_settings=HTTP1Settings(
            keep_alive=False, header_read_timeout=HEADERS_TIMEOUT_S * 1000, max_buffer_size=MAX_HEADER_BYTES
        ),
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=STOP_TIMEOUT_S,
    )
    server.serve(target_loader=partial(load_application, os.getpid()), wrap_loader=False)


def load_application(parent: int) -> Gateway:
    """Called by granian in each worker."""
    process.end_with_parent(parent)
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    from django.conf import settings

    from archive.web.server.large_bodies import body_limit
    from archive.web.server.request_record import record_answer
    from archive.web.server.worker import start_worker

    describe = partial(read_forwarded, trusted=settings.ARCHIVE_TRUSTED_PROXIES, https=settings.ARCHIVE_HTTPS)
    return Gateway(start_worker(), describe, body_limit, settings.FILE_UPLOAD_TEMP_DIR, record_answer)


def _raise_file_limit() -> None:
    """Each connection takes a file descriptor; the usual soft limit is 1,024."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MAX_CONNECTIONS + 1_024
    if soft != resource.RLIM_INFINITY and soft < wanted:
        limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (limit, hard))


if __name__ == "__main__":
    main()
