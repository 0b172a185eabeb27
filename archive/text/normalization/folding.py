"""Folding of whole texts: `exact`, and `fold` for the level `spelling` (without stripping clitics, which stemming does).

`exact` removes what is not spelling. `fold` adds the seats of hamza (`hamza_seats`: مسئول = مسؤول), the letters that
writers interchange (`letters`), then words with several standard spellings (`standard_spellings`: إستراتجية =
استراتيجية). Both take any string; white space and punctuation pass through, so that phrases and labels can be compared.
"""

from archive.text.normalization.hamza_seats import usual_seats
from archive.text.normalization.letters import exact, fold_characters
from archive.text.normalization.standard_spellings import standard_spelling

__all__ = ["exact", "fold", "fold_letters"]


def fold(text: str) -> str:
    """The text at level `exact`, with its letters folded as at level `spelling`."""
    return fold_letters(exact(text))


def fold_letters(text: str) -> str:
    """Fold the letters of a text that is at level `exact` already."""
    return text if text.isascii() else standard_spelling(fold_characters(usual_seats(text)))
