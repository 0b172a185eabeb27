"""An HTTP connection to addresses that were checked before, that ends at a deadline whatever the server does.

http.client resolves nothing here: `connect` takes the checked addresses, while the `Host` header, the name that TLS sends and the
one that its certificate is verified for stay those of the address. No proxies, no cookies, no authentication. A server that
sends a byte now and then would keep every single read within its time; so a timer closes the connection at the deadline.
"""

import contextlib
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Sequence
from functools import lru_cache

import certifi

from archive.ingest.feeds.address import WebAddress
from archive.ingest.feeds.network import IPAddress

CONNECT_S, READ_S = 10.0, 20.0
"""Seconds for connecting to one address, and for one read."""


@lru_cache(maxsize=1)
def tls_context() -> ssl.SSLContext:
    """Certificates are verified against the system's authorities and certifi's: a small image may have none of its own."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


class PinnedConnection(http.client.HTTPConnection):
    """Use as a context manager. `is_late` says whether the deadline (of the monotonic clock) closed it."""

    def __init__(self, address: WebAddress, ips: Sequence[IPAddress], deadline: float) -> None:
        super().__init__(address.host, address.port, timeout=READ_S)
        self._tls_name = address.host if address.scheme == "https" else ""
        self._ips = ips
        self._deadline = deadline
        self._timer: threading.Timer | None = None
        self._watched: socket.socket | None = None
        self.is_late = False

    def __enter__(self) -> "PinnedConnection":
        return self

    def __exit__(self, *_: object) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self.close()
        if self._watched is not None:
            self._watched.close()

    def connect(self) -> None:
        """Connect to the first of the checked addresses that answers. Raises OSError (TLS failures included)."""
        raw = self._connected()
        raw.settimeout(READ_S)
        # a second handle on the connection: closing it ends reads of the first, also those within TLS
        self._watched = raw.dup()
        self._timer = threading.Timer(max(self._deadline - time.monotonic(), 0), self._end)
        self._timer.daemon = True
        self._timer.start()
        try:
            self.sock = tls_context().wrap_socket(raw, server_hostname=self._tls_name) if self._tls_name else raw
        except OSError:
            raw.close()
            raise

    def _connected(self) -> socket.socket:
        failure: OSError = TimeoutError()
        for ip in self._ips:
            seconds = min(CONNECT_S, self._deadline - time.monotonic())
            if seconds <= 0:
                self.is_late = True
                break
            # not create_connection, which asks the resolver again
            raw = socket.socket(socket.AF_INET6 if ip.version == 6 else socket.AF_INET, socket.SOCK_STREAM)
            raw.settimeout(seconds)
            try:
                raw.connect((str(ip), self.port))
            except OSError as error:
                raw.close()
                failure = error
            else:
                return raw
        raise failure

    def _end(self) -> None:
        self.is_late = True
        if self._watched is not None:
            with contextlib.suppress(OSError):
                self._watched.shutdown(socket.SHUT_RDWR)
