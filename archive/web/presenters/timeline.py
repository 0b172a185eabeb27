"""The timeline of a search: dated sentences of the articles found, in chronological order of the dates mentioned.

The MAX_ARTICLES most relevant articles are read. Entries outside `mentions_from` … `mentions_to` are dropped, and, unless
all sentences are asked for, those whose sentence contains no word of the query.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

from archive import search
from archive.chronology.selectors import Attribution, TimelineEntry, timeline_entries
from archive.search import FoundArticles, SearchRequest
from archive.web.links import article_url, page_url
from archive.web.presenters.arabic_text import DATE_BASES, DATE_DOUBTS, WEEKDAYS, date_phrase, range_phrase
from archive.web.presenters.paragraph_html import InlineSpan, MarkedWord, paragraph_html
from archive.web.query_string import article_query, encode_params, period_range, query_params, with_changes
from archive.web.query_string.parameters import ENTRIES_PER_PAGE

MAX_ARTICLES = 500


@dataclass(frozen=True)
class Timeline:
    """The entries in chronological order, the words to mark in each, and the search result they come from.

    `omitted` counts dated sentences of the same articles that contain no word of the query.
    """

    found: FoundArticles
    entries: list[TimelineEntry]
    marks: list[list[MarkedWord]]
    omitted: int = 0

    @property
    def articles(self) -> int:
        """Number of articles read."""
        return len(self.found.pks)


def timeline_url(request: SearchRequest, *, view: str = "timeline", every: bool = False) -> str:
    """The address of a timeline view. `per_page` counts entries, ENTRIES_PER_PAGE by default; `every`: all sentences."""
    pairs = query_params(request, without=("per_page",))
    pairs += [("sentences", "all")] if every else []
    if request.per_page != ENTRIES_PER_PAGE:
        pairs.append(("per_page", str(request.per_page)))
    return f"{page_url(view)}?{encode_params(pairs)}" if pairs else page_url(view)


def build_timeline(request: SearchRequest, *, every: bool = False) -> Timeline:
    """The timeline of a search; `every` includes sentences without any of its words."""
    found = search.find(request, MAX_ARTICLES)
    entries = timeline_entries(found.pks, first=request.mentions.first, last=request.mentions.last)
    if not request.q:
        return Timeline(found, entries, [[] for _ in entries])
    answered = replace(request, q=found.corrected_query or request.q)
    marks = [
        [MarkedWord(word.start, word.end) for word in words]
        for words in search.highlights(answered, [entry.sentence for entry in entries])
    ]
    matching = [(entry, words) for entry, words in zip(entries, marks, strict=True) if words or every]
    return Timeline(
        found, [entry for entry, _ in matching], [words for _, words in matching], len(entries) - len(matching)
    )


@dataclass(frozen=True)
class Row:
    """An entry as the page shows it: date in words, basis, marked sentence, and the articles that print it with links."""

    value: str
    phrase: str
    weekday: str
    why: str
    doubt: str
    sentence: SafeString
    attributions: tuple[tuple[Attribution, str], ...]


@dataclass(frozen=True)
class Year:
    """The entries whose date begins in a year."""

    year: str
    rows: list[Row]


@dataclass(frozen=True)
class YearLink:
    year: str
    count: int
    link: str
    current: bool


def years(entries: Sequence[TimelineEntry], marks: Sequence[list[MarkedWord]], request: SearchRequest) -> list[Year]:
    """Entries grouped by the year in which they begin; links to articles highlight the words of the query."""
    query = article_query(request)
    grouped: dict[str, list[Row]] = {}
    for entry, words in zip(entries, marks, strict=True):
        row = _row(entry, words, query)
        grouped.setdefault(entry.value[:4], []).append(row)
    return [Year(year.lstrip("0") or "0", rows) for year, rows in grouped.items()]


def _row(entry: TimelineEntry, marks: list[MarkedWord], query: str) -> Row:
    date = InlineSpan(entry.start, entry.end, value=entry.value, hint=DATE_BASES[entry.basis])
    return Row(
        entry.value,
        span_phrase(entry),
        WEEKDAYS[entry.first.weekday()] if entry.precision == "day" and not entry.end_value else "",
        DATE_BASES[entry.basis] if entry.basis != "stated" else "",
        DATE_DOUBTS.get(entry.doubt, ""),
        paragraph_html(entry.sentence, [date], marks),
        tuple((attribution, article_url(attribution.key, query)) for attribution in entry.attributions),
    )


def span_phrase(entry: TimelineEntry) -> str:
    """«20 يونيو 2024», «من 10 يونيو 2024 إلى 16 يونيو 2024»."""
    return range_phrase(entry.value, entry.end_value) if entry.end_value else date_phrase(entry.value)


def year_links(entries: Iterable[TimelineEntry], request: SearchRequest, *, every: bool) -> list[YearLink]:
    """One link per year; the link of the selected year removes the selection."""
    counts = Counter(entry.value[:4] for entry in entries if entry.first.year == entry.last.year)
    links = []
    for year, count in sorted(counts.items()):
        days = period_range(year)
        current = request.mentions == days
        target = with_changes(request, mentions=type(days)() if current else days)
        links.append(YearLink(year.lstrip("0") or "0", count, timeline_url(target, every=every), current))
    return links
