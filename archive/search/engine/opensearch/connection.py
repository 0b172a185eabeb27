"""The client of a cluster, with a time-out on every request; what keeps the cluster from answering, in one exception.

A request that finds a machine away, or answering 502 to 504, goes to the next one. So a request may reach the cluster
twice; every one that we send may.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from opensearchpy import OpenSearch as Client
from opensearchpy import exceptions as refused

from archive.search.engine.contract import SearchUnavailableError
from archive.search.engine.opensearch.address import Address

ASKING = 10.0
"""Seconds for one request of a reader to one machine."""
WRITING = 60.0
"""Seconds for a request that writes."""
AGAIN = 3
"""So many more machines (or the same one) are tried."""
CONNECTIONS = 16
"""Open connections to each machine, of each process."""
TOO_MANY = 429
# The client warns of every answer that is no success and of every machine tried in vain. What matters of these is raised.
logging.getLogger("opensearch").setLevel(logging.ERROR)


def connect(address: Address) -> Client:
    """A client; nothing is sent yet."""
    secure: dict[str, Any] = {"verify_certs": True, "ca_certs": address.ca or None} if address.secure else {}
    return Client(
        hosts=[{"host": name.strip("[]"), "port": port} for name, port in address.hosts],
        http_auth=(address.user, address.password) if address.user else None,
        use_ssl=address.secure,
        timeout=ASKING,
        max_retries=max(AGAIN, len(address.hosts)),
        retry_on_timeout=len(address.hosts) > 1,
        http_compress=any(name not in ("127.0.0.1", "localhost", "[::1]") for name, _ in address.hosts),
        pool_maxsize=CONNECTIONS,
        **secure,
    )


@contextmanager
def reaching(address: Address) -> Iterator[None]:
    """Raises SearchUnavailableError where the cluster is away, refuses us or has too much to do."""
    try:
        yield
    except refused.ConnectionTimeout as error:
        raise SearchUnavailableError(f"OpenSearch at {address} does not answer in time.") from error
    except refused.ConnectionError as error:
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
