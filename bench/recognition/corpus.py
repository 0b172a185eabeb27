"""Labelled sentences: files with a word and its label a line, and an empty line between sentences.

Labels are BIO (`B-PER`, `I-PER`, `O`) over PER, LOC, ORG; other types count as no name. A sentence's text is the file's
words with spaces between them. Names found in it are compared as spans of the file's words, so a different tokenization
does not matter.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.entities.recognition import BIO_TYPES, NamedSpan, NameType

WordSpan = tuple[int, int, NameType]
"""(first word, word after the last, type)."""


class CorpusError(ValueError):
    """A file with a line that is not a word, a tab and a label."""


@dataclass(frozen=True, slots=True)
class Sentence:
    words: tuple[str, ...]
    labels: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.words)

    def offsets(self) -> list[tuple[int, int]]:
        """Start and end of each word in the text."""
        places, start = [], 0
        for word in self.words:
            places.append((start, start + len(word)))
            start += len(word) + 1
        return places

    def spans(self) -> set[WordSpan]:
        """The names as labelled."""
        return set(_label_spans(self.labels))

    def as_words(self, found: Iterable[NamedSpan]) -> set[WordSpan]:
        """Names found in the text, as spans of the file's words."""
        offsets = self.offsets()
        spans = set()
        for one in found:
            touched = [place for place, (start, end) in enumerate(offsets) if start < one.end and end > one.start]
            if touched:
                spans.add((touched[0], touched[-1] + 1, one.type))
        return spans


def read_sentences(path: Path) -> list[Sentence]:
    """The sentences of a file. Raises CorpusError, naming the line, if one is malformed."""
    sentences: list[Sentence] = []
    rows: list[tuple[str, str]] = []
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            line = line.rstrip("\r\n")  # noqa: PLW2901
            if line:
                word, tab, label = line.partition("\t")
                if not tab or not word or label[:2] not in ("O", "B-", "I-"):
                    raise CorpusError(f"{path}, line {number}: expected a word, a tab and a label, found {line!r}")
                rows.append((word, label))
            elif rows:
                sentences.append(_sentence(rows))
                rows = []
    if rows:
        sentences.append(_sentence(rows))
    return sentences


def split_last_fifth(sentences: Sequence[Sentence]) -> tuple[list[Sentence], list[Sentence]]:
    """The first four fifths, to train on, and the last, to test on."""
    cut = len(sentences) * 4 // 5
    return list(sentences[:cut]), list(sentences[cut:])


def _sentence(rows: list[tuple[str, str]]) -> Sentence:
    words, labels = zip(*rows, strict=True)
    return Sentence(words, tuple(label if label[2:] in BIO_TYPES else "O" for label in labels))


def _label_spans(labels: Sequence[str]) -> Iterator[WordSpan]:
    start, kind = 0, ""
    for place, label in enumerate((*labels, "O")):
        goes_on = label.startswith("I-") and label[2:] == kind
        if kind and not goes_on:
            yield start, place, BIO_TYPES[kind]
            kind = ""
        if label != "O" and not goes_on:
            start, kind = place, label[2:]
