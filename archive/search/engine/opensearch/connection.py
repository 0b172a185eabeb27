"""The client of a cluster, with a time-out on every request; what keeps the cluster from answering, in one exception.

A request that finds a machine away, or answering 502 to 504, goes to the next one. So a request may reach the cluster
twice; every one that we send may. When no machine answered, nobody waits for them again for some seconds: a page that
asks several things of a cluster that is away is there at once, without them.
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

CONNECTING, ASKING = 2.0, 10.0
"""Seconds for a machine to take a connection, and to answer a reader's request."""
WRITING = 60.0
"""Seconds for a request that writes."""
AGAIN = 2
"""So many more times a request is sent, to the next machine where there are several."""
RESTING = 5.0
"""Seconds for which a cluster that did not answer is left alone."""
CONNECTIONS = 16
"""Open connections to each machine, of each process."""
TOO_MANY = 429
# The client warns of every answer that is no success and of every machine tried in vain. What matters of these is raised.
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
        timeout=Timeout(connect=CONNECTING, read=ASKING),
        max_retries=max(AGAIN, len(address.hosts)),
        retry_on_timeout=len(address.hosts) > 1,
        http_compress=any(name not in ("127.0.0.1", "localhost", "[::1]") for name, _ in address.hosts),
        pool_maxsize=CONNECTIONS,
        **secure,
    )


@contextmanager
def reaching(address: Address, *, patient: bool = False) -> Iterator[None]:
    """Raises SearchUnavailableError where the cluster is away, refuses us or has too much to do.

    `patient`: ask even a cluster that was away a moment ago. Writers do; readers do not wait twice.
    """
    if not patient and time.monotonic() - _away.get(address, -RESTING) < RESTING:
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
            f"OpenSearch at {address} refuses us ({error.status_code}): {error.error}."
        ) from error
    except refused.TransportError as error:
        if isinstance(error.status_code, int) and (error.status_code == TOO_MANY or error.status_code >= 500):
            raise SearchUnavailableError(
                f"OpenSearch at {address} is in trouble ({error.status_code}): {error.error}."
            ) from error
        raise
    else:
        _away.pop(address, None)
