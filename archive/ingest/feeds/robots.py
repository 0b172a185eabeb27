"""Whether a site lets this program fetch a page: its robots.txt, read by Protego as RFC 9309 has it, kept for a day.

No such file (4xx): everything is allowed. A site that does not answer, or answers with an error of its own: nothing is, for an
hour. A delay that the file asks for is kept between requests.
"""

import time
from dataclasses import dataclass

from protego import Protego

from archive.ingest.feeds import pacing
from archive.ingest.feeds.address import WebAddress
from archive.ingest.feeds.http import ROBOT, FetchError, Limits, fetch

KEPT_S, KEPT_UNREACHABLE_S = 24 * 3600.0, 3600.0
MAX_HOSTS = 500
_LIMITS = Limits(size=512 * 1024, seconds=20.0)


@dataclass(frozen=True, slots=True)
class _Rules:
    """`rules` is None while the site cannot be asked."""

    rules: Protego | None
    until: float


_known: dict[str, _Rules] = {}


def check_page(address: WebAddress) -> None:
    """Raises FetchError if the site does not allow its page to be fetched, or cannot say."""
    known = _rules(address)
    if known.rules is None:
        raise FetchError("تعذّرت قراءة robots.txt في الموقع، فلا تُجلب صفحاته الآن.")
    if not known.rules.can_fetch(str(address), ROBOT):
        raise FetchError("لا يسمح robots.txt في الموقع بجلب هذه الصفحة.", is_final=True)


def forget() -> None:
    _known.clear()


def _rules(address: WebAddress) -> _Rules:
    site = f"{address.scheme}://{address.netloc}"
    known = _known.get(site)
    if known is None or known.until < time.monotonic():
        if len(_known) >= MAX_HOSTS:
            _known.clear()
        known = _known[site] = _read(WebAddress(address.scheme, address.host, address.port, "/robots.txt"))
    delay = known.rules.crawl_delay(ROBOT) if known.rules else None
    if delay:
        pacing.set_gap(address.host_and_port, float(delay))
    return known


def _read(address: WebAddress) -> _Rules:
    try:
        answer = fetch(address, limits=_LIMITS, headers={"Accept": "text/plain"})
    except FetchError as error:
        # an endless file is none
        return _given("") if error.is_final else _Rules(None, time.monotonic() + KEPT_UNREACHABLE_S)
    if answer.status >= 500 or answer.status == 429:
        return _Rules(None, time.monotonic() + KEPT_UNREACHABLE_S)
    return _given(answer.content.decode("utf-8", "replace") if answer.status == 200 else "")


def _given(text: str) -> _Rules:
    return _Rules(Protego.parse(text), time.monotonic() + KEPT_S)
