"""A printed text as recognition reads it: analysed once, with what several modules ask of its words worked out once per word."""

from bisect import bisect_right
from functools import cached_property

from archive.entities.recognition.clitics import fold_term, offset_after_clitics
from archive.text import analyze


class AnalyzedText:
    """`terms` are the words of `text`, `folded` the same words with their letters folded and their clitics kept.

    A *place* is the index of a word; `start` and `end` are character offsets.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.terms = analyze(text)
        self.folded = [fold_term(term.exact) for term in self.terms]
        self._name_starts: dict[int, int] = {}

    def name_start(self, place: int) -> int:
        """The offset at which a name begins in this word, after its clitics."""
        start = self._name_starts.get(place)
        if start is None:
            start = offset_after_clitics(self.text, self.terms[place], self.folded[place])
            self._name_starts[place] = start
        return start

    @cached_property
    def gaps(self) -> list[str]:
        """What is printed before each word and after the last one."""
        text = self.text
        starts = [term.start for term in self.terms]
        return [text[end:start] for end, start in zip([0, *self._ends], [*starts, len(text)], strict=True)]

    @cached_property
    def _ends(self) -> list[int]:
        return [term.end for term in self.terms]

    def place_at(self, offset: int) -> int:
        """The first word that ends after this offset; the number of words if there is none."""
        return bisect_right(self._ends, offset)

    def places(self, start: int, end: int) -> range:
        """The words that overlap these offsets."""
        first = last = self.place_at(start)
        terms = self.terms
        while last < len(terms) and terms[last].start < end:
            last += 1
        return range(first, last)

    def follows(self, place: int) -> bool:
        """Whether a word follows the one before it with nothing but white space between them."""
        return 0 < place < len(self.terms) and not self.gaps[place].strip()

    def word_before(self, start: int) -> str:
        """The word before the one that holds this offset, at level `spelling`; '' if punctuation parts them."""
        place = self.place_at(start)
        return self.terms[place - 1].spelling if self.follows(place) and self.terms[place].start <= start else ""
