"""Query string → frozen SearchRequest. Every parameter is understood or rejected; none is silently ignored.

Unknown names are rejected first, except tracking parameters of other sites. Then each value is parsed by the shape given
in `parameters`. An empty value means that the parameter is absent, because forms send empty fields. Keys are not looked
up: a search for an unknown key finds nothing.
"""

import calendar
import datetime as dt
import difflib
import re
from dataclasses import replace
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from archive.search import KEYED_FACETS, Cursor, DateRange, SearchRequest
from archive.web.query_string import parameters
from archive.web.query_string.build import query_string
from archive.web.query_string.cursors import cursor_search, decode_cursor
from archive.web.query_string.parameters import BY_NAME, Parameter

_TO_ASCII_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:([T ][0-9]{2}:[0-9]{2})(:[0-9]{2}(?:\.[0-9]{1,6})?)?(Z|[+\- ][0-9]{2}:?[0-9]{2})?)?"
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class ParameterError(ValueError):
    """A parameter that cannot be understood; the message is a sentence in Arabic for the reader."""

    status = 400


class AddressTooLongError(ParameterError):
    """A search that a page cannot repeat in its links."""

    status = 414


def parse_page_request(query: QueryDict) -> SearchRequest:
    """As `parse_request`, for pages, whose size grows with the length of the address. Raises ParameterError."""
    request = parse_request(query)
    if (length := len(query_string(request))) > parameters.MAX_ADDRESS_LENGTH:
        raise AddressTooLongError(
            f"البحث أطول من أن تكرره روابط الصفحة: عنوانه {length} رمزًا، والحد {parameters.MAX_ADDRESS_LENGTH} "
            "(للحرف العربي ستة رموز). اختصر العبارة أو خفّف القيود."
        )
    return request


def parse_request(query: QueryDict) -> SearchRequest:
    """Parse a query string. Raises ParameterError."""
    _reject_unknown(query)
    given = {name: value for name in BY_NAME if (value := _parse(BY_NAME[name], query)) not in (None, ())}
    if sum(len(given.get(name, ())) for name in _KEYED) > parameters.MAX_ALL_KEYS:
        raise ParameterError(f"قيم القيود كلها أكثر من {parameters.MAX_ALL_KEYS}؛ خفّفها.")
    request = SearchRequest(
        filters={name: given[name] for name in KEYED_FACETS if name in given},
        excludes={name: given[f"not_{name}"] for name in KEYED_FACETS if f"not_{name}" in given},
        published=_date_range(given, "from", "to"),
        mentions=_date_range(given, "mentions_from", "mentions_to"),
        **{name: given[name] for name in _SCALARS if name in given},
    )
    return replace(request, cursor=_cursor(request, given)) if "cursor" in given else request


_SCALARS = (
    "q", "mode", "match", "variants", "added_from", "undated", "kind", "sort", "group", "explain", "compare",
    "page", "per_page",
)  # fmt: skip
"""Parameters that are fields of SearchRequest with the same name."""


_KEYED = (*KEYED_FACETS, *(f"not_{name}" for name in KEYED_FACETS))


def _cursor(request: SearchRequest, given: dict[str, Any]) -> Cursor:
    if "page" in given:
        raise ParameterError("المَعلمتان «page» و«cursor» لا تجتمعان: اكتفِ بإحداهما.")
    cursor = decode_cursor(given["cursor"], query_string(cursor_search(request)))
    if cursor is None:
        raise ParameterError("المَعلمة «cursor» ليست مما أعاده هذا البحث نفسه في «next».")
    return cursor


def _reject_unknown(query: QueryDict) -> None:
    for name in query:
        if name in BY_NAME or name in parameters.IGNORED or name.startswith(parameters.IGNORED_PREFIXES):
            continue
        near = difflib.get_close_matches(name, BY_NAME, n=1)
        hint = f"؛ لعلّ المقصود «{near[0]}»" if near else ""
        raise ParameterError(f"المَعلمة «{name[:60]}» غير معروفة{hint}.")


def _parse(parameter: Parameter, query: QueryDict) -> Any:
    if parameter.shape == "keys":
        return _keys(parameter.name, query.getlist(parameter.name))
    values = {value for value in (value.strip() for value in query.getlist(parameter.name)) if value}
    if len(values) > 1:
        raise ParameterError(f"المَعلمة «{parameter.name}» وردت أكثر من مرة بقيم مختلفة.")
    if not values:
        return None
    value = values.pop()
    match parameter.shape:
        case "cursor":
            return value
        case "text":
            return _text(value)
        case "number":
            return _number(parameter.name, value)
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


def _text(value: str) -> str:
    """The query as typed; control characters become spaces."""
    value = _CONTROL.sub(" ", value).strip()
    if len(value) > parameters.MAX_QUERY_LENGTH:
        raise ParameterError(f"عبارة البحث أطول من {parameters.MAX_QUERY_LENGTH} حرف؛ اختصرها.")
    return value


def _choice(parameter: Parameter, value: str) -> str:
    if value not in parameter.choices:
        known = "، ".join(f"«{choice}»" for choice in parameter.choices)
        raise ParameterError(f"قيمة المَعلمة «{parameter.name}» غير معروفة: «{value[:60]}». القيم الممكنة: {known}.")
    return value


def _keys(name: str, values: list[str]) -> tuple[str, ...]:
    keys = tuple(dict.fromkeys(value.strip() for value in values if value.strip()))
    if len(keys) > parameters.MAX_KEYS:
        raise ParameterError(f"قيم المَعلمة «{name}» أكثر من {parameters.MAX_KEYS}.")
    if any(len(key) > parameters.MAX_KEY_LENGTH or _CONTROL.search(key) for key in keys):
        raise ParameterError(f"قيمة المَعلمة «{name}» ليست مفتاحًا صحيحًا.")
    return keys


def _number(name: str, value: str) -> int:
    digits = value.translate(_TO_ASCII_DIGITS)
    maximum = parameters.MAX_PAGE if name == "page" else parameters.MAX_PER_PAGE
    if not re.fullmatch(r"[0-9]{1,9}", digits) or not 1 <= int(digits) <= maximum:
        raise ParameterError(f"المَعلمة «{name}» عدد صحيح من 1 إلى {maximum}، لا «{value[:60]}».")
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


def _date_range(given: dict[str, Any], first: str, last: str) -> DateRange:
    span = DateRange(given.get(first), given.get(last))
    if span.first and span.last and span.first > span.last:
        raise ParameterError(f"بداية المدة («{first}») بعد نهايتها («{last}»).")
    return span
