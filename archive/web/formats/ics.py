"""Calendar files (RFC 5545): all-day events, and the few rules that their text must keep.

Order of steps: the values of text properties are escaped, lines are joined by CRLF and folded at 75 octets of UTF-8, never
inside a character. An all-day event ends, exclusively, the day after its last one.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_LINE = 75
"""Octets, without the line break (RFC 5545, 3.1)."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_UNPRINTED = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Event:
    """An event of whole days, `first` to `last`, both included. `uid` is the same whenever the event is the same."""

    uid: str
    first: dt.date
    last: dt.date
    summary: str
    description: str
    url: str


def calendar_file(name: str, events: Iterable[Event], *, made: dt.datetime) -> str:
    """A calendar of these events under a name; `made`: when, in UTC."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Khizana//Timeline//AR",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    lines.append(f"X-WR-CALNAME:{escaped(name)}")
    for event in events:
        lines += _event(event, made)
    return "".join(f"{folded(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def _event(event: Event, made: dt.datetime) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{made:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{_day(event.first)}",
    ]
    if event.last < dt.date.max:
        lines.append(f"DTEND;VALUE=DATE:{_day(event.last + dt.timedelta(1))}")
    return [
        *lines,
        f"SUMMARY:{escaped(event.summary)}",
        f"DESCRIPTION:{escaped(event.description)}",
        f"URL:{event.url}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _day(day: dt.date) -> str:
    return day.isoformat().replace("-", "")


def escaped(text: str) -> str:
    """A text value: backslash, comma and semicolon escaped, line breaks as \\n, what no calendar shows left out."""
    text = _CONTROL.sub("", _UNPRINTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> str:
    """The line in pieces of 75 octets at most, each but the first after a line break and a space."""
    pieces: list[str] = []
    piece, size = "", 0
    for character in line:
        octets = len(character.encode("utf-8", "replace"))
        if size + octets > LONGEST_LINE:
            pieces.append(piece)
            piece, size = "", 1  # the space that begins a folded line
        piece += character
        size += octets
    return "\r\n ".join([*pieces, piece])
