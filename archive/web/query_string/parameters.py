"""The search parameters of pages, feed and JSON API: one table for the parser and the OpenAPI document."""

from dataclasses import dataclass
from typing import Literal

from archive.search import KEYED_FACETS

Shape = Literal["text", "choice", "flag", "keys", "first_day", "last_day", "moment", "number", "cursor"]


@dataclass(frozen=True)
class Parameter:
    """One parameter: name, form of its value, and meaning (for the OpenAPI document)."""

    name: str
    shape: Shape
    meaning: str
    choices: tuple[str, ...] = ()
    default: str | None = None


_FACET_MEANING = {
    "person": "keys of persons mentioned",
    "place": "keys of places mentioned",
    "organization": "keys of organizations mentioned",
    "source": "keys of sources",
    "agency": "wire agencies, by name",
    "section": "sections, by name",
    "tag": "tags, by name",
    "language": "languages (BCP 47; `ar` includes `ar-EG`)",
}

PARAMETERS: tuple[Parameter, ...] = (
    Parameter("q", "text", "The query, in the archive's query language."),
    Parameter("mode", "choice", "How closely words must match.", ("exact", "spelling", "wide"), "wide"),
    Parameter("match", "choice", "Whether all words must occur, or any.", ("all", "any"), "all"),
    Parameter("variants", "flag", "Whether names are expanded by their variants.", ("0", "1"), "1"),
    *(
        Parameter(name, "keys", f"Only with one of these {_FACET_MEANING[name]}. Repeatable: OR within, AND between.")
        for name in KEYED_FACETS
    ),
    *(
        Parameter(f"not_{name}", "keys", f"Without any of these {_FACET_MEANING[name]}. Repeatable.")
        for name in KEYED_FACETS
    ),
    Parameter("from", "first_day", "Published on or after: YYYY, YYYY-MM or YYYY-MM-DD."),
    Parameter("to", "last_day", "Published on or before (the whole year or month is included)."),
    Parameter("mentions_from", "first_day", "Mentions a date that lies wholly on or after."),
    Parameter(
        "mentions_to", "last_day", "Mentions a date that lies wholly on or before; a year is not found by its months."
    ),
    Parameter(
        "added_from",
        "moment",
        "Added to the archive at this time or later: YYYY-MM-DD or an ISO time; without an offset, in the archive's time zone.",
    ),
    Parameter("undated", "choice", "Only undated articles, or none of them.", ("only", "exclude")),
    Parameter("kind", "choice", "Articles, cards of related stories, or both.", ("article", "stub", "all"), "article"),
    Parameter(
        "sort",
        "choice",
        "Order of the results; by default relevance with a query, newest without. `added`: by accession, the latest first.",
        ("relevance", "newest", "oldest", "added"),
    ),
    Parameter(
        "group",
        "choice",
        "`versions`: near-identical texts are one result, by default in searches; `none`: each article is one, by default "
        "in feed, timeline and files.",
        ("versions", "none"),
    ),
    Parameter("explain", "flag", "Whether each result says why it matched.", ("0", "1"), "0"),
    Parameter("compare", "text", "Another query, charted together with this one; it does not filter."),
    Parameter("page", "number", "Page of results, from 1.", default="1"),
    Parameter("per_page", "number", "Results on a page, 100 at most.", default="10"),
    Parameter("cursor", "cursor", "Go on where an answer to the same search ended: its `next`. Not with `page`."),
)
BY_NAME: dict[str, Parameter] = {parameter.name: parameter for parameter in PARAMETERS}

MAX_PAGE = 1_000_000
MAX_PER_PAGE = 100
MAX_KEYS = 50
"""Values of one facet parameter per request."""
MAX_ALL_KEYS = 100
"""Values of all facet parameters of a request together: a page shows each with a link that repeats the others."""
MAX_KEY_LENGTH = 300
MAX_QUERY_LENGTH = 5_000
"""Characters of `q`. Longer than any question, short enough to parse in bounded time."""
MAX_ADDRESS_LENGTH = 8_000
"""Characters of the canonical query string (six for an Arabic letter) of a page that repeats it in its links."""
MAX_FACETED_LENGTH = 2_000
"""Characters of it up to which a page of results has facets and a chart, with some 400 links."""

IGNORED_PREFIXES = ("utm_",)
IGNORED = frozenset({"fbclid", "gclid"})
"""Tracking parameters that other sites add to links."""
