"""Fetch one document: a GET with bounded redirects, size, expansion and time. Each address on the way is checked like the first.

Every failure is a FetchError with one Arabic sentence; an answer with an error status is an answer (`answers`).
"""

import contextlib
import http.client
import ssl
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import Message

from django.conf import settings

from archive.ingest.feeds import pacing
from archive.ingest.feeds.address import AddressError, WebAddress, parse_address
from archive.ingest.feeds.connection import PinnedConnection
from archive.ingest.feeds.network import UnresolvedError, checked_addresses

MAX_REDIRECTS = 5
REDIRECTS = {301: True, 302: False, 303: False, 307: False, 308: True}
"""Statuses that lead elsewhere: whether for good."""
CHUNK_BYTES = 64 * 1024
ROBOT = "Khizana"
"""The name under which robots.txt may speak of this program."""


class FetchError(Exception):
    """Why nothing came, in one Arabic sentence; `is_final` if trying again would not help."""

    def __init__(self, sentence: str, *, is_final: bool = False) -> None:
        super().__init__(sentence)
        self.is_final = is_final


@dataclass(frozen=True, slots=True)
class Limits:
    """`size`: bytes, as sent and as unpacked. `seconds`: for everything, redirects included, waiting for the host's turn not."""

    size: int = 10 * 1024 * 1024
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """`address` is where it came from in the end; `moved` where permanent redirects alone led to, if anywhere."""

    status: int
    headers: Message
    content: bytes
    address: WebAddress
    moved: WebAddress | None = None

    @property
    def media_type(self) -> str:
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()


@dataclass(slots=True)
class _Way:
    """The addresses visited so far."""

    visited: list[WebAddress] = field(default_factory=list)
    moved: WebAddress | None = None
    is_permanent: bool = True


def user_agent() -> str:
    """Who asks, with the address of this site where it is known."""
    return f"{ROBOT}/1.0 ({f'+{settings.ARCHIVE_SITE_URL}' if settings.ARCHIVE_SITE_URL else 'news archive'})"


def fetch(
    address: WebAddress,
    *,
    limits: Limits = Limits(),
    headers: Mapping[str, str] | None = None,
    check: Callable[[WebAddress], object] = lambda _: None,
) -> Answer:
    """The answer of this address or of the one that it leads to. `check` may refuse each by raising FetchError."""
    way = _Way()
    seconds = limits.seconds
    while True:
        if address in way.visited:
            raise FetchError("العنوان يحيل إلى نفسه بلا نهاية.")
        if len(way.visited) > MAX_REDIRECTS:
            raise FetchError(f"العنوان يحيل إلى عناوين أخرى أكثر من {MAX_REDIRECTS} مرات.")
        check(address)
        way.visited.append(address)
        pacing.take_turn(address.host_and_port)
        began = time.monotonic()
        answer = _ask(address, Limits(limits.size, seconds), headers or {})
        seconds -= time.monotonic() - began
        location = answer.headers.get("Location", "")
        if answer.status not in REDIRECTS or not location:
            return Answer(answer.status, answer.headers, answer.content, address, way.moved)
        address = _redirected(address, location)
        way.is_permanent &= REDIRECTS[answer.status]
        way.moved = address if way.is_permanent else way.moved


def _redirected(address: WebAddress, location: str) -> WebAddress:
    """Where a `Location` header leads. Some sites write UTF-8 in it, which arrives as Latin-1."""
    with contextlib.suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        return parse_address(location, address)
    except AddressError as error:
        raise FetchError(f"يحيل الموقع إلى عنوان لا يُجلب. {error}") from error


def _ask(address: WebAddress, limits: Limits, headers: Mapping[str, str]) -> Answer:
    """One request to one address. Raises FetchError."""
    deadline = time.monotonic() + limits.seconds
    late = FetchError(f"لم يكمل الموقع جوابه في {limits.seconds:.0f} ثانية.")
    if limits.seconds <= 0:
        raise late
    try:
        with PinnedConnection(address, checked_addresses(address), deadline) as connection:
            try:
                connection.request("GET", address.target, headers={**_standing_headers(address), **headers})
                response = connection.getresponse()
                is_read = response.status not in REDIRECTS
                content = _body(response, limits, deadline) if is_read else b""
                if connection.is_late:
                    raise late
                return Answer(response.status, response.headers, content, address)
            except (OSError, http.client.HTTPException, ValueError) as error:
                # the timer may be a moment behind
                if connection.is_late or time.monotonic() >= deadline:
                    raise late from error
                raise
    except AddressError as error:
        raise FetchError(str(error)) from error
    except UnresolvedError as error:
        raise FetchError(f"لا يُعرف موقع بالاسم {address.shown_host}، أو لا يجيب خادم الأسماء.") from error
    except ssl.SSLCertVerificationError as error:
        raise FetchError(f"شهادة الموقع غير صالحة ({error.verify_message}).") from error
    except ssl.SSLError as error:
        raise FetchError(f"تعذّر الاتصال المشفّر بالموقع ({error.reason or 'TLS'}).") from error
    except TimeoutError as error:
        raise FetchError("لا يجيب الموقع.") from error
    except OSError as error:
        raise FetchError(f"تعذّر الاتصال بالموقع ({error.strerror or type(error).__name__}).") from error
    except (http.client.HTTPException, ValueError) as error:
        raise FetchError("جواب الموقع ليس جواب HTTP صحيحًا، أو انقطع قبل تمامه.") from error


def _standing_headers(address: WebAddress) -> dict[str, str]:
    return {
        "Host": address.netloc,
        "User-Agent": user_agent(),
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }


def _body(response: http.client.HTTPResponse, limits: Limits, deadline: float) -> bytes:
    """The body, unpacked, within the limits. Raises FetchError, or what http.client raises."""
    too_large = FetchError(f"الجواب أكبر من {limits.size // 1024 // 1024} ميغابايت.", is_final=True)
    if (response.length or 0) > limits.size:
        raise too_large
    unpack = _unpacker(response.headers.get("Content-Encoding", ""))
    content, received = bytearray(), 0
    while chunk := response.read1(CHUNK_BYTES):
        received += len(chunk)
        # one byte more than allowed is enough to know
        content += unpack.add(chunk, limits.size - len(content) + 1)
        if received > limits.size or len(content) > limits.size:
            raise too_large
        if time.monotonic() > deadline:
            raise TimeoutError
    if response.length or not unpack.is_complete:
        raise http.client.IncompleteRead(b"", response.length)
    return bytes(content)


class _Plain:
    is_complete = True

    def add(self, chunk: bytes, _: int) -> bytes:
        return chunk


class _Unpacker:
    """Unpacks gzip or zlib streams as they arrive, each time to at most as many bytes as it is told."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(zlib.MAX_WBITS | 32)
        self._is_begun = False

    def add(self, chunk: bytes, limit: int) -> bytes:
        self._is_begun = True
        try:
            return self._stream.decompress(chunk, max(limit, 1))
        except zlib.error as error:
            raise FetchError("الجواب المضغوط تالف.") from error

    @property
    def is_complete(self) -> bool:
        return self._stream.eof or not self._is_begun


def _unpacker(encoding: str) -> _Plain | _Unpacker:
    match encoding.strip().lower():
        case "" | "identity":
            return _Plain()
        case "gzip" | "x-gzip" | "deflate":
            return _Unpacker()
        case _:
            raise FetchError(f"يرسل الموقع جوابه مضغوطًا بطريقة لا تُقرأ ({encoding[:20]}).")
