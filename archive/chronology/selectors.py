"""A timeline: what a set of articles tells, sentence by sentence, in the order of the dates that it speaks of.

Order of steps: the dates mentioned in the articles, without those refused; the sentence around each; sentences that say
nearly the same of the same date become one entry, told by the first article that printed it, with all its attributions.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from archive.catalog.models import TITLE_PARAGRAPH, Article, Paragraph
from archive.chronology.models import DateMention
from archive.text.dates import fold_for_dates
from archive.text.layout import sentence_around

SAME = 0.6
"""Two sentences are the same news where so much of the words of both together is in both …"""
INSIDE = 0.85
"""… or so much of the shorter one's is in the longer."""
FEWEST_WORDS = 4
"""A sentence of fewer words repeats only its very self."""


@dataclass(frozen=True)
class Attribution:
    """An article that says it: `paragraph` is the paragraph's position, -1 the title; `published` ISO or None."""

    pk: int
    key: str
    title: str
    source_key: str | None
    source_name: str | None
    published: str | None
    published_basis: str
    paragraph: int


@dataclass(frozen=True)
class TimelineEntry:
    """One sentence and the date it speaks of, printed in `sentence[start:end]`; dates as in DateMention."""

    value: str
    end_value: str
    precision: str
    first: dt.date
    last: dt.date
    basis: str
    doubt: str
    sentence: str
    start: int
    end: int
    attributions: tuple[Attribution, ...]


def timeline_entries(
    articles: Iterable[int], *, first: dt.date | None = None, last: dt.date | None = None, batch_size: int = 500
) -> list[TimelineEntry]:
    """The entries of these articles (primary keys), by date; of one date the widest span last.

    `first` and `last` leave only dates that lie wholly between them. Published articles count, nothing else.
    `batch_size` articles are read at a time.
    """
    told: list[DatedSentence] = []
    pks = list(articles)
    for start in range(0, len(pks), batch_size):
        told += _told(pks[start : start + batch_size], first, last)
    groups: dict[tuple[str, str], list[DatedSentence]] = defaultdict(list)
    for one in told:
        groups[one.date.value, one.date.end_value].append(one)
    entries = [entry for group in groups.values() for entry in _entries(group)]
    return sorted(
        entries, key=lambda entry: (entry.first, entry.last, entry.attributions[0].published or "", entry.sentence)
    )


@dataclass(frozen=True)
class DatedSentence:
    date: DateMention
    sentence: str
    start: int
    attribution: Attribution

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the sentence, spelling evened out: what two papers print of one report differs in little else."""
        return frozenset(_WORD.findall(fold_for_dates(self.sentence)[0]))


_WORD = re.compile(r"\w+")


def _told(pks: Sequence[int], first: dt.date | None, last: dt.date | None) -> list[DatedSentence]:
    articles = {
        article.pk: article for article in Article.objects.published().filter(pk__in=pks).select_related("source")
    }
    dates = list(DateMention.objects.visible().within(first, last).filter(article__in=articles))
    texts = {(pk, TITLE_PARAGRAPH): article.title or "" for pk, article in articles.items()}
    paragraphs = Paragraph.objects.filter(article__in={date.article_id for date in dates})
    texts |= {(pk, position): text for pk, position, text in paragraphs.values_list("article_id", "position", "text")}
    told = []
    for date in dates:
        text = texts.get((date.article_id, date.paragraph), "")
        if text[date.start : date.end]:
            start, end = sentence_around(text, date.start, date.end)
            told.append(
                DatedSentence(date, text[start:end], date.start - start, _attribution(articles[date.article_id], date))
            )
    return told


def _attribution(article: Article, date: DateMention) -> Attribution:
    source = article.source
    return Attribution(
        article.pk,
        article.key,
        article.display_title,
        source.key if source else None,
        source.name if source else None,
        article.published_value,
        article.published_basis,
        date.paragraph,
    )


def _entries(group: list[DatedSentence]) -> list[TimelineEntry]:
    """Entries of one date: the same sentence once, as it was printed first; a title only where no sentence says it."""
    first_told: list[tuple[DatedSentence, list[Attribution]]] = []
    for one in sorted(group, key=_as_printed):
        for told, attributions in first_told:
            if _same(told, one):
                if all(attribution.pk != one.attribution.pk for attribution in attributions):
                    attributions.append(one.attribution)
                break
        else:
            first_told.append((one, [one.attribution]))
    return [_entry(told, tuple(attributions)) for told, attributions in first_told]


def _as_printed(told: DatedSentence) -> tuple[bool, str, int, int, int]:
    attribution = told.attribution
    return (
        attribution.paragraph == TITLE_PARAGRAPH,
        attribution.published or "9999",
        attribution.pk,
        attribution.paragraph,
        told.start,
    )


def _same(told: DatedSentence, other: DatedSentence) -> bool:
    one, two = told.words, other.words
    if min(len(one), len(two)) < FEWEST_WORDS:
        return one == two
    shared = len(one & two)
    return shared >= SAME * len(one | two) or shared >= INSIDE * min(len(one), len(two))


def _entry(told: DatedSentence, attributions: tuple[Attribution, ...]) -> TimelineEntry:
    date = told.date
    return TimelineEntry(
        date.value,
        date.end_value,
        date.precision,
        date.first,
        date.last,
        date.basis,
        date.doubt,
        told.sentence,
        told.start,
        told.start + date.end - date.start,
        attributions,
    )
