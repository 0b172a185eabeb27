"""The ledger of a search: who said what in the articles that it finds, each utterance once with all that print it.

Read are the first MAX_ARTICLES of the articles found, newest first unless the search has another order; with `speaker` or
`about`, of those that have such a quotation. Of a query with words, quotations count that have one of them within what is said
or in the paragraph around it, as `words` says; words such as «في» do not count.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from archive import search
from archive.catalog.models import Paragraph
from archive.entities.models import Entity
from archive.entities.selectors import resolve_merged_keys
from archive.search import Cursor, FoundArticles, SearchRequest
from archive.statements.models import Quotation
from archive.statements.selectors import (
    Utterance,
    each_alone,
    quotations_about,
    quotations_in,
    speaker_of,
    utterances,
)
from archive.text import fold, is_stop_word
from archive.web.links import page_url
from archive.web.presenters.paragraph_html import MarkedWord
from archive.web.query_string import encode_params, query_params, with_changes

MAX_ARTICLES = 500
Words = Literal["paragraph", "said", "article"]
DEFAULT_WORDS: Words = "paragraph"
SPEAKER = "speaker"
Place = tuple[int, int]
"""An article (primary key) and the position of a paragraph in it."""


@dataclass(frozen=True)
class LedgerRequest:
    """A search; its filters by speaker mean quotations here, not articles: without those of one speaker, the articles stay."""

    search: SearchRequest
    words: Words = DEFAULT_WORDS
    about: tuple[str, ...] = ()
    """Only what others said and named one of these (keys) in it."""

    @property
    def speakers(self) -> tuple[str, ...]:
        """Keys of those whose quotations alone are asked for."""
        return self.search.filters.get(SPEAKER, ())

    @property
    def not_speakers(self) -> tuple[str, ...]:
        """Keys of those whose quotations are left out."""
        return self.search.excludes.get(SPEAKER, ())


@dataclass(frozen=True)
class Ledger:
    """The utterances in order. `texts` and `marks` are the paragraphs that print them, with the words to mark."""

    found: FoundArticles
    articles: int
    """Number of articles read."""
    more: bool
    """Whether articles were left unread."""
    utterances: Sequence[Utterance]
    texts: dict[Place, str]
    marks: dict[Place, list[MarkedWord]]
    elsewhere: int
    """Quotations left out because no word of the query stands where it should."""

    @property
    def printings(self) -> int:
        return sum(len(one.printings) for one in self.utterances)

    def marks_in(self, quotation: Quotation) -> list[MarkedWord]:
        """The words to mark within what is said, counted from its beginning."""
        return [
            MarkedWord(word.start - quotation.start, word.end - quotation.start)
            for word in self.marks.get(place_of(quotation), ())
            if quotation.start <= word.start and word.end <= quotation.end
        ]


def ledger_url(asked: LedgerRequest, *, view: str = "quotes") -> str:
    """The address of a view of this ledger."""
    pairs = query_params(asked.search)
    pairs += [("about", key) for key in asked.about]
    pairs += [("words", asked.words)] if asked.words != DEFAULT_WORDS else []
    return f"{page_url(view)}?{encode_params(pairs)}" if pairs else page_url(view)


def ledger_changed(asked: LedgerRequest, **fields: Any) -> LedgerRequest:
    """The request with these fields changed, at its first page."""
    return replace(asked, **{"search": with_changes(asked.search), **fields})


def build_ledger(asked: LedgerRequest) -> Ledger:
    filters, excludes = (
        {name: keys for name, keys in chosen.items() if name != SPEAKER}
        for chosen in (asked.search.filters, asked.search.excludes)
    )
    request = with_changes(
        asked.search, sort=asked.search.sort or "newest", group="none", filters=filters, excludes=excludes
    )
    found, pks = _articles(request, asked)
    quotations = _in_order(quotations_in(pks[:MAX_ARTICLES]), pks, asked)
    texts = _texts(quotations)
    marks = _marks(replace(request, q=found.corrected_query or request.q), texts)
    chosen = quotations
    if marks is not None and asked.words != "article":
        chosen = [one for one in quotations if _has_word(one, marks.get(place_of(one), ()), asked.words)]
    said = each_alone(chosen) if asked.search.group == "none" else utterances(chosen)
    elsewhere = len(quotations) - len(chosen)
    return Ledger(found, min(len(pks), MAX_ARTICLES), len(pks) > MAX_ARTICLES, said, texts, marks or {}, elsewhere)


def page_of(ledger: Ledger, asked: LedgerRequest) -> tuple[int, Sequence[Utterance], Cursor | None]:
    """How many utterances stand before the page, those on it, and where the next one begins."""
    request, rows = asked.search, ledger.utterances
    start = (request.page - 1) * request.per_page
    if request.cursor is not None:
        places = {one.lead.pk: number for number, one in enumerate(rows)}
        start = next((places[pk] + 1 for pk in reversed(request.cursor.last) if pk in places), request.cursor.start)
    shown = rows[start : start + request.per_page]
    end = start + len(shown)
    following = Cursor(end, tuple(one.lead.pk for one in shown[-3:])) if shown and end < len(rows) else None
    return start, shown, following


def place_of(quotation: Quotation) -> Place:
    return quotation.article_id, quotation.paragraph


def speaker_counts(ledger: Ledger) -> list[tuple[Entity, int]]:
    """The known speakers and the number of their utterances, who said most first."""
    counts = Counter(speaker for one in ledger.utterances if (speaker := speaker_of(one.lead)) is not None)
    return counts.most_common()


def _articles(request: SearchRequest, asked: LedgerRequest) -> tuple[FoundArticles, Sequence[int]]:
    """What the search finds, and of it the articles that may have a quotation asked for."""
    if not (asked.speakers or asked.about):
        found = search.find(request, MAX_ARTICLES + 1)
        return found, found.pks
    found = search.find(request, 0)
    narrower = replace(request, q=found.corrected_query or request.q)
    if asked.speakers:
        narrower = replace(narrower, filters={**narrower.filters, SPEAKER: asked.speakers})
    about = quotations_about(_primary_keys(asked.about)).order_by().values_list("article", flat=True).distinct()
    quoting = search.find(narrower, MAX_ARTICLES + 1, among=about if asked.about else None)
    return found, () if quoting.corrected_query else quoting.pks


def _primary_keys(keys: Sequence[str]) -> set[int]:
    current = resolve_merged_keys(tuple(keys))
    return set(Entity.objects.filter(key__in=current).values_list("pk", flat=True)) if current else set()


def _in_order(quotations: Iterable[Quotation], pks: Sequence[int], asked: LedgerRequest) -> list[Quotation]:
    """In the order of the articles, then of the print; of the speakers asked for alone."""
    number = {pk: place for place, pk in enumerate(pks)}
    wanted, unwanted = _primary_keys(asked.speakers), _primary_keys(asked.not_speakers)
    if asked.about:
        about = quotations_about(_primary_keys(asked.about)).filter(article__in=pks[:MAX_ARTICLES])
        named = set(about.values_list("pk", flat=True))
        quotations = [one for one in quotations if one.pk in named]
    kept = []
    for one in quotations:
        speaker = speaker_of(one)
        pk = speaker.pk if speaker else None
        if (not asked.speakers or pk in wanted) and pk not in unwanted:
            kept.append(one)
    return sorted(kept, key=lambda one: (number[one.article_id], one.paragraph, one.start))


def _texts(quotations: Sequence[Quotation]) -> dict[Place, str]:
    places = {place_of(one) for one in quotations}
    rows = Paragraph.objects.filter(article__in={pk for pk, _ in places}).order_by()
    read = rows.values_list("article", "position", "text")
    return {(pk, position): text for pk, position, text in read if (pk, position) in places}


def _marks(request: SearchRequest, texts: dict[Place, str]) -> dict[Place, list[MarkedWord]] | None:
    """The words to mark in each paragraph; None if the query has none."""
    if not request.q.strip() or not search.has_words(request):
        return None
    found = search.highlights(request, list(texts.values()))
    marks = {
        place: [MarkedWord(word.start, word.end) for word in words if _counts(text[word.start : word.end])]
        for (place, text), words in zip(texts.items(), found, strict=True)
    }
    return {place: words for place, words in marks.items() if words}


def _counts(word: str) -> bool:
    return not is_stop_word(fold(word))


def _has_word(quotation: Quotation, marks: Sequence[MarkedWord], words: Words) -> bool:
    if words == "said":
        return any(quotation.start <= word.start and word.end <= quotation.end for word in marks)
    return bool(marks)
