"""Which sentences of one text the other has, too, though a few words of them were changed.

For each sentence of the shorter text: the sentence of the longer one with the most words in common; its neighbours as far as
they hold more words of it, since papers end sentences at different places; then both in order (difflib). It counts as shared
if SHARED_WORDS of its words are kept in order, RUN_WORDS of them next to another kept one (words of the grammar occur in
any two sentences, pairs of words do not), and the other text has not many more words in between.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from archive.coverage.versions.sentences import Words

SHARED_WORDS, RUN_WORDS, SPAN_WORDS = 0.65, 0.5, 0.55
"""Shares of a sentence's words, the last one of the words that the other text has from the first kept one to the last. At 15 %
changed words .85, .83 and .85 are expected; of two reports on one event in words of their own, few sentences reach these."""
SOLE_WORDS = 0.75
"""SHARED_WORDS for a text of one sentence, which decides alone."""
LIKELY_WORDS = 0.5
"""Share of a sentence's distinct words that must occur in the other text's place for a look at their order."""
NEIGHBOUR_WORDS = 0.1
"""Share of a sentence's distinct words that a neighbouring sentence adds, or it does not belong to the place."""

Change = tuple[Words, Words]
"""Words of the one text in place of words of the other; one side may be empty."""


@dataclass(frozen=True, slots=True)
class SharedSentence:
    """Sentence `own` of the shorter text stands at the sentences `first` to `last` of the longer one, but for `changes`.

    `kept` are the words that both have.
    """

    own: int
    first: int
    last: int
    kept: Words
    changes: tuple[Change, ...]


def shared_sentences(own: Sequence[Words], other: Sequence[Words]) -> list[SharedSentence]:
    """The sentences of `own`, the shorter text, that `other` has."""
    sets = [frozenset(words) for words in other]
    places: dict[str, list[int]] = defaultdict(list)
    for place, distinct in enumerate(sets):
        for word in distinct:
            places[word].append(place)
    shared_words = SHARED_WORDS if len(own) > 1 else SOLE_WORDS
    equal = {words: place for place, words in reversed(list(enumerate(other)))}
    found = []
    for number, words in enumerate(own):
        if (same := equal.get(words)) is not None:
            found.append(SharedSentence(number, same, same, words, ()))
        elif (span := _place(frozenset(words), places, sets)) and (
            shared := _in_order(
                number, words, span, [word for part in other[span[0] : span[1] + 1] for word in part], shared_words
            )
        ):
            found.append(shared)
    return found


def _place(
    distinct: frozenset[str], places: dict[str, list[int]], sets: Sequence[frozenset[str]]
) -> tuple[int, int] | None:
    """First and last sentence of the place in the other text that holds most of these words; None if it holds too few."""
    counts: dict[int, int] = defaultdict(int)
    for word in distinct:
        for place in places.get(word, ()):
            counts[place] += 1
    if not counts:
        return None
    # of two that hold as many words, the shorter one is more like it
    first = last = max(counts, key=lambda place: (counts[place], -len(sets[place])))
    covered = distinct & sets[first]
    least = max(2.0, NEIGHBOUR_WORDS * len(distinct))
    while True:
        gains = [
            (len((distinct & sets[place]) - covered), place)
            for place in (first - 1, last + 1)
            if 0 <= place < len(sets)
        ]
        gain, place = max(gains, default=(0, first))
        if gain < least:
            break
        first, last, covered = min(first, place), max(last, place), covered | (distinct & sets[place])
    return (first, last) if len(covered) >= LIKELY_WORDS * len(distinct) else None


def _in_order(
    number: int, words: Words, span: tuple[int, int], other: Sequence[str], shared_words: float
) -> SharedSentence | None:
    """The comparison word by word. What the other text has before and after the sentence is no change of it."""
    matcher = SequenceMatcher(None, words, other, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    kept = sum(block.size for block in blocks)
    in_runs = sum(block.size for block in blocks if block.size > 1)
    if kept < shared_words * len(words) or in_runs < RUN_WORDS * len(words):
        return None
    if kept < SPAN_WORDS * (blocks[-1].b + blocks[-1].size - blocks[0].b):
        return None
    changes: list[Change] = []
    mine, theirs = 0, blocks[0].b - min(blocks[0].a, blocks[0].b)
    for block in blocks:
        if mine < block.a or theirs < block.b:
            changes.append((words[mine : block.a], tuple(other[theirs : block.b])))
        mine, theirs = block.a + block.size, block.b + block.size
    if mine < len(words):
        changes.append((words[mine:], tuple(other[theirs : theirs + len(words) - mine])))
    same = tuple(word for block in blocks for word in words[block.a : block.a + block.size])
    return SharedSentence(number, *span, same, tuple(changes))
