"""Calendar files (RFC 5545) of all-day events. icalendar escapes and folds; characters that calendars cannot show are removed."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

import icalendar

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_BIDI_CONTROL = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Event:
    """An event of whole days, `first` to `last` inclusive. `uid` identifies it across downloads."""

    uid: str
    first: dt.date
    last: dt.date
    summary: str
    description: str
    url: str


def calendar_file(name: str, events: Iterable[Event], *, made: dt.datetime) -> str:
    """A calendar file; `made` is the time of its creation in UTC."""
    calendar = icalendar.Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//Khizana//Timeline//AR")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", icalendar.vText(printable(name)), encode=False)
    for event in events:
        calendar.add_component(_component(event, made))
    return calendar.to_ical(sorted=False).decode()


def _component(event: Event, made: dt.datetime) -> icalendar.Event:
    component = icalendar.Event()
    component.add("UID", event.uid)
    component.add("DTSTAMP", made)
    component.add("DTSTART", event.first)
    if event.last < dt.date.max:
        component.add("DTEND", event.last + dt.timedelta(1))  # exclusive
    component.add("SUMMARY", printable(event.summary))
    component.add("DESCRIPTION", printable(event.description))
    component.add("URL", event.url)
    component.add("TRANSP", "TRANSPARENT")
    return component


def printable(text: str) -> str:
    """The text without control characters other than \\n, and without lone surrogates."""
    text = _CONTROL.sub("", _BIDI_CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    return text.encode("utf-8", "replace").decode()
