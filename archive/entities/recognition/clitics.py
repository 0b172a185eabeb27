"""What stands before a name within its first printed word: clitics, which are no part of it, and the article, which is."""

from collections.abc import Sequence
from functools import lru_cache

from archive.text import Term, current_analyzer, exact, fold_letters

ARTICLE = "ال"
UNPROVEN = frozenset("وفبل")
"""Clitics that a name may stand behind though the vocabulary does not prove them."""
_LONG_ENOUGH, _MOSTLY_BARE = 5, 0.5
"""Letters of such a word beside the clitic, and how often, at most, it may be printed with it for once without."""


@lru_cache(maxsize=1 << 17)
def _folded(word: str) -> str:
    return fold_letters(word)


def folded_words(terms: Sequence[Term]) -> list[str]:
    """The words of an analysed text, their letters folded, their clitics on."""
    return [_folded(term.exact) for term in terms]


def has_article(word: str) -> bool:
    """Whether a printed word begins with the article: a bare ال, not أل."""
    return exact(word).startswith(ARTICLE) and len(word) > 3


def text_has_article(folded: str, spelled: str) -> bool | None:
    """Whether a word carries the article; None where it cannot be told (للجنة)."""
    clitics = folded.removesuffix(spelled)
    if clitics == folded:  # letters were changed, as in للكرملين → كرملين
        return "ال" in folded[:4] or "لل" in folded[:3]
    if clitics.endswith((ARTICLE, "لل")):
        return True
    if clitics.endswith("ل") and spelled.startswith("ل"):
        return None
    return spelled.startswith(ARTICLE) if not clitics else False


def after_clitics(text: str, term: Term) -> int:
    """Where the name begins within a printed word: its proclitics are skipped, the article is kept."""
    folded = _folded(term.exact)
    clitics = folded.removesuffix(term.spelling)
    if clitics == folded and term.spelling:
        return term.start
    letters = len(clitics)
    if clitics.endswith(ARTICLE):
        letters -= 2
    elif clitics.endswith("لل"):
        letters -= 1
    return after_letters(text, term, letters)


def after_letters(text: str, term: Term, letters: int) -> int:
    """Where so many letters of a printed word end; vowel signs and the like count for none."""
    place = term.start
    while letters and place < term.end - 1:
        place += 1
        letters -= bool(exact(text[place - 1]))
    while place < term.end - 1 and not exact(text[place]):
        place += 1
    return place


def is_mostly_bare(folded: str) -> bool:
    """Whether a folded word is printed far more often without its first letter: «لبريطانيا»."""
    if len(folded) <= _LONG_ENOUGH:
        return False
    counts = current_analyzer().lexicon.counts
    return counts.get(folded, 0) < _MOSTLY_BARE * counts.get(folded[1:], 0)
