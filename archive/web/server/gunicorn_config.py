"""How gunicorn serves the site: `gunicorn --config python:archive.web.server.gunicorn_config archive.wsgi`.

A worker computes one page at a time (`lock`) and has more threads so that slow lines hold up nobody. It takes in no more
requests than it has threads: what is beyond them waits at the door, and goes to the worker that is first ready for it. For
the same reason a connection serves one request: kept alive, all of a busy hour's connections may belong to one worker while
the other has none. The kernel hands a connection over when its request has come, so that a browser's spare ones take no
thread.
"""

import socket
import sys
from typing import Any

from gunicorn.http import message  # type: ignore[import-untyped]

threads = 4
worker_connections = threads
keepalive = 0
timeout = 60
worker_tmp_dir = "/tmp"
loglevel = "warning"
limit_request_line = 64 * 1024
"""A query of 5,000 letters (`parameters.MAX_QUERY_LENGTH`) takes nine bytes for each, at the most, in an address."""
message.MAX_REQUEST_LINE = limit_request_line
"""gunicorn itself allows no more than 8,190 or any number."""
sys.setswitchinterval(0.0005)
"""Seconds, for the workers inherit it: who sends a finished page waits no longer for the interpreter while the next one is
computed. (By default ten times as long, at every step of sending.)"""
PATIENCE_WITH_SILENCE = 5
"""Seconds that a connection may wait at the door without a request."""


def when_ready(server: Any) -> None:
    """Called by gunicorn once its sockets listen."""
    option = getattr(socket, "TCP_DEFER_ACCEPT", None)  # Linux alone has it
    for listener in server.LISTENERS:
        if option is not None and listener.sock.family in (socket.AF_INET, socket.AF_INET6):
            listener.sock.setsockopt(socket.IPPROTO_TCP, option, PATIENCE_WITH_SILENCE)
