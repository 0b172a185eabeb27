"""The foldings of the first two levels. Clitics are the stemmer's affair.

`exact` evens out what is no spelling (`letters`). `fold` adds the letters that writers exchange (`letters`), and after them
the learned words that have several standard spellings (`learned`: إستراتجية = استراتيجية). Both take any string; white
space and punctuation pass through, so that phrases and labels can be compared.
"""

from archive.text.normalization.letters import even, exact
from archive.text.normalization.standard_spellings import standard

__all__ = ["exact", "fold", "fold_letters"]


def fold(text: str) -> str:
    """The text at level `exact`, its letters folded as at level `spelling` (clitics stay)."""
    return fold_letters(exact(text))


def fold_letters(text: str) -> str:
    """Fold the letters of a text that is at level `exact` already."""
    return text if text.isascii() else standard(even(text))
