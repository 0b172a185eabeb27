"""Query strings: parse one into a SearchRequest, and write a SearchRequest back as the canonical address.

`parameters` is the table of parameters that the parser, the writer and the OpenAPI document share. `facet_links` writes
the hundreds of addresses on one page that differ in a single facet value or in their dates.
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
from archive.web.query_string.parse import ParameterError, parse_page_request, parse_request

__all__ = [
    "FacetLinks",
    "ParameterError",
    "Params",
    "article_query",
    "cursor_text",
    "encode_params",
    "format_first_day",
    "format_last_day",
    "is_long",
    "parse_page_request",
    "parse_request",
    "period_key",
    "period_range",
    "query_params",
    "query_string",
    "search_url",
    "with_changes",
    "with_exclusion",
    "with_filter",
    "without_exclusion",
    "without_filter",
    "words_only",
]
