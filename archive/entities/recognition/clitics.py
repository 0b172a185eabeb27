"""Where a name begins within its first printed word: after the clitics and before its article."""

from functools import lru_cache

from archive.text import Term, current_analyzer, exact, fold, fold_letters

ARTICLE = "ال"
UNPROVEN_CLITICS = frozenset("وفبل")
"""Clitics that may precede a name though the word counts do not prove them."""
_MIN_LETTERS = 6
"""Letters, clitic included, of a word that may be split on frequency alone."""
_MAX_ATTACHED_SHARE = 0.5
"""How frequent a word may be with the clitic, relative to the word without it, to be split."""
_CACHED_WORDS = 1 << 17


@lru_cache(maxsize=_CACHED_WORDS)
def fold_term(exact_form: str) -> str:
    """A word at level `exact` with its letters folded, clitics kept."""
    return fold_letters(exact_form)


@lru_cache(maxsize=_CACHED_WORDS)
def fold_word(printed: str) -> str:
    """A printed word with its letters folded, clitics kept."""
    return fold(printed)


def starts_with_article(word: str) -> bool:
    """Whether a printed word begins with the article: ال, not أل."""
    return exact(word).startswith(ARTICLE) and len(word) > 3


def carries_article(folded: str, spelled: str) -> bool | None:
    """Whether a word, folded and at level `spelling`, carries the article; None if that is ambiguous (للجنة)."""
    clitics = folded.removesuffix(spelled)
    if clitics == folded:  # letters were changed, as in للكرملين → كرملين
        return ARTICLE in folded[:4] or "لل" in folded[:3]
    if clitics.endswith((ARTICLE, "لل")):
        return True
    if clitics.endswith("ل") and spelled.startswith("ل"):
        return None
    return spelled.startswith(ARTICLE) if not clitics else False


def offset_after_clitics(text: str, term: Term, folded: str) -> int:
    """The offset in `text` at which a name begins in this word: proclitics are skipped, the article is kept."""
    spelled = term.spelling
    if folded == spelled:
        return term.start
    return term.start + _length_of_clitics(text[term.start : term.end], folded, spelled)


@lru_cache(maxsize=_CACHED_WORDS)
def _length_of_clitics(word: str, folded: str, spelled: str) -> int:
    """The characters of the proclitics of a printed word, the article left aside."""
    clitics = folded.removesuffix(spelled)
    if clitics == folded and spelled:
        return 0
    letters = len(clitics)
    if clitics.endswith(ARTICLE):
        letters -= 2
    elif clitics.endswith("لل"):
        letters -= 1
    return _length_of_letters(word, letters) if letters else 0


def offset_after_letters(text: str, term: Term, letters: int) -> int:
    """The offset after the first `letters` letters of a printed word; vowel signs and invisible marks are not letters."""
    return term.start + _length_of_letters(text[term.start : term.end], letters)


def _length_of_letters(word: str, letters: int) -> int:
    offset, last = 0, len(word) - 1
    while letters and offset < last:
        offset += 1
        letters -= bool(exact(word[offset - 1]))
    while offset < last and not exact(word[offset]):
        offset += 1
    return offset


def is_mostly_detached(folded: str) -> bool:
    """Whether a folded word is far more frequent without its first letter: «لبريطانيا»."""
    if len(folded) < _MIN_LETTERS:
        return False
    lexicon = current_analyzer().lexicon
    return lexicon[folded].bare < _MAX_ATTACHED_SHARE * lexicon[folded[1:]].bare
