"""Query string → frozen SearchRequest: the values of the parameters (`values`), and what they must keep to together."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import QueryDict

from archive.search import KEYED_FACETS, Cursor, DateRange, SearchRequest
from archive.web.query_string import parameters
from archive.web.query_string.build import query_string
from archive.web.query_string.cursors import cursor_search, decode_cursor
from archive.web.query_string.parameters import PARAMETERS, Parameter
from archive.web.query_string.values import ParameterError, Values, read_values


class AddressTooLongError(ParameterError):
    """A search that a page cannot repeat in its links."""

    status = 414


def parse_page_request(query: QueryDict) -> SearchRequest:
    """As `parse_request`, for pages. Raises ParameterError."""
    return checked_for_page(parse_request(query))


def checked_for_page(request: SearchRequest) -> SearchRequest:
    """The request; a page's size grows with the length of its address. Raises AddressTooLongError."""
    if (length := len(query_string(request))) > parameters.MAX_ADDRESS_LENGTH:
        raise AddressTooLongError(
            f"البحث أطول من أن تكرره روابط الصفحة: عنوانه {length} رمزًا، والحد {parameters.MAX_ADDRESS_LENGTH} "
            "(للحرف العربي ستة رموز). اختصر العبارة أو خفّف القيود."
        )
    return request


def parse_request(query: QueryDict) -> SearchRequest:
    """Parse the query string of a search. Raises ParameterError."""
    return parse_search(PARAMETERS, query)[0]


def parse_search(declared: Sequence[Parameter], query: QueryDict) -> tuple[SearchRequest, Values]:
    """Parse a query string that has these parameters: the search, and the values of all that are given. Raises ParameterError."""
    given = read_values(declared, query)
    if sum(len(given.get(name, ())) for name in _KEYED) > parameters.MAX_ALL_KEYS:
        raise ParameterError(f"قيم القيود كلها أكثر من {parameters.MAX_ALL_KEYS}؛ خفّفها.")
    request = SearchRequest(
        filters={name: given[name] for name in KEYED_FACETS if name in given},
        excludes={name: given[f"not_{name}"] for name in KEYED_FACETS if f"not_{name}" in given},
        names=given.get("names", ()),
        published=_date_range(given, "from", "to"),
        mentions=_date_range(given, "mentions_from", "mentions_to"),
        **{name: given[name] for name in _SCALARS if name in given},
    )
    return replace(request, cursor=_cursor(request, given)) if "cursor" in given else request, given


_SCALARS = (
    "q", "mode", "match", "variants", "added_from", "undated", "kind", "sort", "group", "explain", "compare",
    "page", "per_page",
)  # fmt: skip
"""Parameters that are fields of SearchRequest with the same name."""


_KEYED = (*KEYED_FACETS, *(f"not_{name}" for name in KEYED_FACETS), "names")


def _cursor(request: SearchRequest, given: Values) -> Cursor:
    if "page" in given:
        raise ParameterError("المَعلمتان «page» و«cursor» لا تجتمعان: اكتفِ بإحداهما.")
    cursor = decode_cursor(given["cursor"], query_string(cursor_search(request)))
    if cursor is None:
        raise ParameterError("المَعلمة «cursor» ليست مما أعاده هذا البحث نفسه في «next».")
    return cursor


def _date_range(given: Values, first: str, last: str) -> DateRange:
    span = DateRange(given.get(first), given.get(last))
    if span.first and span.last and span.first > span.last:
        raise ParameterError(f"بداية المدة («{first}») بعد نهايتها («{last}»).")
    return span
