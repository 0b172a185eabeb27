"""Paragraphs that one version kept of another, cut and added.

A paragraph is kept if half of its sentences are shared. Where one text joins two paragraphs of the other, each is kept.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from archive.coverage.versions.alignment import shared_sentences
from archive.coverage.versions.sentences import Sentence

KEPT_SENTENCES = 0.5


@dataclass(frozen=True, slots=True)
class ParagraphCounts:
    kept: int
    cut: int
    added: int


@dataclass(frozen=True, slots=True)
class PairedParagraphs:
    """Positions of paragraphs: for each of the version's, the one of the base that it is from, or None if it was added.

    `kept` are the positions of the base's paragraphs that the version has; paragraphs without sentences are in neither.
    """

    origins: dict[int, int | None]
    kept: frozenset[int]
    base: frozenset[int]


def pair_paragraphs(base: Sequence[Sentence], version: Sequence[Sentence]) -> PairedParagraphs:
    """Which paragraphs of a version are from which of the base. Sentences without words in common are no pair."""
    own, other = [sentence.words for sentence in version], [sentence.words for sentence in base]
    from_base = {match.own: match.first for match in shared_sentences(own, other)}
    in_version = {match.own for match in shared_sentences(other, own)}
    origins: dict[int, int | None] = {}
    for position, numbers in _by_paragraph(version).items():
        matched = [from_base[number] for number in numbers if number in from_base]
        is_kept = len(matched) >= KEPT_SENTENCES * len(numbers)
        origins[position] = base[matched[0]].paragraph if is_kept else None
    base_numbers = _by_paragraph(base)
    kept = {
        position
        for position, numbers in base_numbers.items()
        if sum(number in in_version for number in numbers) >= KEPT_SENTENCES * len(numbers)
    }
    kept |= {position for position in origins.values() if position is not None}
    return PairedParagraphs(origins, frozenset(kept), frozenset(base_numbers))


def count_paragraphs(base: Sequence[Sentence], version: Sequence[Sentence]) -> ParagraphCounts:
    pairs = pair_paragraphs(base, version)
    added = sum(origin is None for origin in pairs.origins.values())
    return ParagraphCounts(len(pairs.kept), len(pairs.base - pairs.kept), added)


def _by_paragraph(sentences: Sequence[Sentence]) -> dict[int, list[int]]:
    numbers: dict[int, list[int]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        numbers[sentence.paragraph].append(number)
    return numbers
