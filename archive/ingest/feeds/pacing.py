"""How soon a host may be asked again: a pause between two requests to one host, kept for as long as the process lives."""

import time

from archive.catalog.jobs import check_stop

GAP_S = 2.0
"""Seconds between the beginnings of two requests to one host, unless its robots.txt asks for more."""
MAX_GAP_S = 30.0
STEP_S = 0.25
_last: dict[str, float] = {}
_gaps: dict[str, float] = {}


def set_gap(host: str, seconds: float) -> None:
    """What the host itself asks for (`Crawl-delay`), within bounds."""
    _gaps[host] = min(max(seconds, GAP_S), MAX_GAP_S)


def wait_s(host: str) -> float:
    """Seconds until the host may be asked again."""
    return max(0.0, _last.get(host, float("-inf")) + _gaps.get(host, GAP_S) - time.monotonic())


def take_turn(host: str) -> None:
    """Wait until the host may be asked, and note that it is. Ends early when the background process ends."""
    while (seconds := wait_s(host)) > 0:
        check_stop()
        time.sleep(min(seconds, STEP_S))
    _last[host] = time.monotonic()


def forget() -> None:
    _last.clear()
    _gaps.clear()
