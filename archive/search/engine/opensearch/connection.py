"""The client of a cluster, with a time-out on every request; failures of the cluster as one exception.

A request whose machine is unreachable, or answers 502 to 504, goes to the next one. It may so reach the cluster twice, which
all our requests tolerate. If no machine answers, readers' requests fail at once for some seconds: a page that makes several
requests does not wait for each of them.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from opensearchpy import OpenSearch as Client
from opensearchpy import exceptions as refused
from urllib3 import Timeout

from archive.search.engine.contract import SearchUnavailableError
from archive.search.engine.opensearch.address import Address

CONNECT_TIMEOUT_S, READ_TIMEOUT_S, WRITE_TIMEOUT_S = 2.0, 10.0, 60.0
MAX_RETRIES = 2
"""Of a request, each on the next machine if there are several."""
OUTAGE_PAUSE_S = 5.0
"""Readers' requests fail at once for this time after one found the cluster away."""
MAX_CONNECTIONS = 16
"""To each machine, of each process."""
TOO_MANY_REQUESTS = 429
# The client warns of every unsuccessful response and every unreachable machine; those that matter are raised.
logging.getLogger("opensearch").setLevel(logging.ERROR)
_away: dict[Address, float] = {}
"""When a cluster was last found away, on the monotonic clock."""


def connect(address: Address) -> Client:
    """A client; nothing is sent yet."""
    secure: dict[str, Any] = {"verify_certs": True, "ca_certs": address.ca or None} if address.secure else {}
    return Client(
        hosts=[{"host": name.strip("[]"), "port": port} for name, port in address.hosts],
        http_auth=(address.user, address.password) if address.user else None,
        use_ssl=address.secure,
        timeout=Timeout(connect=CONNECT_TIMEOUT_S, read=READ_TIMEOUT_S),
        max_retries=max(MAX_RETRIES, len(address.hosts)),
        retry_on_timeout=len(address.hosts) > 1,
        http_compress=any(name not in ("127.0.0.1", "localhost", "[::1]") for name, _ in address.hosts),
        pool_maxsize=MAX_CONNECTIONS,
        **secure,
    )


@contextmanager
def reaching(address: Address, *, patient: bool = False) -> Iterator[None]:
    """Raises SearchUnavailableError if the cluster is unreachable, overloaded or refuses our credentials.

    `patient`: try even if the cluster was unreachable a moment ago, as writers do.
    """
    if not patient and time.monotonic() - _away.get(address, -OUTAGE_PAUSE_S) < OUTAGE_PAUSE_S:
        raise SearchUnavailableError(f"OpenSearch at {address} did not answer a moment ago.")
    try:
        yield
    except refused.ConnectionTimeout as error:
        _away[address] = time.monotonic()
        raise SearchUnavailableError(f"OpenSearch at {address} does not answer in time.") from error
    except refused.ConnectionError as error:
        _away[address] = time.monotonic()
        raise SearchUnavailableError(f"OpenSearch at {address} cannot be reached: {error.error}.") from error
    except (refused.AuthenticationException, refused.AuthorizationException) as error:
        raise SearchUnavailableError(
            f"OpenSearch at {address} refuses access ({error.status_code}): {error.error}."
        ) from error
    except refused.TransportError as error:
        if isinstance(error.status_code, int) and (error.status_code == TOO_MANY_REQUESTS or error.status_code >= 500):
            raise SearchUnavailableError(
                f"OpenSearch at {address} has failed ({error.status_code}): {error.error}."
            ) from error
        raise
    else:
        _away.pop(address, None)
