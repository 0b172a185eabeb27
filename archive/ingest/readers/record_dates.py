"""The publication date in a field of a record: ISO 8601, or any date that the grammar reads.

A placeholder that programs write where they know no date is none. A date after tomorrow is kept as printed. Both are named in
a warning. Years before 1500 are read by the grammar, as Hijri ones; solar Hijri ones are not read.
"""

import datetime as dt
import re
from email.utils import parsedate_tz
from typing import Any, NamedTuple

from archive.catalog.selectors import is_after_tomorrow
from archive.ingest.record import PublicationDate
from archive.text.dates import PRECISIONS, interval, parse_date

MIN_ISO_YEAR = 1500
_ISO = re.compile(r"(?P<value>[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)(?:[T ].*)?")
PLACEHOLDERS = {
    "0000-00-00": "MySQL",
    "0001-01-01": ".NET, Go",
    "1600-12-31": "Windows file time, west of Greenwich",
    "1601-01-01": "Windows file time",
    "1753-01-01": "SQL Server",
    "1899-12-30": "spreadsheets",
    "1899-12-31": "spreadsheets",
    "1900-01-01": "spreadsheets, SQL Server",
    "1904-01-01": "spreadsheets of the Macintosh",
    "1969-12-31": "Unix time, west of Greenwich",
    "1970-01-01": "Unix time",
    "2038-01-19": "the last second of 32-bit Unix time",
    "2079-06-06": "SQL Server's smalldatetime",
    "2099-12-31": "no end",
    "2999-12-31": "no end",
    "3000-01-01": "no end",
}
"""Days that programs write where they know no date, and which do. 9999-12-31 is left out: it is kept, in doubt."""


class FieldDate(NamedTuple):
    """The date, if the field says one, and a warning where it was not taken as it is."""

    published: PublicationDate | None
    warning: str = ""


def read_field(value: Any, printed: str) -> FieldDate:
    """`value` as decoded; `printed` is the same as text that can be stored, without control characters."""
    text = printed.strip()
    if value is None or not text:
        return FieldDate(None)
    if isinstance(value, bool) or not isinstance(value, int | str):
        return FieldDate(None, f"loaded without a date, it is not text: {text[:60]}")
    published = _read(text)
    if text[:10] in PLACEHOLDERS or (published and _value(published) in PLACEHOLDERS):
        return FieldDate(None, f"loaded without a date, a placeholder: {text[:60]}")
    if published is None:
        return FieldDate(None, f"loaded without a date, it cannot be read: {text[:60]}")
    if is_after_tomorrow(published.first):
        return FieldDate(published, f"the date is after tomorrow, kept as printed but in doubt: {text[:60]}")
    return FieldDate(published)


def read_written(text: str) -> FieldDate:
    """The day of RFC 822 by its own digits, without conversion of time zones; else as `read_field`."""
    parsed = parsedate_tz(text)
    if parsed is None:
        return read_field(text or None, text)
    try:
        day = dt.date(*parsed[:3]).isoformat()
    except ValueError:
        return FieldDate(None, f"loaded without a date, it cannot be read: {text[:60]}")
    return read_field(day, day)


def _value(published: PublicationDate) -> str:
    return published.first.isoformat() if published.precision == "day" else ""


def _read(text: str) -> PublicationDate | None:
    evidence = f"حقل date في السجل: «{text}»"[:500]
    if (match := _ISO.fullmatch(text)) and int(match["value"][:4]) >= MIN_ISO_YEAR:
        value = match["value"]
        try:
            return PublicationDate(interval(value)[0], PRECISIONS[len(value)], "stated", evidence)
        except ValueError:
            return None
    date = parse_date(text)
    return PublicationDate(date.first, date.precision, "stated", evidence) if date else None
