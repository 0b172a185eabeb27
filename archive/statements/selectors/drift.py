"""Drift: one utterance in other words or in another translation, side by side with it.

Candidates are what the same speaker is quoted with in other articles, published within MAX_DAYS. Two are versions of one
utterance if each is the other's nearest in its article, and they share at least MIN_SHARED stems that weigh MIN_SHARE of the
shorter. A stem weighs the more the fewer quotations of these days have it, and half as much again where the paper prints it
within quotation marks: these are the speaker's own words.
"""

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db.models import Q

from archive.entities.models import Entity
from archive.statements.models import Quotation
from archive.statements.selectors.quotations import speaker_of, with_public_speaker
from archive.text import analyze, fold, is_stop_word, words

MAX_DAYS = 3
MIN_SHARED = 2
MIN_SHARE = 0.2
IN_MARKS = 1.5
MARKS = '"“”„«»‹›'
MAX_LEADS = 20
"""Utterances whose other wordings are sought at once: those of the usual page."""
Stems = dict[str, float]


class Wording(NamedTuple):
    """What is compared of a quotation, made once of each."""

    quotation: Quotation
    speaker: Entity | None
    said: str
    """Its words, letters folded and punctuation aside."""
    stems: Stems


def other_wordings(leads: Sequence[Quotation]) -> dict[int, list[Quotation]]:
    """For each of these quotations (primary key) the same utterance in other words, the nearest first; [] where none is known,
    and for those after the first MAX_LEADS."""
    dated = _comparable(leads[:MAX_LEADS])
    return {one.pk: [] for one in leads} | wordings_among(dated, _pool(dated) if dated else ())


def wordings_among(leads: Sequence[Quotation], pool: Sequence[Quotation]) -> dict[int, list[Quotation]]:
    """The same, where the other wordings are sought among the quotations of `pool`, which holds these, too."""
    found: dict[int, list[Quotation]] = {one.pk: [] for one in leads}
    dated = _comparable(leads)
    if not dated:
        return found
    known = _wordings(_comparable(pool))
    by_article: dict[int, list[Wording]] = defaultdict(list)
    for one in known.values():
        by_article[one.quotation.article_id].append(one)
    for lead in dated:
        near = [
            (shared, other.quotation)
            for article, others in by_article.items()
            if article != lead.article_id and (best := _nearest(known[lead.pk], others))
            for shared, other in [best]
            if (back := _nearest(other, by_article[lead.article_id])) and back[1].quotation.pk == lead.pk
        ]
        found[lead.pk] = [other for _, other in sorted(near, key=lambda pair: -pair[0])]
    return found


def _comparable(quotations: Sequence[Quotation]) -> list[Quotation]:
    """Those of a known day and speaker."""
    return [one for one in quotations if one.article.published_on and speaker_of(one) is not None]


def changed_words(one: str, other: str) -> list[tuple[int, int]]:
    """Where the first text prints words whose stems the second lacks: (start, end), in order; stop words do not count."""
    has = set(_stems(other))
    return [(term.start, term.end) for term in analyze(one) if term.stem not in has and not is_stop_word(term.spelling)]


def _pool(leads: Sequence[Quotation]) -> list[Quotation]:
    """What each of their speakers is quoted with from the first to the last of the days of his, and MAX_DAYS around them."""
    span = dt.timedelta(days=MAX_DAYS)
    days: dict[Entity, list[dt.date]] = defaultdict(list)
    for one in leads:
        speaker, day = speaker_of(one), one.article.published_on
        if speaker is not None and day is not None:
            days[speaker].append(day)
    near = Q()
    for speaker, dates in days.items():
        said = Q(speaker=speaker) | Q(speaker__merged_into=speaker)
        near |= said & Q(article__published_on__range=(min(dates) - span, max(dates) + span))
    quotations = Quotation.objects.published().filter(near).exclude(speaker__state=Entity.State.REFUSED)
    return list(with_public_speaker(quotations).select_related("article__source", "speaker__merged_into"))


def _nearest(one: Wording, others: Iterable[Wording]) -> tuple[float, Wording] | None:
    """Of these the one that shares most with the first, as a share of both together, if it is enough."""
    near = [(share, other) for other in others if (share := _shared(one, other)) > 0]
    return max(near, key=lambda pair: pair[0], default=None)


def _shared(one: Wording, other: Wording) -> float:
    if one.speaker != other.speaker or one.said == other.said:
        return 0
    apart = abs((one.quotation.article.published_on - other.quotation.article.published_on).days)  # type: ignore[operator]
    if apart > MAX_DAYS:
        return 0
    mine, yours = one.stems, other.stems
    common = mine.keys() & yours.keys()
    shared = sum(max(mine[stem], yours[stem]) for stem in common)
    if len(common) < MIN_SHARED or shared < MIN_SHARE * min(sum(mine.values()), sum(yours.values())):
        return 0
    both = sum(max(mine.get(stem, 0), yours.get(stem, 0)) for stem in mine.keys() | yours.keys())
    return shared / both


def _wordings(pool: Sequence[Quotation]) -> dict[int, Wording]:
    """By the primary key of the quotation."""
    stems = {one.pk: _stems(one.surface, is_direct=one.type == Quotation.Type.DIRECT) for one in pool}
    counts = Counter(stem for found in stems.values() for stem in found)
    rarity = {stem: math.log((len(pool) + 1) / (count + 0.5)) for stem, count in counts.items()}
    return {
        one.pk: Wording(
            one, speaker_of(one), _said(one), {stem: factor * rarity[stem] for stem, factor in stems[one.pk].items()}
        )
        for one in pool
    }


def _stems(text: str, *, is_direct: bool = False) -> Stems:
    """The stems of the text's words, with what their place makes them weigh."""
    found: Stems = {}
    for term in analyze(text):
        if not is_stop_word(term.spelling):
            marks = sum(letter in MARKS for letter in text[: term.start])
            factor = IN_MARKS if is_direct or marks % 2 else 1.0
            found[term.stem] = max(factor, found.get(term.stem, 0))
    return found


def _said(quotation: Quotation) -> str:
    return " ".join(words(fold(quotation.surface)))
