"""Which hosts may be fetched from: resolve a name once, check every address that it has, hand these on to be connected to.

Refused is what is not on the public internet: private, shared (CGNAT), loopback, link-local, multicast, reserved and unspecified
addresses, IPv6 forms that carry an IPv4 address (mapped, NAT64, 6to4, Teredo), and any port but the web's. A host whose name has
one such address among others is refused whole. `ARCHIVE_FEED_PRIVATE_HOSTS` lists exceptions as host and port.
"""

import socket
import threading
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from django.conf import settings

from archive.ingest.feeds.address import WEB_PORTS, AddressError, WebAddress

IPAddress = IPv4Address | IPv6Address
RESOLVE_S = 15.0
_UNICAST = IPv6Network("2000::/3")
"""All that IANA has given out of IPv6."""
_NOT_PUBLIC = tuple(
    map(
        ip_network,
        ("0.0.0.0/8", "192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"),
    )
)
"""Special networks that Python's `is_global` passes in one version or another."""


class UnresolvedError(Exception):
    """A host name has no address, or the resolver did not answer."""


def is_allowed(address: WebAddress) -> bool:
    """Whether the operator lists this host and port as one of his own network."""
    return address.host_and_port in settings.ARCHIVE_FEED_PRIVATE_HOSTS


def check_port(address: WebAddress) -> None:
    """Raises AddressError for a port that no web server of the public has."""
    if address.port not in WEB_PORTS.values() and not is_allowed(address):
        raise AddressError(f"المنفذ {address.port} غير مسموح؛ تُجلب الخلاصات من المنفذين 80 و443.")


def is_public(ip: IPAddress) -> bool:
    """Whether an address is one of the public internet."""
    if isinstance(ip, IPv6Address) and (ip not in _UNICAST or ip.ipv4_mapped or ip.sixtofour or ip.teredo):
        return False
    if any(ip.version == network.version and ip in network for network in _NOT_PUBLIC):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)


def checked_addresses(address: WebAddress) -> tuple[IPAddress, ...]:
    """The IP addresses of the host, to connect to these and no others. Raises AddressError or UnresolvedError."""
    check_port(address)
    found = _resolve(address.host, address.port)
    if not is_allowed(address) and (inner := next((ip for ip in found if not is_public(ip)), None)):
        raise AddressError(f"الموقع {address.shown_host} في شبكة داخلية ({inner})، ولا يُجلب منها.")
    return found


def _resolve(host: str, port: int) -> tuple[IPAddress, ...]:
    """All addresses in the order of the resolver. In a thread of its own, since a resolver may take minutes."""
    rows = _within(RESOLVE_S, lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    # an address of a link carries a zone («fe80::1%eth0»), which is no part of it
    found = tuple(dict.fromkeys(ip_address(str(row[4][0]).partition("%")[0]) for row in rows))
    if not found:
        raise UnresolvedError(host)
    return found


def _within(seconds: float, ask: Callable[[], list[Any]]) -> list[Any]:
    answers: list[list[Any]] = []

    def run() -> None:
        try:
            answers.append(ask())
        except (OSError, UnicodeError):
            return

    thread = threading.Thread(target=run, name="resolver", daemon=True)
    thread.start()
    thread.join(seconds)
    if not answers:
        raise UnresolvedError
    return answers[0]
