"""Utterances of the ledger as the page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

from archive.catalog.models import Article
from archive.entities.selectors import entity_labels
from archive.statements.models import Quotation
from archive.statements.selectors import Utterance, changed_words, other_wordings, speaker_of
from archive.web.links import article_url
from archive.web.presenters.active_filters import ActiveFilter
from archive.web.presenters.facets import NamedCount
from archive.web.presenters.ledger import (
    SPEAKER,
    Ledger,
    LedgerRequest,
    Words,
    ledger_changed,
    ledger_url,
    place_of,
    speaker_counts,
)
from archive.web.presenters.paragraph_html import MarkedWord, paragraph_html
from archive.web.presenters.query_chips import FilterChip
from archive.web.query_string import article_query, with_filter

UNKNOWN = "قائل لم يُعرف"
MAX_CONTEXT = 240
"""Characters of the paragraph around what is said."""
SHOWN_OUTLETS = 4
"""Articles that are named at once; more of them are folded away."""
MAX_SPEAKERS = 12
MAX_WORDINGS = 3
WORDS: dict[Words, str] = {
    "paragraph": "القول وما حوله",
    "said": "داخل القول وحده",
    "article": "المقال كله",
}


@dataclass(frozen=True)
class Outlet:
    article: Article
    link: str
    """The paragraph that prints it."""
    quotation: Quotation


@dataclass(frozen=True)
class Row:
    """`link` leads to who the speaker is, "" if that is not known. `context` is the paragraph around it where no word of the
    query stands within what is said."""

    speaker: str
    link: str
    quotation: Quotation
    html: SafeString
    context: SafeString | None
    outlets: list[Outlet]
    others: list[Outlet]
    wordings: list["Wording"]


@dataclass(frozen=True)
class Wording:
    """The utterance in the words of others, beside its own; words that the other lacks are marked in both."""

    quotation: Quotation
    own: SafeString
    other: SafeString
    outlets: list[Outlet]


@dataclass(frozen=True)
class Option:
    label: str
    link: str
    selected: bool


def passage_url(quotation: Quotation, query: str = "") -> str:
    """The paragraph that prints the quotation, on the article's page."""
    return f"{article_url(quotation.article.key, query)}#p{quotation.paragraph + 1}"


def rows(shown: Sequence[Utterance], ledger: Ledger, asked: LedgerRequest) -> list[Row]:
    query = article_query(asked.search) if asked.search.q else ""
    wordings = other_wordings([one.lead for one in shown])
    found = []
    for one in shown:
        inside, around = ledger.marks_in(one.lead), ledger.marks.get(place_of(one.lead))
        context = _context(ledger.texts[place_of(one.lead)], around) if around and not inside else None
        other = [wording(one.lead, [printed], query) for printed in wordings[one.lead.pk][:MAX_WORDINGS]]
        found.append(replace(row(one, inside, context, query), wordings=other))
    return found


def row(
    utterance: Utterance, marks: Sequence[MarkedWord] = (), context: SafeString | None = None, query: str = ""
) -> Row:
    """`marks` are within what is said; `query` is the query string of the links to articles."""
    lead = utterance.lead
    speaker = speaker_of(lead)
    printings = sorted(utterance.printings, key=lambda one: one.pk != lead.pk)  # the one that is shown comes first
    outlets = [Outlet(one.article, passage_url(one, query), one) for one in printings]
    return Row(
        speaker=speaker.name if speaker else lead.speaker_name or UNKNOWN,
        link=speaker.get_absolute_url() if speaker else "",
        quotation=lead,
        html=paragraph_html(lead.surface, marks=marks),
        context=context,
        outlets=outlets[:SHOWN_OUTLETS],
        others=outlets[SHOWN_OUTLETS:],
        wordings=[],
    )


def wording(lead: Quotation, printings: Sequence[Quotation], query: str = "") -> Wording:
    """Of an utterance, these printings in the same other words."""
    other = printings[0]
    return Wording(
        other,
        _without(lead.surface, other.surface),
        _without(other.surface, lead.surface),
        [Outlet(one.article, passage_url(one, query), one) for one in printings],
    )


def _without(text: str, other: str) -> SafeString:
    """The text, in which the words that the other lacks are marked."""
    return paragraph_html(text, marks=[MarkedWord(start, end) for start, end in changed_words(text, other)])


def _context(text: str, marks: Sequence[MarkedWord]) -> SafeString:
    """Some of the paragraph around the first word found, cut between words."""
    start = max(0, marks[0].start - MAX_CONTEXT // 2)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = min(len(text), start + MAX_CONTEXT)
    end = text.rfind(" ", marks[0].end, end) if end < len(text) else end
    end = end if end > start else len(text)
    words = [MarkedWord(one.start - start, one.end - start) for one in marks if start <= one.start and one.end <= end]
    part = f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"
    shift = 2 if start else 0
    return paragraph_html(part, marks=[MarkedWord(one.start + shift, one.end + shift) for one in words])


def word_options(asked: LedgerRequest) -> list[Option]:
    """Where the words of the query may stand."""
    return [
        Option(label, ledger_url(ledger_changed(asked, words=words)), words == asked.words)
        for words, label in WORDS.items()
    ]


def speakers(ledger: Ledger, asked: LedgerRequest) -> list[NamedCount]:
    """Those who said most, each with the ledger of what that one said."""
    return [
        NamedCount(
            speaker.name, count, ledger_url(replace(asked, search=with_filter(asked.search, SPEAKER, speaker.key)))
        )
        for speaker, count in speaker_counts(ledger)[:MAX_SPEAKERS]
    ]


def about_chips(asked: LedgerRequest) -> list[FilterChip]:
    names = entity_labels(list(asked.about))
    chips = []
    for key in asked.about:
        without = ledger_changed(asked, about=tuple(one for one in asked.about if one != key))
        shown = ActiveFilter("قيل عنه", names[key][0] if key in names else key, asked.search)
        chips.append(FilterChip(shown, ledger_url(without), ""))
    return chips
