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
Stems = dict[str, float]


def other_wordings(leads: Sequence[Quotation]) -> dict[int, list[Quotation]]:
    """For each of these quotations (primary key) the same utterance in other words, the nearest first; [] where none is known."""
    dated = [one for one in leads if one.article.published_on and speaker_of(one) is not None]
    if not dated:
        return {one.pk: [] for one in leads}
    pool = _pool(dated)
    weights = _weights(pool)
    by_article: dict[int, list[Quotation]] = defaultdict(list)
    for one in pool:
        by_article[one.article_id].append(one)
    found: dict[int, list[Quotation]] = {one.pk: [] for one in leads}
    known = {one.pk: one for one in pool}
    for lead in dated:
        near = [
            (shared, other)
            for article, others in by_article.items()
            if article != lead.article_id and (best := _nearest(known[lead.pk], others, weights))
            for shared, other in [best]
            if (back := _nearest(other, by_article[lead.article_id], weights)) and back[1].pk == lead.pk
        ]
        found[lead.pk] = [other for _, other in sorted(near, key=lambda pair: -pair[0])]
    return found


def changed_words(one: str, other: str) -> list[tuple[int, int]]:
    """Where the first text prints words whose stems the second lacks: (start, end), in order; stop words do not count."""
    has = set(_stems(other))
    return [(term.start, term.end) for term in analyze(one) if term.stem not in has and not is_stop_word(term.spelling)]


def _pool(leads: Sequence[Quotation]) -> list[Quotation]:
    """What their speakers are quoted with around the days of each."""
    span = dt.timedelta(days=MAX_DAYS)
    near = Q()
    for one in leads:
        speaker, day = speaker_of(one), one.article.published_on
        if speaker is not None and day is not None:
            said = Q(speaker=speaker) | Q(speaker__merged_into=speaker)
            near |= said & Q(article__published_on__range=(day - span, day + span))
    quotations = Quotation.objects.published().filter(near).exclude(speaker__state=Entity.State.REFUSED)
    return list(with_public_speaker(quotations).select_related("article__source", "speaker__merged_into"))


def _nearest(one: Quotation, others: Iterable[Quotation], weights: dict[int, Stems]) -> tuple[float, Quotation] | None:
    """Of these quotations the one that shares most with the first, as a share of both together, if it is enough."""
    near = [(share, other) for other in others if (share := _shared(one, other, weights)) > 0]
    return max(near, key=lambda pair: pair[0], default=None)


def _shared(one: Quotation, other: Quotation, weights: dict[int, Stems]) -> float:
    apart = abs((one.article.published_on - other.article.published_on).days)  # type: ignore[operator]
    if apart > MAX_DAYS or speaker_of(one) != speaker_of(other) or _said(one) == _said(other):
        return 0
    mine, yours = weights[one.pk], weights[other.pk]
    common = mine.keys() & yours.keys()
    shared = sum(max(mine[stem], yours[stem]) for stem in common)
    if len(common) < MIN_SHARED or shared < MIN_SHARE * min(sum(mine.values()), sum(yours.values())):
        return 0
    both = sum(max(mine.get(stem, 0), yours.get(stem, 0)) for stem in mine.keys() | yours.keys())
    return shared / both


def _weights(pool: Sequence[Quotation]) -> dict[int, Stems]:
    stems = {one.pk: _stems(one.surface, is_direct=one.type == Quotation.Type.DIRECT) for one in pool}
    counts = Counter(stem for found in stems.values() for stem in found)
    rarity = {stem: math.log((len(pool) + 1) / (count + 0.5)) for stem, count in counts.items()}
    return {pk: {stem: factor * rarity[stem] for stem, factor in found.items()} for pk, found in stems.items()}


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
