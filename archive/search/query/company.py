"""Whether two words keep the same company in the archive: the words that stand right before and after them.

Two spellings of one name have the same titles and first names beside them; a look-alike has others (تونس and تنس). A sample
of the documents of each word is read; the neighbours are compared by a cosine in which rare ones weigh more, 0 to 1. What
was read of a word is kept, for as long as the archive stays about as large.
"""

import math
import re
from collections import Counter, OrderedDict

from archive.catalog.models import Paragraph
from archive.search.engine.contract import View
from archive.search.query.vocabulary import Vocabulary
from archive.text import fold, is_stop_word, spelling

SAMPLE = 24
"""So many documents of each word are read."""
PARAGRAPHS = 80
NEIGHBOURS = 200
KEPT = 2_000
Profile = dict[str, float]
_FOLDED_FROM = str.maketrans(dict.fromkeys("اويهكبف", "."))
"""Letters that the printed text may have in another shape."""
_profiles: "OrderedDict[tuple[object, str], Profile]" = OrderedDict()


class Company:
    """Asks the texts of one view."""

    def __init__(self, view: View, words: Vocabulary) -> None:
        self.view = view
        self.words = words
        about = view.about
        size = round(math.log(max(view.count, 1), 1.5))
        self.state = (about.created if about else 0.0, about.analysis if about else "", size)

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
        pks = self.words.documents(word, SAMPLE)
        pattern = re.compile(rf"(?:(\w+)\W{{1,3}})?\b[وفبلك]{{0,2}}(?:ال)?{re.escape(word)}\b(?:\W{{1,3}}(\w+))?")
        texts = Paragraph.objects.filter(article__in=pks, text__regex=word.translate(_FOLDED_FROM))
        counts: Counter[str] = Counter()
        for text in texts.values_list("text", flat=True)[:PARAGRAPHS]:
            for found in pattern.finditer(fold(text)):
                for side, neighbour in zip("<>", found.groups(), strict=True):
                    if neighbour and not is_stop_word(neighbour := spelling(neighbour)) and neighbour != word:
                        counts[side + neighbour] += 1
        common = counts.most_common(NEIGHBOURS)
        holding = self.words.counts(neighbour[1:] for neighbour, _ in common)
        return {
            neighbour: math.log1p(count) * math.log1p(self.view.count / max(holding[neighbour[1:]], 1))
            for neighbour, count in common
        }
