"""Query string → the values of declared parameters. Every parameter is understood or rejected; none is silently ignored.

Unknown names are rejected first, except tracking parameters of other sites. Then each value is parsed by its declaration
(`parameter`). An empty value means that the parameter is absent, because forms send empty fields. Keys are not looked up: a
search for an unknown key finds nothing.
"""

import calendar
import datetime as dt
import difflib
import re
from collections.abc import Sequence
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from archive.web.query_string.parameter import DATE_PATTERN, MOMENT_PATTERN, Parameter
from archive.web.query_string.parameters import IGNORED, IGNORED_PREFIXES

_TO_ASCII_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_DATE, _MOMENT = re.compile(DATE_PATTERN), re.compile(MOMENT_PATTERN)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
Values = dict[str, Any]


class ParameterError(ValueError):
    """A parameter that cannot be understood; the message is a sentence in Arabic for the reader."""

    status = 400


def read_values(parameters: Sequence[Parameter], query: QueryDict) -> Values:
    """The parameters that are given, by name: str, bool, int, a tuple of keys, a date or an aware time. Raises ParameterError."""
    _reject_unknown(parameters, query)
    parsed = ((one.name, _parse(one, query.getlist(one.name))) for one in parameters if one.name in query)
    return {name: value for name, value in parsed if value not in (None, ())}


def _reject_unknown(parameters: Sequence[Parameter], query: QueryDict) -> None:
    known = [parameter.name for parameter in parameters]
    for name in query:
        if name in known or name in IGNORED or name.startswith(IGNORED_PREFIXES):
            continue
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"؛ لعلّ المقصود «{near[0]}»" if near else ""
        raise ParameterError(f"المَعلمة «{name[:60]}» غير معروفة{hint}.")


def _parse(parameter: Parameter, given: list[str]) -> Any:
    if parameter.is_repeatable:
        return _keys(parameter, given)
    values = {value for value in (value.strip() for value in given) if value}
    if len(values) > 1:
        raise ParameterError(f"المَعلمة «{parameter.name}» وردت أكثر من مرة بقيم مختلفة.")
    if not values:
        return None
    value = values.pop()
    match parameter.shape:
        case "cursor":
            return value
        case "text":
            return _text(parameter, value)
        case "number":
            return _number(parameter, value)
        case "first_day":
            return _interval(parameter.name, value)[0]
        case "last_day":
            return _interval(parameter.name, value)[1]
        case "moment":
            return _moment(parameter.name, value)
        case "flag":
            return _choice(parameter, value.translate(_TO_ASCII_DIGITS)) == "1"
        case _:
            return _choice(parameter, value)


def _text(parameter: Parameter, value: str) -> str:
    """The query as typed; control characters become spaces."""
    value = _CONTROL.sub(" ", value).strip()
    if parameter.max_length is not None and len(value) > parameter.max_length:
        raise ParameterError(f"عبارة البحث أطول من {parameter.max_length} حرف؛ اختصرها.")
    return value


def _choice(parameter: Parameter, value: str) -> str:
    if value not in parameter.choices:
        known = "، ".join(f"«{choice}»" for choice in parameter.choices)
        raise ParameterError(f"قيمة المَعلمة «{parameter.name}» غير معروفة: «{value[:60]}». القيم الممكنة: {known}.")
    return value


def _keys(parameter: Parameter, values: list[str]) -> tuple[str, ...]:
    keys = tuple(dict.fromkeys(value.strip() for value in values if value.strip()))
    if parameter.max_values is not None and len(keys) > parameter.max_values:
        raise ParameterError(f"قيم المَعلمة «{parameter.name}» أكثر من {parameter.max_values}.")
    longest = parameter.max_length or max(map(len, keys), default=0)
    if any(len(key) > longest or _CONTROL.search(key) for key in keys):
        raise ParameterError(f"قيمة المَعلمة «{parameter.name}» ليست مفتاحًا صحيحًا.")
    return keys


def _number(parameter: Parameter, value: str) -> int:
    digits = value.translate(_TO_ASCII_DIGITS)
    if not re.fullmatch(r"[0-9]{1,9}", digits) or not 1 <= int(digits) <= (parameter.maximum or int(digits)):
        raise ParameterError(f"المَعلمة «{parameter.name}» عدد صحيح من 1 إلى {parameter.maximum}، لا «{value[:60]}».")
    return int(digits)


def _interval(name: str, value: str) -> tuple[dt.date, dt.date]:
    """First and last day of a year, month or day."""
    written = _DATE.fullmatch(value.translate(_TO_ASCII_DIGITS))
    if written is None:
        raise ParameterError(f"المَعلمة «{name}» تاريخ يُكتب هكذا: 2024 أو 2024-06 أو 2024-06-20، لا «{value[:60]}».")
    year, month, day = (int(part) if part else None for part in written.groups())
    try:
        first = dt.date(year or 0, month or 1, day or 1)
    except ValueError:
        raise ParameterError(f"لا يوجد في التقويم تاريخ «{value[:60]}» (المَعلمة «{name}»).") from None
    if day:
        return first, first
    last_month = month or 12
    return first, dt.date(first.year, last_month, calendar.monthrange(first.year, last_month)[1])


def _moment(name: str, value: str) -> dt.datetime:
    """A time, or the beginning of a day. A + in an address that was not encoded arrives as a space."""
    written = _MOMENT.fullmatch(value.translate(_TO_ASCII_DIGITS))
    if written is None:
        raise ParameterError(
            f"المَعلمة «{name}» يوم أو وقت يُكتب هكذا: 2024-06-20 أو 2024-06-20T14:30+03:00، لا «{value[:60]}»."
        )
    try:
        moment = dt.datetime.fromisoformat("".join(part.replace(" ", "+") for part in written.groups(default="")))
        if not dt.MINYEAR < moment.year < dt.MAXYEAR:  # a time zone could lead out of the calendar
            raise ValueError
        return (moment if moment.tzinfo else timezone.make_aware(moment)).astimezone(dt.UTC)
    except ValueError:
        raise ParameterError(f"لا يوجد وقت «{value[:60]}» (المَعلمة «{name}»).") from None
