"""Folding of single letters.

`exact`, in this order: NFKC (presentation forms, ligatures, composed hamzas); a superscript alef read as the spelling
of today has it (`superscript_alef`); marks and invisible signs removed; digits to ASCII; case folded. Hamza, ى/ي and ة/ه
stay distinct.
`fold_characters` adds: a doubled ي reduced to one in long foreign words (السوفييتي = السوفيتي, فييتنام = فيتنام); then the table
`SPELLING_FOLDS`; Latin accents and strokes removed. The doubled ي comes first, so that رئيس keeps its shape, and stays
where it distinguishes words: in short ones (كييف is not كيف, فيينا not فينا), in verbal nouns (التغييرات is not
التغيرات), before a final ن.
Both take any string; white space and punctuation pass through.
"""

import re
import unicodedata

from archive.text.characters import DIGITS, INVISIBLE, MARKS, SPELLING_FOLDS, SUPERSCRIPT_ALEF, YEH
from archive.text.normalization.superscript_alef import modern_spelling

_EXACT_TABLE: dict[int, str | None] = {
    code: None for row in (*MARKS, *INVISIBLE) for code in range(row.first, row.last + 1)
} | {code: str(code - row.first) for row in DIGITS for code in range(row.first, row.last + 1)}
_SPELLING_TABLE = {ord(row.source): row.target for row in SPELLING_FOLDS}
_DOTTED_I = "i\u0307"
"""What case folding makes of İ: its dot is part of the letter, not an accent (İstanbul)."""
_LATIN_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_LATIN_STROKES = {
    code: found[1].lower()
    for code in range(0x00C0, 0x0250)
    if (found := re.fullmatch(r"LATIN SMALL LETTER (?:DOTLESS )?([A-Z])(?: WITH .*)?", unicodedata.name(chr(code), "")))
    and not unicodedata.decomposition(chr(code))
}
"""Letters whose stroke is no accent that decomposition separates: đ (Vietnamese names), ł, ø; and ı."""
_DOUBLED_YEH = re.compile(rf"(?<!ت\w)(?:(?<=\w{{3}}){YEH}{YEH}(?=\w{{2}})|{YEH}{YEH}(?=\w{{3}}))")
_COMBINING = re.compile("[\u0300-\u036f]")
_UNCHANGED = re.compile("[\u0621-\u063a\u0641-\u064a ]*")
"""Arabic letters that `exact` leaves as they are: most words."""


def exact(text: str) -> str:
    """The text at level `exact`."""
    if text.isascii():
        return text.lower()
    if _UNCHANGED.fullmatch(text):
        return text
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    if SUPERSCRIPT_ALEF in text:
        text = modern_spelling(text)
    text = text.translate(_EXACT_TABLE).casefold()
    return text.replace(_DOTTED_I, "i") if _DOTTED_I in text else text


def fold_characters(text: str) -> str:
    """Fold each letter of a text that is at level `exact`."""
    if text.isascii():
        return text
    if YEH + YEH in text:
        text = _DOUBLED_YEH.sub(YEH, text)
    text = text.translate(_SPELLING_TABLE)
    if _LATIN_ACCENTED.search(text):
        text = _COMBINING.sub("", unicodedata.normalize("NFKD", text)).translate(_LATIN_STROKES)
    return text
