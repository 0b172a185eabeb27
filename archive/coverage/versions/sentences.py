"""A text as sentences of folded words, which comparisons work on.

Order of steps: paragraphs are folded (`archive.text.fold`: letters, digits, marks; punctuation goes with tokenizing, numbers
stay, without separators of thousands); each is cut into sentences; very long ones are cut again at commas, since some papers
print whole paragraphs without a full stop; very short ones are joined with the one before. Captions are left out, for papers
choose their own pictures, and lines of under MIN_WORDS words, as subheads, are no sentences.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, repeat

from archive.coverage.versions.figures import is_date_line
from archive.text import fold, words
from archive.text.layout import sentence_spans

MIN_WORDS = 4
LONG_WORDS = 45
"""A sentence of more words is cut at its commas, into parts of at least half as many."""
LEFT_OUT = frozenset({"caption"})
_COMMA = re.compile(r"(?<=[،؛;,:])\s")
_GROUPS = re.compile(r"(?<=\d)[,٬](?=\d{3})")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Folded words of one sentence, and the position of the paragraph that it stands in.

    `begins` is false for the second and further parts of a sentence that was cut.
    """

    words: Words
    paragraph: int
    begins: bool = True


def read_sentences(paragraphs: Iterable[tuple[int, str, str]]) -> tuple[Sentence, ...]:
    """The sentences of a text, given as (position, role, text) of its paragraphs in order."""
    return tuple(
        Sentence(part, position, begins)
        for position, role, text in paragraphs
        if role not in LEFT_OUT
        for part, begins in _joined(_parts(_GROUPS.sub("", fold(text))))
    )


def _parts(text: str) -> Iterator[tuple[Words, bool]]:
    """Sentences and parts of long ones, and whether each begins its sentence."""
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        found = tuple(words(sentence))
        if len(found) <= LONG_WORDS:
            yield found, True
        else:
            yield from zip(_cut(sentence), chain([True], repeat(False)), strict=False)


def _cut(sentence: str) -> Iterator[Words]:
    """Parts of a long sentence that end at commas, where it has any; else after LONG_WORDS words."""
    part: list[str] = []
    for clause in _COMMA.split(sentence):
        part += words(clause)
        while len(part) > 2 * LONG_WORDS:
            yield tuple(part[:LONG_WORDS])
            part = part[LONG_WORDS:]
        if len(part) * 2 >= LONG_WORDS:
            yield tuple(part)
            part = []
    if part:
        yield tuple(part)


def _joined(parts: Iterable[tuple[Words, bool]]) -> list[tuple[Words, bool]]:
    """Parts of one paragraph, those of under MIN_WORDS words joined with the part before them."""
    joined: list[tuple[Words, bool]] = []
    for part, begins in parts:
        if joined and (len(part) < MIN_WORDS or len(joined[-1][0]) < MIN_WORDS):
            before, began = joined[-1]
            joined[-1] = before + part, began
        else:
            joined.append((part, begins))
    return [(part, begins) for part, begins in joined if len(part) >= MIN_WORDS and not is_date_line(part)]
