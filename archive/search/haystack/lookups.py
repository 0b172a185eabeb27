"""Haystack's lookups (`filter(source="…", published__gte=day)`) → clauses of the engine.

`content`, `text` and `title` match words; `fuzzy` matches at the widest level. Keyed columns take `exact`, `in` and
`startswith`; `published` takes days; `pk`, `django_id` and `id` take primary keys or identifiers.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from haystack.exceptions import SearchBackendError
from haystack.inputs import AutoQuery, BaseInput, Exact, Not, Raw

from archive.search.engine import clauses as c
from archive.search.engine.document import KEYED
from archive.search.expansion import expand_query, expand_tree
from archive.search.query import Node, Phrase, Prefix, Words, compile_query, day_after, day_before, day_range
from archive.text import exact, fold

TEXT_FIELDS: dict[str, c.Field] = {"content": "text", "text": "text", "title": "title"}
NUMBER_FIELDS = ("pk", "id", "django_id")


def lookup_clause(field: str, filter_type: str, value: Any) -> c.Clause:
    """One lookup. Raises SearchBackendError for an unknown field, or a lookup that the field does not support."""
    field = field.removesuffix("_exact")
    if hasattr(value, "values_list"):
        value = list(value)
    if field in TEXT_FIELDS:
        return _text(TEXT_FIELDS[field], filter_type, value)
    if isinstance(value, BaseInput):
        value = value.query_string
    if field in KEYED:
        return _keys(field, filter_type, value)
    if field == "published":
        return _published(filter_type, value)
    if field in NUMBER_FIELDS:
        return _numbers(filter_type, value)
    if field == "django_ct":
        return c.MatchAll() if str(value) == "catalog.article" else c.MatchNone()
    raise SearchBackendError(f"Unknown field {field!r}.")


def _text(field: c.Field, filter_type: str, value: Any) -> c.Clause:
    if filter_type == "in":
        return c.Or(tuple(_text(field, "exact", part) for part in value))
    if filter_type in ("gt", "gte", "lt", "lte", "range"):
        raise SearchBackendError(f"Text fields do not support {filter_type!r}.")
    if isinstance(value, AutoQuery | Raw):
        text = str(value.query_string)
        return compile_query(expand_query(text), field=field).clause if text.strip() != "*" else c.MatchAll()
    node: Node
    text = str(value.query_string if isinstance(value, BaseInput) else value)
    if isinstance(value, Not):
        return c.Not(_text(field, "content", text))
    if not text.strip() or text.strip() == "*":
        return c.MatchAll()
    if filter_type in ("contains", "endswith"):
        letters = {exact(text), fold(text)}
        return c.Or(tuple(c.Substring(part, filter_type == "endswith", field) for part in sorted(letters)))
    if isinstance(value, Exact) or filter_type == "exact":
        node = Phrase(text)
    elif filter_type == "startswith":
        node = Prefix(text)
    else:
        node = Words(tuple(text.split()))
    return compile_query(expand_tree(node), field=field).clause


def _keys(field: str, filter_type: str, value: Any) -> c.Clause:
    if filter_type in ("content", "exact", "contains", "fuzzy") and isinstance(value, str):
        return c.Keys(field, (value,))
    if filter_type == "startswith":
        return c.KeyPrefix(field, str(value))
    if filter_type in ("content", "exact", "in") and isinstance(value, Iterable):
        return c.Keys(field, tuple(str(key) for key in value))
    if value is None:
        return c.MatchNone()
    raise SearchBackendError(f"{field} does not support {filter_type} {value!r}.")


def _published(filter_type: str, value: Any) -> c.Clause:
    if filter_type == "range":
        return c.Published(_days(value[0])[0], _days(value[1])[1])
    if filter_type == "in":
        return c.Or(tuple(c.Published(*_days(day)) for day in value))
    first, last = _days(value)
    ranges = {
        "gt": (day_after(last), None),
        "gte": (first, None),
        "lt": (None, day_before(first)),
        "lte": (None, last),
    }
    return c.Published(*ranges.get(filter_type, (first, last)))


def _days(value: Any) -> tuple[dt.date, dt.date]:
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        return value, value
    days = day_range(str(value))
    if days is None or days.first is None or days.last is None:
        raise SearchBackendError(f"{value!r} is not a date.")
    return days.first, days.last


def _numbers(filter_type: str, value: Any) -> c.Clause:
    if filter_type not in ("content", "exact", "in"):
        raise SearchBackendError(f"Primary keys do not support {filter_type!r}.")
    values = value if isinstance(value, Iterable) and not isinstance(value, str) else [value]
    return c.DocIds(tuple(pk for part in values if (pk := article_pk(part)) is not None))


def article_pk(value: Any) -> int | None:
    """The primary key of a model instance, an identifier (`catalog.article.7`) or a number; None for anything else."""
    text = str(getattr(value, "pk", value)).rsplit(".", 1)[-1]
    return int(text) if text.isdecimal() else None


def query_clause(query: Any) -> c.Clause:
    """A clause as it is; a string as our query language reads it."""
    if isinstance(query, c.Clause):
        return query
    text = str(query)
    return c.MatchAll() if text.strip() in ("", "*", "*:*") else compile_query(expand_query(text)).clause


def narrowing_clause(query: str) -> c.Clause:
    """`field:value` as in Haystack (with or without `_exact`), else our query language."""
    name, colon, value = query.partition(":")
    if colon and name.removesuffix("_exact") in KEYED and not any(mark in value for mark in "():"):
        return lookup_clause(name, "exact", value.strip().strip("\"'"))
    return query_clause(query)
