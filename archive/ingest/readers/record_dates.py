"""The publication date in a field of a record: ISO 8601, or any date that the grammar reads.

A placeholder that programs write where they know no date is none. A date after tomorrow is kept as printed. Both are named in
a warning. Years before 1500 are read by the grammar, as Hijri ones; solar Hijri ones are not read.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace
from email.utils import parsedate_tz
from typing import Any, NamedTuple

from archive.catalog.selectors import is_after_tomorrow
from archive.ingest.controls import storable
from archive.ingest.readers.record_fields import RecordFields
from archive.ingest.record import PublicationDate
from archive.text.dates import PRECISIONS, interval, parse_date

MIN_ISO_YEAR = 1500
MAX_EVIDENCE_CHARS = 500
_COARSER = ("day", "month", "year")
"""Each is coarser than those before it."""
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


def read_dated(read: RecordFields, fields: Mapping[str, Any]) -> PublicationDate | None:
    """The date of a record with its precision, basis and evidence, where it gives them; adds to the warnings of `read`."""
    value = fields.get("date")
    precision, basis = read.choice("date_precision", _COARSER), read.choice("date_basis", ("stated", "inferred"))
    found = read_field(value, storable(str(value)), is_known=bool(precision and basis))
    if found.warning:
        read.warnings.append(found.warning)
    if (published := found.published) is None:
        return None
    if precision and _COARSER.index(precision) < _COARSER.index(published.precision):
        read.warnings.append(
            f"date_precision left out, {precision} is finer than the date: {storable(str(value))[:60]}"
        )
    elif precision:
        published = replace(published, precision=precision, first=_first(published.first, precision))
    evidence = read.line("date_evidence", MAX_EVIDENCE_CHARS)
    return replace(published, basis=basis or published.basis, evidence=evidence or published.evidence)


def _first(day: dt.date, precision: str) -> dt.date:
    """The first day of the interval."""
    return day if precision == "day" else day.replace(day=1, month=day.month if precision == "month" else 1)


def read_day(read: RecordFields, fields: Mapping[str, Any], name: str) -> dt.date | None:
    """A field that is a day in ISO form; None, with a warning, if it is something else."""
    value = fields.get(name)
    if value is None or value == "":
        return None
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        read.warnings.append(f"{name} left out, it is no day such as 2024-06-20: {storable(str(value))[:60]}")
        return None


def read_field(value: Any, printed: str, *, is_known: bool = False) -> FieldDate:
    """`value` as decoded; `printed` is the same as text that can be stored, without control characters.

    `is_known`: the record knows what it knows of the date, so that no day is a placeholder.
    """
    text = printed.strip()
    if value is None or not text:
        return FieldDate(None)
    if isinstance(value, bool) or not isinstance(value, int | str):
        return FieldDate(None, f"loaded without a date, it is not text: {text[:60]}")
    published = _read(text)
    if not is_known and (text[:10] in PLACEHOLDERS or (published and _value(published) in PLACEHOLDERS)):
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
