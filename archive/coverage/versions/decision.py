"""Whether two texts are versions of one, by their sentences.

Order of steps: equal texts are versions; lines that recur in their outlets are taken out by the caller; the shorter text's
sentences are looked for in the longer one (`alignment`); half of them must be there; then figures and names decide
(`differences`). Dates and curators' decisions are looked at before (`candidates`).

Definition: a version shares at least half of the shorter text's sentences; texts whose differences are mainly figures, dates
or names are not versions; a shortening of under three sentences is linked, not grouped.
"""

from dataclasses import dataclass
from enum import Enum

from archive.coverage.versions.alignment import SharedSentence, shared_sentences
from archive.coverage.versions.differences import count_differences
from archive.coverage.versions.sentences import Sentence

SHARED_SENTENCES, SHORT_SHARED_SENTENCES = 0.5, 0.75
"""The latter for texts of under three sentences: one sentence of two is a form of words that any two reports may share."""
SHORTENING_SENTENCES = 3
"""A shortening of fewer sentences is linked, not grouped."""
SHORTENED_WORDS = 0.5
"""A text with a greater part of the other's words is no shortening of it, but the same text, less or more a sentence."""
WHOLE = 0.9
"""Share of the sentences from which on a text counts as kept whole."""


class Kinship(Enum):
    """What a text is to another one."""

    EQUAL = "equal"
    SHORTENED = "shortened"
    EXTENDED = "extended"
    EDITED = "edited"
    EXCERPT = "excerpt"
    """A shortening of under three sentences: it is linked."""
    FULL = "full"
    """What the other text is such a shortening of."""


@dataclass(frozen=True, slots=True)
class ComparableText:
    """A text as it is compared: sentences without boilerplate, the hash of all its folded words, folded words of its names."""

    sentences: tuple[Sentence, ...]
    text_hash: int | None
    names: frozenset[str] = frozenset()

    @property
    def length(self) -> int:
        return sum(len(sentence.words) for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Decision:
    """How a text is a version of another, the share of the shorter text's sentences that the other has, and how many words."""

    kinship: Kinship
    share: float
    kept: int = 0


def decide(text: ComparableText, other: ComparableText) -> Decision | None:
    """What `text` is to `other`; None if they are no versions of one text."""
    if text.text_hash is not None and text.text_hash == other.text_hash:
        return Decision(Kinship.EQUAL, 1.0, text.length)
    if not text.sentences or not other.sentences:
        return None
    is_shorter = text.length <= other.length
    short, long = (text, other) if is_shorter else (other, text)
    shared = shared_sentences(_words(short), _words(long))
    share = len(shared) / len(short.sentences)
    least = SHORT_SHARED_SENTENCES if _printed(short) < SHORTENING_SENTENCES else SHARED_SENTENCES
    if share < least or count_differences(shared, short.names | long.names).is_form:
        return None
    kinship = _kinship(short, long, shared, share, is_shorter)
    kept = sum(len(match.kept) for match in shared)
    return None if kinship is None else Decision(kinship, share, kept)


def _kinship(
    short: ComparableText, long: ComparableText, shared: list[SharedSentence], share: float, is_shorter: bool
) -> Kinship | None:
    covered = {place for match in shared for place in range(match.first, match.last + 1)}
    is_whole = len(covered) >= WHOLE * len(long.sentences)
    if _printed(short) < SHORTENING_SENTENCES and short.length <= SHORTENED_WORDS * long.length:
        return Kinship.EXCERPT if is_shorter else Kinship.FULL
    if share < WHOLE:
        return Kinship.EDITED
    if is_whole:
        changed = any(match.changes for match in shared)
        return Kinship.EDITED if changed or len(covered) < len(long.sentences) else Kinship.EQUAL
    return Kinship.SHORTENED if is_shorter else Kinship.EXTENDED


def _printed(text: ComparableText) -> int:
    return sum(sentence.begins for sentence in text.sentences)


def _words(text: ComparableText) -> list[tuple[str, ...]]:
    return [sentence.words for sentence in text.sentences]
