"""Context similarity of two words: the cosine of the words printed right before and after them, 0 to 1.

Two spellings of one name share titles and first names; a look-alike has other neighbours (تونس and تنس). A sample of the
documents of each word is read, and rare neighbours weigh more. Profiles are cached while the size of the index stays about
the same.
"""

import math
import re
from collections import Counter, OrderedDict
from collections.abc import Iterator
from itertools import islice

from archive.catalog.compiled_in_query import CompiledInQuery
from archive.catalog.models import Paragraph
from archive.search.engine.contract import View
from archive.search.expansion.vocabulary import Vocabulary
from archive.text import INVISIBLE, MARKS, SPELLING_FOLDS, is_stop_word, spelling

MAX_DOCUMENTS, MAX_PARAGRAPHS = 24, 80
"""Sample that is read per word."""
MAX_NEIGHBOURS = 200
MAX_CACHED_PROFILES = 2_000
MAX_LOOKBEHIND = 40
"""Letters before an occurrence in which the neighbour must begin."""
Profile = dict[str, float]
"""Neighbour with its side (`<` before, `>` after) → weight."""
_paragraphs = CompiledInQuery(
    lambda pks: Paragraph.objects.filter(article__in=pks).order_by("article_id", "position").values_list("text")
)
_LETTER_CLASSES = {
    target: f"[{target}{''.join(fold.source for fold in SPELLING_FOLDS if fold.target == target)}]"
    for target in {fold.target for fold in SPELLING_FOLDS}
}
"""Folded letter → character class of the letters that fold to it."""
_FOLDED_LETTER = re.compile(f"[{''.join(_LETTER_CLASSES)}]")
_LETTER = "\\w" + "".join(f"{chr(row.first)}-{chr(row.last)}" for row in (*MARKS, *INVISIBLE))
_BEFORE = re.compile(
    rf"(?:([{_LETTER}]+)[^{_LETTER}]{{1,3}}|(?<![{_LETTER}]))[وفبلك]{{0,2}}(?:[{_LETTER_CLASSES['ا'][1:-1]}]ل)?\Z"
)
_AFTER = re.compile(rf"[^{_LETTER}]{{1,3}}([{_LETTER}]+)")
_WORD_CONTINUES = re.compile(f"[{_LETTER}]")
_profiles: "OrderedDict[tuple[object, str], Profile]" = OrderedDict()


class ContextSimilarity:
    """Compares words by the texts of one view."""

    def __init__(self, view: View, vocabulary: Vocabulary) -> None:
        self.view = view
        self.vocabulary = vocabulary
        info = view.info
        size = round(math.log(max(view.count, 1), 1.5))
        self.index_state = (info.created if info else 0.0, info.analysis if info else "", size)

    def similarity(self, one: str, other: str) -> float:
        """Cosine of the profiles of two folded words."""
        smaller, larger = sorted((self.profile(one), self.profile(other)), key=len)
        product = sum(weight * larger.get(neighbour, 0.0) for neighbour, weight in smaller.items())
        norm = math.sqrt(sum(w * w for w in smaller.values()) * sum(w * w for w in larger.values()))
        return product / norm if norm else 0.0

    def profile(self, word: str) -> Profile:
        """The neighbours of a folded word."""
        key = (self.index_state, word)
        known = _profiles.get(key)
        if known is None:
            known = self._read(word)
            _profiles[key] = known
            while len(_profiles) > MAX_CACHED_PROFILES:
                _profiles.popitem(last=False)
        return known

    def _read(self, word: str) -> Profile:
        counts: Counter[str] = Counter()
        for side, printed in self._neighbours(word):
            neighbour = spelling(printed)
            if neighbour and neighbour != word and not is_stop_word(neighbour):
                counts[side + neighbour] += 1
        common = counts.most_common(MAX_NEIGHBOURS)
        freqs = self.vocabulary.counts(neighbour[1:] for neighbour, _ in common)
        return {
            neighbour: math.log1p(count) * math.log1p(self.view.count / max(freqs[neighbour[1:]], 1))
            for neighbour, count in common
        }

    def _neighbours(self, word: str) -> Iterator[tuple[str, str]]:
        """(side, printed word) of the neighbours of each occurrence in a sample of documents.

        The printed text is matched with a pattern of letter classes, with or without proclitics: folding the texts, or
        filtering them in the database, is several times slower.
        """
        pattern = re.compile("".join(_LETTER_CLASSES.get(letter) or re.escape(letter) for letter in word))
        for text in islice(self._texts(word, pattern), MAX_PARAGRAPHS):
            for found in pattern.finditer(text):
                start, end = found.span()
                before = _BEFORE.search(text, max(0, start - MAX_LOOKBEHIND), start)
                if before and not _WORD_CONTINUES.match(text, end):
                    if before[1]:
                        yield "<", before[1]
                    if after := _AFTER.match(text, end):
                        yield ">", after[1]

    def _texts(self, word: str, pattern: re.Pattern[str]) -> Iterator[str]:
        """Paragraphs that contain the word."""
        pks = self.vocabulary.documents(word, MAX_DOCUMENTS)
        unfolded_part = max(_FOLDED_LETTER.split(word), key=len)
        for (text,) in _paragraphs.rows(pks):
            if unfolded_part in text and pattern.search(text):
                yield text
