"""Merging of dated sentences into the entries of a timeline.

Sentences with the same date and nearly the same words are one entry: the sentence printed first, attributed to every
article that printed it.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from archive.catalog.models import TITLE_PARAGRAPH
from archive.chronology.models import DateMention
from archive.text import fold
from archive.text.dates import fold_for_dates

MIN_SHARED_OF_BOTH = 0.6
"""Sentences are duplicates if they share this part of the words of both together …"""
MIN_SHARED_OF_SHORTER = 0.85
"""… or this part of the words of the shorter one."""
MIN_WORDS = 4
"""Shorter sentences are duplicates only if identical."""
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+(?:[.,٫٬]\d+)*")
_NEGATIONS = frozenset(fold("لا لم لن ليس ليست لست غير دون عدم نفى نفت ينفي تنفي").split())


@dataclass(frozen=True)
class Attribution:
    """An article that printed a sentence. `paragraph` is as in PrintedSpan; `published` is ISO or None."""

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
    """One sentence and the date printed at `sentence[start:end]`; the date's fields are those of DateMention."""

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


@dataclass(frozen=True)
class DatedSentence:
    """A sentence of one article, with the date printed at `sentence[start:]`."""

    date: DateMention
    sentence: str
    start: int
    attribution: Attribution

    @cached_property
    def words(self) -> frozenset[str]:
        """Folded words: reprints of one report differ in little but spelling and punctuation."""
        return frozenset(_WORD.findall(fold_for_dates(self.sentence)[0]))

    def is_duplicate_of(self, other: "DatedSentence") -> bool:
        """Whether both report the same; their dates are equal."""
        if _contradict(self.sentence, other.sentence):
            return False
        shorter, longer = sorted((self.words, other.words), key=len)
        if len(shorter) < MIN_WORDS:
            return shorter == longer
        shared = len(shorter & longer)
        return shared >= MIN_SHARED_OF_BOTH * len(shorter | longer) or shared >= MIN_SHARED_OF_SHORTER * len(shorter)


def _contradict(one: str, other: str) -> bool:
    """Whether two sentences claim different things however alike they are: other numbers, or only one has a negation."""
    folded = [fold(sentence) for sentence in (one, other)]
    numbers = [set(_NUMBER.findall(text)) for text in folded]
    negations = [sorted(word for word in map(_bare, _WORD.findall(text)) if word in _NEGATIONS) for text in folded]
    return bool(numbers[0] - numbers[1] and numbers[1] - numbers[0]) or negations[0] != negations[1]


def _bare(word: str) -> str:
    return word[1:] if len(word) > 2 and word[0] in "وف" else word


def merge_sentences(sentences: Iterable[DatedSentence]) -> list[TimelineEntry]:
    """The entries in order of their dates; of dates that begin on one day the longest last."""
    by_date: dict[tuple[str, str], list[DatedSentence]] = defaultdict(list)
    for sentence in sentences:
        by_date[sentence.date.value, sentence.date.end_value].append(sentence)
    entries = [entry for group in by_date.values() for entry in _merge_group(group)]
    return sorted(
        entries, key=lambda entry: (entry.first, entry.last, entry.attributions[0].published or "", entry.sentence)
    )


def _merge_group(group: list[DatedSentence]) -> list[TimelineEntry]:
    """The entries of one date."""
    merged: list[tuple[DatedSentence, list[Attribution]]] = []
    for sentence in sorted(group, key=_publication_order):
        for first, attributions in merged:
            if sentence.is_duplicate_of(first):
                if all(attribution.pk != sentence.attribution.pk for attribution in attributions):
                    attributions.append(sentence.attribution)
                break
        else:
            merged.append((sentence, [sentence.attribution]))
    return [_entry(first, tuple(attributions)) for first, attributions in merged]


def _publication_order(sentence: DatedSentence) -> tuple[bool, str, int, int, int]:
    """Titles last, so that a title is an entry only if no sentence repeats it; undated articles after dated ones."""
    article = sentence.attribution
    is_title = article.paragraph == TITLE_PARAGRAPH
    return is_title, article.published or "9999", article.pk, article.paragraph, sentence.start


def _entry(sentence: DatedSentence, attributions: tuple[Attribution, ...]) -> TimelineEntry:
    date = sentence.date
    return TimelineEntry(
        date.value,
        date.end_value,
        date.precision,
        date.first,
        date.last,
        date.basis,
        date.doubt,
        sentence.sentence,
        sentence.start,
        sentence.start + date.end - date.start,
        attributions,
    )
