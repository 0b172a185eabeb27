"""Whether two words keep the same company in the archive: the words that stand right before and after them.

Two spellings of one name have the same titles and first names beside them; a look-alike has others (تونس and تنس). A sample
of the documents of each word is read; the neighbours are compared by a cosine in which rare ones weigh more, 0 to 1. What
was read of a word is kept, for as long as the archive stays about as large.
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

SAMPLE = 24
"""So many documents of each word are read."""
PARAGRAPHS = 80
NEIGHBOURS = 200
KEPT = 2_000
Profile = dict[str, float]
REACH = 40
"""So many letters back a neighbour may begin."""
_printed = CompiledInQuery(
    lambda pks: Paragraph.objects.filter(article__in=pks).order_by("article_id", "position").values_list("text")
)
_SHAPES = {
    target: f"[{target}{''.join(fold.source for fold in SPELLING_FOLDS if fold.target == target)}]"
    for target in {fold.target for fold in SPELLING_FOLDS}
}
"""Letters that the printed text may have in another shape."""
_VARYING = re.compile(f"[{''.join(_SHAPES)}]")
_LETTER = "\\w" + "".join(f"{chr(row.first)}-{chr(row.last)}" for row in (*MARKS, *INVISIBLE))
_BEFORE = re.compile(
    rf"(?:([{_LETTER}]+)[^{_LETTER}]{{1,3}}|(?<![{_LETTER}]))[وفبلك]{{0,2}}(?:[{_SHAPES['ا'][1:-1]}]ل)?\Z"
)
_AFTER = re.compile(rf"[^{_LETTER}]{{1,3}}([{_LETTER}]+)")
_GOES_ON = re.compile(f"[{_LETTER}]")
_profiles: "OrderedDict[tuple[object, str], Profile]" = OrderedDict()


class ContextSimilarity:
    """Asks the texts of one view."""

    def __init__(self, view: View, words: Vocabulary) -> None:
        self.view = view
        self.words = words
        info = view.info
        size = round(math.log(max(view.count, 1), 1.5))
        self.state = (info.created if info else 0.0, info.analysis if info else "", size)

    def of(self, one: str, other: str) -> float:
        """How much the company of two folded words agrees, from 0 to 1."""
        mine, theirs = self.profile(one), self.profile(other)
        if len(theirs) < len(mine):
            mine, theirs = theirs, mine
        product = sum(weight * theirs.get(neighbour, 0.0) for neighbour, weight in mine.items())
        length = math.sqrt(sum(w * w for w in mine.values()) * sum(w * w for w in theirs.values()))
        return product / length if length else 0.0

    def profile(self, word: str) -> Profile:
        """The neighbours of a word, marked by their side, with their weights."""
        key = (self.state, word)
        known = _profiles.get(key)
        if known is None:
            known = self._read(word)
            _profiles[key] = known
            while len(_profiles) > KEPT:
                _profiles.popitem(last=False)
        return known

    def _read(self, word: str) -> Profile:
        counts: Counter[str] = Counter()
        for side, printed in self._neighbours(word):
            neighbour = spelling(printed)
            if neighbour and neighbour != word and not is_stop_word(neighbour):
                counts[side + neighbour] += 1
        common = counts.most_common(NEIGHBOURS)
        holding = self.words.counts(neighbour[1:] for neighbour, _ in common)
        return {
            neighbour: math.log1p(count) * math.log1p(self.view.count / max(holding[neighbour[1:]], 1))
            for neighbour, count in common
        }

    def _neighbours(self, word: str) -> Iterator[tuple[str, str]]:
        """The printed words right before (marked <) and right after (>) each occurrence in a sample of documents.

        The word is sought in the printed text in any shape of its letters, clitics before it or not: to fold the texts, or
        to let the database sift them by a pattern, costs several times as much.
        """
        shapes = re.compile("".join(_SHAPES.get(letter) or re.escape(letter) for letter in word))
        for text in islice(self._texts(word, shapes), PARAGRAPHS):
            for found in shapes.finditer(text):
                start, end = found.span()
                before = _BEFORE.search(text, max(0, start - REACH), start)
                if before and not _GOES_ON.match(text, end):
                    if before[1]:
                        yield "<", before[1]
                    if after := _AFTER.match(text, end):
                        yield ">", after[1]

    def _texts(self, word: str, shapes: re.Pattern[str]) -> Iterator[str]:
        """Paragraphs with the word."""
        pks = self.words.documents(word, SAMPLE)
        steady = max(_VARYING.split(word), key=len)
        for (text,) in _printed.rows(pks):
            if steady in text and shapes.search(text):
                yield text
