"""What a proxy says about a request is believed if the proxy is trusted (ARCHIVE_TRUSTED_PROXIES), and dropped otherwise.

Anybody can send these headers; believed, they decide the links of pages, whether a connection counts as secure, and which
address is slowed down for wrong passwords. A trusted proxy sets:

- `X-Forwarded-For`: each proxy appends the address it was called from. The client is the last one that is not trusted.
- `X-Forwarded-Proto`: `http` or `https`.
- `X-Forwarded-Host`: the host that the reader's browser asked for, checked against ARCHIVE_ALLOWED_HOSTS as any.
- `X-Request-ID`: the name of the request in the proxy's log, which becomes its name in ours.
- `X-Forwarded-Prefix` (or `Script-Name`): the path under which the site is served, `/archive`, whether or not the proxy
  removes it from the path.

Of several values, the last one counts: it was added by the nearest proxy. `Forwarded`, `X-Forwarded-Port` and `X-Real-IP`
are not read.
"""

import logging
import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any

from archive.web.server.current_request import GIVEN_ID, REQUEST_ID

log = logging.getLogger(__name__)
FORWARDED_FOR_OTHERS = "khizana.forwarded"
"""Key of the environ, present if a proxy, trusted or not, says that it passes the request on."""
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
FORWARDED = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PREFIX",
    "HTTP_SCRIPT_NAME",
)
UNREAD = (
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_FORWARDED_SSL",
    "HTTP_X_FORWARDED_SERVER",
    "HTTP_X_REAL_IP",
    "HTTP_X_SCHEME",
)
_PREFIX = re.compile(r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+")
MAX_PREFIX_LENGTH = 200
MAX_HOPS = 20
"""Addresses of X-Forwarded-For that are looked at, from the last one on."""


def believe_proxies(application: Application, trusted: Sequence[Network], *, https: bool = False) -> Application:
    """The application, its environ as `read_forwarded` leaves it."""

    def forwarded(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        read_forwarded(environ, trusted=trusted, https=https)
        return application(environ, start_response)

    return forwarded


def read_forwarded(environ: dict[str, Any], *, trusted: Sequence[Network], https: bool = False) -> None:
    """Change the environ to what a trusted proxy says of the request, and remove what proxies say from it.

    `https`: the site is reached by HTTPS alone, so a request is secure unless a trusted proxy says that it came by HTTP.
    """
    given = {name: environ.pop(name, "") for name in FORWARDED}
    named = environ.pop("HTTP_X_REQUEST_ID", "")
    for name in UNREAD:
        environ.pop(name, None)
    mounted_at = environ.get("SCRIPT_NAME", "")
    environ["SCRIPT_NAME"] = ""
    if https:
        environ["wsgi.url_scheme"] = "https"
    peer = parse_address(environ.get("REMOTE_ADDR", ""))
    if any(given.values()):
        environ[FORWARDED_FOR_OTHERS] = True
    if is_trusted(peer, trusted):
        if GIVEN_ID.fullmatch(named):
            environ[REQUEST_ID] = named
        _apply(environ, given, mounted_at, trusted)
    elif given["HTTP_X_FORWARDED_FOR"] and peer is not None and peer.is_private:
        _warn_once(peer)


def _apply(environ: dict[str, Any], given: dict[str, str], mounted_at: str, trusted: Sequence[Network]) -> None:
    environ["REMOTE_ADDR"] = client_address(environ["REMOTE_ADDR"], given["HTTP_X_FORWARDED_FOR"], trusted)
    scheme = _last(given["HTTP_X_FORWARDED_PROTO"]).lower()
    if scheme in {"http", "https"}:
        environ["wsgi.url_scheme"] = scheme
    if host := _last(given["HTTP_X_FORWARDED_HOST"]):
        environ["HTTP_HOST"] = host
    prefix = _last(given["HTTP_X_FORWARDED_PREFIX"]) or _last(given["HTTP_SCRIPT_NAME"]) or mounted_at
    prefix = prefix.rstrip("/")
    if len(prefix) <= MAX_PREFIX_LENGTH and _PREFIX.fullmatch(prefix):
        environ["SCRIPT_NAME"] = prefix
        path = environ.get("PATH_INFO", "")
        if path == prefix or path.startswith(f"{prefix}/"):
            environ["PATH_INFO"] = path[len(prefix) :] or "/"


def client_address(peer: str, forwarded_for: str, trusted: Sequence[Network]) -> str:
    """The last address that is not a trusted proxy's: `forwarded_for` from its end on, then `peer` if that is malformed."""
    client = peer
    for hop in reversed(forwarded_for.split(",")[-MAX_HOPS:]):
        address = parse_address(hop)
        if address is None:
            break
        client = str(address)
        if not is_trusted(address, trusted):
            break
    return client


def parse_address(text: str) -> Address | None:
    """`192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]:4711`; None for anything else. Mapped IPv4 is IPv4."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address


def is_trusted(address: Address | None, trusted: Sequence[Network]) -> bool:
    return address is not None and any(address in network for network in trusted)


@lru_cache(maxsize=16)
def _warn_once(peer: Address) -> None:
    """Without the setting all readers seem to come from the proxy: one who guesses passwords keeps all others from signing in."""
    log.warning(
        "%s sends X-Forwarded-For and is not in ARCHIVE_TRUSTED_PROXIES: if it is a proxy, name it there (docs/security.md).",
        peer,
    )


def _last(value: str) -> str:
    return value.rpartition(",")[2].strip()
