"""A paragraph as quotations are read: its words, sentences and quotation marks, and the names recognised in it."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from archive.statements.quotations.lexicon import cue_form
from archive.statements.quotations.marks import Pair, pairs_of
from archive.statements.quotations.name_spans import mended
from archive.statements.quotations.values import Name
from archive.text import fold, word_spans
from archive.text.layout import sentence_spans

_SENTENCE_END = re.compile(r"[.!?؟](?=\s|و)")
_GLUED_END = re.compile("(?<=[\u0621-\u064a]{3})[.!?؟](?!(?:كوم|أورغ)\\b)(?=[\u0621-\u064a]{3})")
"""A stop that no space follows: «المستشفى.وسبق»; the letters of «بي.سي» and an address («سوق.كوم») stay together."""
_ENDS = re.compile("[.!?؟]")
MAX_WORDS_OF_DATELINE = 6
_DASH = re.compile(r"\s[-–—]+\s|(?<=\))\s?[-–—]+\s|(?<=\w)-\s")
_TOLD = re.compile(r"(?<!\w)ل(?:ـ*\s*[\"“”„«‹(]|ـ+\s*$)")
MAX_SENTENCE_WORDS = 250
"""One printed sentence in a thousand has more than two hundred words."""
_folded = lru_cache(maxsize=1 << 16)(fold)


class Word(NamedTuple):
    """A printed word with its letters folded."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=1 << 8)
def words_of(text: str) -> Sequence[Word]:
    """The words of a paragraph, which quotations and figures of one article are read from in turn."""
    return [Word(_folded(word), start, end) for word, start, end in word_spans(text)]


class PrintedText:
    """A *place* is the index of a word; other numbers are character offsets."""

    def __init__(self, text: str, names: Sequence[Name] = (), *, is_continued: bool = False) -> None:
        self.is_continued = is_continued
        """Whether the paragraph before ends within quotation marks."""
        self.text = text
        self.short_names: frozenset[str] = frozenset()
        """Words with the article that stand alone as the subject of a cue somewhere in the article: قال العدل."""
        self.full_names: frozenset[tuple[str, str]] = frozenset()
        """Pairs of words, the first behind a title with its article and the second a person's name, somewhere in the article."""
        self.words = words_of(text)
        self.names = mended(text, self.words, names)

    @cached_property
    def pairs(self) -> list[Pair]:
        return [self._ended(pair) for pair in pairs_of(self.text, is_continued=self.is_continued)]

    def _ended(self, pair: Pair) -> Pair:
        """A pair that is never closed ends where the paper goes on: before «. وأضاف»."""
        if pair.has_closing:
            return pair
        for match in _SENTENCE_END.finditer(self.text, pair.start, pair.end):
            word = self.word(self.place_at(match.end()))
            if word.startswith("و") and (found := cue_form(word)) is not None and found[0].is_past:
                return pair._replace(end=match.start(), outer_end=match.start())
        return pair

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Sentences; what is marked is not divided."""
        parts, done = [], 0
        for pair in self.pairs:
            if pair.has_closing and pair.start >= done:
                last = pair.end - 1
                parts += [self.text[done : pair.start], _ENDS.sub("،", self.text[pair.start : last])]
                done = last
        text = "".join(parts) + self.text[done:]
        return [span for one in sentence_spans(text) for part in _parted(text, *one) for span in self._capped(*part)]

    def _capped(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """A text without stops, in parts of MAX_SENTENCE_WORDS: each cue looks through its sentence."""
        place = self.place_at(start) + MAX_SENTENCE_WORDS
        while place < len(self.words) and self.words[place].start < end:
            if self.marked[place] is None:
                yield start, self.words[place].start
                start, place = self.words[place].start, place + MAX_SENTENCE_WORDS
            else:
                place += 1
        yield start, end

    @cached_property
    def dateline(self) -> int:
        """Where the paragraph goes on after its dateline; 0 where it has none."""
        return dateline_end(self, 0, len(self.text))

    @cached_property
    def marked(self) -> list[Pair | None]:
        """For each word, the pair that it stands in."""
        found: list[Pair | None] = []
        pairs = iter(self.pairs)
        pair = next(pairs, None)
        for word in self.words:
            while pair is not None and pair.end <= word.start:
                pair = next(pairs, None)
            found.append(pair if pair is not None and pair.start <= word.start else None)
        return found

    def gap(self, place: int) -> str:
        """What is printed between the word before this place and this place's word."""
        start = self.words[place - 1].end if place else 0
        end = self.words[place].start if place < len(self.words) else len(self.text)
        return self.text[start:end]

    def is_told(self, place: int) -> bool:
        """Whether this place's word, in marks or in other letters, is the one who is told: «قال لـ"الصحيفة"», «لـCNN»."""
        return _TOLD.search(self.gap(place)) is not None

    def word(self, place: int) -> str:
        """The folded word, "" outside the text."""
        return self.words[place].text if 0 <= place < len(self.words) else ""

    def sentence(self, offset: int) -> tuple[int, int]:
        """The sentence that holds this offset."""
        for start, end in self.sentences:
            if offset < end:
                return start, end
        return self.sentences[-1] if self.sentences else (0, len(self.text))

    def place_at(self, offset: int) -> int:
        """The first word that ends after this offset."""
        low, high = 0, len(self.words)
        while low < high:
            middle = (low + high) // 2
            if self.words[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        return low

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The span without white space and punctuation at its ends; brackets and marks stay where their partner does."""
        text = self.text
        while start < end and (text[start].isspace() or text[start] in "،,:؛.-–—ـ"):
            start += 1
        while start < end and (text[end - 1].isspace() or text[end - 1] in "،,:؛.-–—"):
            end -= 1
        return start, end


def dateline_end(text: PrintedText, start: int, end: int) -> int:
    """Where a paragraph goes on after its dateline, if text[start:end] begins with one («الساحل - أدانت …»), else `start`."""
    if text.text[:start].strip():
        return start
    dash = _DASH.search(text.text, start, end)
    if dash is None or text.place_at(dash.start()) >= MAX_WORDS_OF_DATELINE or cue_form(text.word(0)) is not None:
        return start
    return dash.end()


def _parted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of a span, with those that no space parts."""
    ends = [match.end() for match in _GLUED_END.finditer(text, start, end)]
    return list(zip([start, *ends], [*ends, end], strict=True))
