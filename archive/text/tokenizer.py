"""Words of a printed text with their offsets. Tokens are folded after tokenizing, so that offsets refer to the printed text.

A token is a run of Arabic letters with the vowel signs and invisible marks inside it, a run of other letters, or a number
(`numbers`). Digits attached to letters (20يونيو2024) and scripts attached to each other (iconدقائق) are split. Not tokens: a
detached و, which is a conjunction, and a clitic letter that tatweel attaches to a quotation mark (لـ"تعزيز").

Three things need more than one look at a text (`unusual`): numbers with spaces, two words with an invisible mark instead
of a space between them, and signs that are phrases (ﷺ). Most texts have none, which one search shows.
"""

from collections.abc import Container, Iterator
from itertools import chain
from typing import NamedTuple

from archive.text.characters import TATWEEL, WAW
from archive.text.unusual import TOKEN, UNUSUAL, UNUSUAL_TOKEN, joined_readings, normalized, phrase_words

_CLITIC_LETTERS = frozenset("وفبلك")


class Token(NamedTuple):
    """One printed word, at `start:end` of the printed text.

    `text` is that slice, but for a number with spaces, which has thousands separators instead, and for the words of a
    sign that is a phrase, which have the same offsets.
    """

    text: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """The words of `text`, in order."""
    new = tuple.__new__
    return [new(Token, span) for span in word_spans(text)]


def distinct_words(text: str) -> set[str]:
    """The words of `text` and its joined readings, each once, and possibly a detached conjunction: faster than `words`, for
    testing what occurs."""
    if not UNUSUAL.search(text):
        return set(TOKEN.findall(text))
    return {word for word, _, _ in chain(_unusual_spans(text), joined_readings(text))}


def words(text: str) -> list[str]:
    """The words of `text`, in order; takes less than half the time of `word_spans`."""
    if UNUSUAL.search(text):
        return [word for word, _, _ in word_spans(text)]
    found: list[str] = TOKEN.findall(text)
    return [word for word in found if not ((len(word) <= 2 or word[-1] == TATWEEL) and _is_bare_clitic(word))]


def runs(text: str) -> list[str]:
    """The text split at white space, that within numbers excepted: the words of a text are those of its runs."""
    return (normalized(text) if UNUSUAL.search(text) else text).split()


def occurrences(text: str, sought: Container[str]) -> list[tuple[str, int, int]]:
    """(word, start, end) of the words and joined readings of `text` that are in `sought`, in order."""
    if UNUSUAL.search(text):
        found = (span for span in chain(_unusual_spans(text), joined_readings(text)) if span[0] in sought)
        return sorted(found, key=lambda span: span[1:])
    return [(word, *match.span()) for match in TOKEN.finditer(text) if (word := match.group()) in sought]


def word_spans(text: str) -> Iterator[tuple[str, int, int]]:
    """(word, start, end) of the words of `text`, in order."""
    if UNUSUAL.search(text):
        for word, start, end in _unusual_spans(text):
            if not _is_bare_clitic(word):
                yield word, start, end
        return
    for match in TOKEN.finditer(text):
        word = match.group()
        if not ((len(word) <= 2 or word[-1] == TATWEEL) and _is_bare_clitic(word)):
            yield word, *match.span()


def _unusual_spans(text: str) -> Iterator[tuple[str, int, int]]:
    for match in UNUSUAL_TOKEN.finditer(normalized(text)):
        for word in phrase_words(match.group()):
            yield word, *match.span()


def _is_bare_clitic(word: str) -> bool:
    letter = word.rstrip(TATWEEL)
    return letter == WAW or (letter != word and letter in _CLITIC_LETTERS)
