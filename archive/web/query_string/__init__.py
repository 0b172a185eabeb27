"""Query strings: parse one into a SearchRequest, and write a SearchRequest back as the canonical address.

`parameters` are the tables of parameters that parser, writer and OpenAPI document share: `values` keeps to them, `parse` makes
searches of values. `facet_links` writes the hundreds of addresses on one page that differ in a single facet value or in dates.
"""

from archive.web.query_string.build import (
    Params,
    article_query,
    cursor_text,
    encode_params,
    format_first_day,
    format_last_day,
    is_long,
    period_key,
    period_range,
    query_params,
    query_string,
    search_url,
    with_changes,
    with_exclusion,
    with_filter,
    without_exclusion,
    without_filter,
    words_only,
)
from archive.web.query_string.facet_links import FacetLinks
from archive.web.query_string.parse import checked_for_page, parse_page_request, parse_request, parse_search
from archive.web.query_string.values import ParameterError, read_values

__all__ = [
    "FacetLinks",
    "ParameterError",
    "Params",
    "article_query",
    "checked_for_page",
    "cursor_text",
    "encode_params",
    "format_first_day",
    "format_last_day",
    "is_long",
    "parse_page_request",
    "parse_request",
    "parse_search",
    "period_key",
    "period_range",
    "query_params",
    "query_string",
    "read_values",
    "search_url",
    "with_changes",
    "with_exclusion",
    "with_filter",
    "without_exclusion",
    "without_filter",
    "words_only",
]
