"""The timeline of a search: which entries it has, and how its page shows them.

Order of steps: the most relevant MOST_ARTICLES of the articles found are read; entries outside `mentions_from` …
`mentions_to` are left out, and so are those whose sentence holds no word of the query, unless every sentence is asked for.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.utils.safestring import SafeString

from archive import search
from archive.chronology.selectors import Attribution, TimelineEntry, timeline_entries
from archive.search import FoundArticles, SearchRequest
from archive.web.presenters.arabic_text import DATE_BASES, DATE_DOUBTS, WEEKDAYS, date_phrase, range_phrase
from archive.web.presenters.paragraph_html import InlineSpan, MarkedWord, paragraph_html
from archive.web.query_string import period_range, query_params, query_string, with_changes, words_only

MOST_ARTICLES = 500
PER_PAGE = 50
"""Entries on a page where the address names no number."""
PATH = "/search/timeline/"


@dataclass(frozen=True)
class Timeline:
    """The entries of a search, in order, the words to mark in each, and the search's own answer.

    `silent`: how many more sentences these articles tell that hold no word of the query.
    """

    found: FoundArticles
    entries: list[TimelineEntry]
    marks: list[list[MarkedWord]]
    silent: int = 0

    @property
    def articles(self) -> int:
        """How many of the articles found were read."""
        return len(self.found.pks)


def timeline_url(request: SearchRequest, *, path: str = PATH, every: bool = False) -> str:
    """The address of a timeline; `per_page` counts entries here, PER_PAGE where the address does not say."""
    pairs = query_params(request, without=("per_page",))
    pairs += [("sentences", "all")] if every else []
    if request.per_page != PER_PAGE:
        pairs.append(("per_page", str(request.per_page)))
    return f"{path}?{urlencode(pairs)}" if pairs else path


def build_timeline(request: SearchRequest, *, every: bool = False) -> Timeline:
    """The timeline of a search; `every`: with the sentences, too, that hold none of its words."""
    found = search.find(request, MOST_ARTICLES)
    entries = timeline_entries(found.pks, first=request.mentions.first, last=request.mentions.last)
    if not request.q:
        return Timeline(found, entries, [[] for _ in entries])
    answered = replace(request, q=found.corrected_query or request.q)
    marks = [
        [MarkedWord(word.start, word.end) for word in words]
        for words in search.highlights(answered, [entry.sentence for entry in entries])
    ]
    about = [(entry, words) for entry, words in zip(entries, marks, strict=True) if words or every]
    return Timeline(found, [entry for entry, _ in about], [words for _, words in about], len(entries) - len(about))


@dataclass(frozen=True)
class Row:
    """An entry as the page shows it: the date in words, why, the sentence with its marks, who tells it."""

    value: str
    phrase: str
    weekday: str
    why: str
    doubt: str
    sentence: SafeString
    attributions: tuple[tuple[Attribution, str], ...]


@dataclass(frozen=True)
class Year:
    """The rows that begin in a year, and that year's place on the page."""

    year: str
    rows: list[Row]


@dataclass(frozen=True)
class YearLink:
    year: str
    count: int
    link: str
    current: bool


def years(entries: Sequence[TimelineEntry], marks: Sequence[list[MarkedWord]], request: SearchRequest) -> list[Year]:
    """The entries under the years they begin in; an article is opened with the words that led to it."""
    query = query_string(words_only(request))
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
        tuple(
            (attribution, f"/articles/{attribution.key}/?{query}" if query else f"/articles/{attribution.key}/")
            for attribution in entry.attributions
        ),
    )


def span_phrase(entry: TimelineEntry) -> str:
    """«20 يونيو 2024», «من 10 يونيو 2024 إلى 16 يونيو 2024»."""
    return range_phrase(entry.value, entry.end_value) if entry.end_value else date_phrase(entry.value)


def year_links(entries: Iterable[TimelineEntry], request: SearchRequest, *, every: bool) -> list[YearLink]:
    """A link to each year that entries lie in; the chosen one leads back to all."""
    counts = Counter(entry.value[:4] for entry in entries if entry.first.year == entry.last.year)
    links = []
    for year, count in sorted(counts.items()):
        days = period_range(year)
        current = request.mentions == days
        target = with_changes(request, mentions=type(days)() if current else days)
        links.append(YearLink(year.lstrip("0") or "0", count, timeline_url(target, every=every), current))
    return links
