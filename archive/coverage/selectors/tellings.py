"""Two tellings side by side: two stories, or two outlets in one story. Few articles, so most is counted and not weighed.

Words that one side alone prints are ordered by how often it does against their frequency in the language; where both sides have
several articles, words that one has more are weighed by log-odds, as for outlets over a search (`outlets.log_odds`).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.coverage.outlets.comparison import Contrasts, contrast_wording
from archive.coverage.outlets.naming import Naming, named_differently
from archive.coverage.outlets.wording import Wording, count_wording, read_parts
from archive.coverage.selectors.outlets import background_articles, mentioned_in, printed_contrasts
from archive.coverage.selectors.told import sentences_alone
from archive.entities.models import Entity
from archive.text import current_analyzer

MOST_WORDS, MOST_OWN, MOST_NAMES, MOST_THINGS, MOST_SENTENCES = 15, 15, 20, 12, 8
MIN_COUNT = 2
"""Of a word that one side alone prints."""
MIN_WEIGHED = 3
"""Articles that both sides must have for words to be weighed."""
COUNTED_WORDS = 4e8
"""Words in which the word table counts."""


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A word or two that one side alone prints, in its most frequent form, how often, and one article (primary key)."""

    printed: str
    count: int
    article: int


@dataclass(frozen=True, slots=True)
class NamedBy:
    """A name and the number of articles on each side that mention it."""

    entity: Entity
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Tellings:
    """`alone` are sentences (article, text) without a counterpart on the other side."""

    words: Contrasts[str]
    own: tuple[list[OwnWord], list[OwnWord]]
    naming: list[Naming]
    names: list[NamedBy]
    alone: tuple[list[tuple[int, str]], list[tuple[int, str]]]


def compare_tellings(left: Sequence[int], right: Sequence[int], outlet_names: Iterable[str]) -> Tellings:
    """Of the published ones among these articles (primary keys); names of outlets are no words of theirs."""
    names = list(outlet_names)
    parts = [read_parts(pks, names) for pks in (left, right)]
    wordings = [count_wording(one) for one in parts]
    alone = sentences_alone([left, right])
    return Tellings(
        words=_weighed(parts[0].keys(), parts[1].keys(), wordings),
        own=(_own(wordings[0], wordings[1]), _own(wordings[1], wordings[0])),
        naming=named_differently(parts[0], parts[1], MOST_THINGS),
        names=_names(left, right),
        alone=(alone[0][:MOST_SENTENCES], alone[1][:MOST_SENTENCES]),
    )


def _weighed(left: Iterable[int], right: Iterable[int], wordings: list[Wording]) -> Contrasts[str]:
    pks = (set(left), set(right))
    if min(map(len, pks)) < MIN_WEIGHED:
        return Contrasts()
    others = [pk for pk in background_articles() if pk not in pks[0] | pks[1]]
    sides = [*wordings, count_wording(read_parts(others, ()))]
    return printed_contrasts(contrast_wording(sides, length=1, most=MOST_WORDS), sides)


def _own(side: Wording, other: Wording) -> list[OwnWord]:
    """Pairs first take the place of the words that occur nowhere else."""
    own = {stems: count for stems, count in side.counts.items() if count >= MIN_COUNT and not other.counts[stems]}
    within = {stem for stems, count in own.items() if len(stems) > 1 for stem in stems if own.get((stem,)) == count}
    kept = [stems for stems in own if not (len(stems) == 1 and stems[0] in within)]
    kept = [stems for stems in kept if len(stems) == 1 or any((stem,) in own for stem in stems)]
    kept.sort(key=lambda stems: (-own[stems] * _rarity(side.form(stems)), stems))
    return [OwnWord(side.form(stems), own[stems], side.where[stems]) for stems in kept[:MOST_OWN]]


def _rarity(printed: str) -> float:
    """−log of the frequency in the language of the rarest of these words."""
    records, levels = current_analyzer().lexicon.records, current_analyzer().levels
    return max(-math.log(max(records[levels(word)[1]].family, 4) / COUNTED_WORDS) for word in printed.split())


def _names(left: Sequence[int], right: Sequence[int]) -> list[NamedBy]:
    """Those of one side alone first, of each sort the most mentioned."""
    sides = [mentioned_in(pks) for pks in (left, right)]
    rows = [(pk, sides[0].get(pk, 0), sides[1].get(pk, 0)) for pk in {**sides[0], **sides[1]}]
    rows.sort(key=lambda row: (bool(row[1] and row[2]), -row[1] - row[2], row[0]))
    entities = Entity.objects.in_bulk([pk for pk, _, _ in rows])
    found = [NamedBy(entities[pk], one, other) for pk, one, other in rows if pk in entities]
    shared = [row for row in found if row.left and row.right]
    return [row for row in found if not (row.left and row.right)][:MOST_NAMES] + shared[:MOST_NAMES]
