"""Web addresses as curators and sites write them → the ASCII form that is fetched, and back to a form to read.

Order: invisible signs go; a missing scheme is https; only http and https, no user name or password; the host in lower case and
punycode, without a closing dot; path and query percent-encoded where they are not ASCII; the fragment goes.
"""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit

import idna
from tld import get_fld

MAX_CHARS = 1000
WEB_PORTS = {"http": 80, "https": 443}
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Signs without a shape, such as marks of direction, that come along when an address is copied from a text."""
_CONTROLS = re.compile(r"[\x00-\x20\x7f-\x9f\\]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
"""Before a digit, the colon is that of a port: «news.example:8000»."""
_FEED_SCHEME = re.compile(r"feed:(?://(?!https?:)|/{0,2}(?=https?:))", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*")
_ENCODED = re.compile("(?:%[89a-f][0-9a-f])+", re.IGNORECASE)
_SAFE = "/?:@!$&'()*+,;=-._~%"


class AddressError(ValueError):
    """The message says in Arabic, in one sentence, why an address is not accepted."""


@dataclass(frozen=True, slots=True)
class WebAddress:
    """`host` in ASCII (an IPv6 address without brackets); `target` is path and query, percent-encoded."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def netloc(self) -> str:
        """Host and port as a `Host` header has them: the scheme's own port is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == WEB_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def shown_host(self) -> str:
        """The host as a reader writes it."""
        return _shown_host(self.host)

    @property
    def host_and_port(self) -> str:
        """As ARCHIVE_FEED_PRIVATE_HOSTS names it, always with the port."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.netloc}{self.target}"


def parse_address(text: str, base: WebAddress | None = None) -> WebAddress:
    """Read an address, relative ones against `base`. Raises AddressError."""
    text = _UNSEEN.sub("", text.strip()).strip()
    if not text:
        raise AddressError("لا عنوان هنا.")
    if base is not None:
        text = urljoin(str(base), text)
    text = _FEED_SCHEME.sub(lambda match: "https://" if match[0].endswith("//") else "", text, count=1)
    if not _SCHEME.match(text):
        text = f"https://{text.lstrip('/')}"
    try:
        parts = urlsplit(_CONTROLS.sub(lambda match: quote(match[0]), text))
        port = parts.port
    except ValueError as error:
        raise AddressError("العنوان ليس عنوانًا صحيحًا على الويب.") from error
    scheme = parts.scheme.lower()
    if scheme not in WEB_PORTS:
        raise AddressError("العنوان ليس عنوان ويب؛ يبدأ عنوان الويب بـ https:// أو http://.")
    if "@" in parts.netloc:
        raise AddressError("في العنوان اسم مستخدم أو كلمة مرور، ولا تُحفظ هنا كلمات المرور.")
    target = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    address = WebAddress(scheme, _host(parts.hostname or ""), port or WEB_PORTS[scheme], target)
    if len(str(address)) > MAX_CHARS:
        raise AddressError(f"العنوان أطول من {MAX_CHARS} حرف.")
    return address


def readable(address: str) -> str:
    """An ASCII address as a reader writes it: letters instead of percent-encoding and punycode. Anything else as it stands."""
    host = urlsplit(address).hostname or ""
    text = address.replace(host, _shown_host(host), 1) if host else address
    return _ENCODED.sub(_decoded, text)


def same_site(one: WebAddress, other: WebAddress) -> bool:
    """Whether both addresses belong to one registered domain; hosts without one (IP addresses, local names) must be equal."""
    first, second = _registered(one), _registered(other)
    return first == second if first and second else one.host_and_port == other.host_and_port


def _registered(address: WebAddress) -> str | None:
    found = (
        get_fld(f"http://{address.host}/", fail_silently=True, search_private=True) if ":" not in address.host else None
    )
    return found if isinstance(found, str) else None


def _host(name: str) -> str:
    """The host in ASCII. Raises AddressError."""
    name = name.rstrip(".。").lower()
    if ":" in name:
        if "%" in name:  # the zone of a link means something on one machine alone
            raise AddressError("اسم الموقع في العنوان غير صحيح.")
        try:
            return str(ip_address(name))
        except ValueError as error:
            raise AddressError("اسم الموقع في العنوان غير صحيح.") from error
    if not name.isascii():
        try:
            name = idna.encode(name, uts46=True).decode("ascii")
        except idna.IDNAError as error:
            raise AddressError("اسم الموقع في العنوان غير صحيح.") from error
    if len(name) > 253 or not _HOST.fullmatch(name):
        raise AddressError("اسم الموقع في العنوان غير صحيح.")
    return name


def _shown_host(host: str) -> str:
    try:
        return idna.decode(host) if "xn--" in host else host
    except idna.IDNAError:
        return host


def _decoded(match: re.Match[str]) -> str:
    try:
        text = unquote_to_bytes(match[0]).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]
    return text if text.isprintable() and not _UNSEEN.search(text) else match[0]
