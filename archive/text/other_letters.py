"""Letters of other languages written in Arabic script, each with the letter of Arabic that it is a variant of.

Unicode names a letter after its base: ARABIC LETTER KEHEH WITH THREE DOTS ABOVE is keheh, the Persian kaf. So the table is read
off the names in Unicode's Arabic blocks; only bases that Arabic does not have are listed here.
"""

import unicodedata
from collections.abc import Iterator

BLOCKS = ((0x0600, 0x06FF), (0x0750, 0x077F), (0x0870, 0x08FF))
"""Arabic, its supplement, Extended-B and Extended-A. Presentation forms decompose to letters of these."""
ARABIC_PROPER = ((0x0621, 0x063A), (0x0641, 0x064A))
OTHER_BASES = {
    "ا": ("ALEF WASLA", "LOW ALEF"),
    "ب": ("PEH", "BEEH", "BEHEH", "DOTLESS BEH"),
    "ت": ("TTEH", "TTEHEH", "TEHEH"),
    "ج": ("TCHEH", "TCHEHEH", "NYEH", "DYEH"),
    "د": ("DDAL", "DAHAL", "DDAHAL", "DUL"),
    "ر": ("RREH",),
    "ز": ("JEH",),
    "ف": ("VEH", "PEHEH", "DOTLESS FEH", "AFRICAN FEH"),
    "ق": ("DOTLESS QAF", "AFRICAN QAF"),
    "ك": ("KEHEH", "SWASH KAF", "GAF", "NG", "NGOEH", "GUEH"),
    "ن": ("NOON GHUNNA", "RNOON", "AFRICAN NOON"),
    "ه": ("HEH GOAL", "HEH DOACHASHMEE", "AE", "TEH MARBUTA GOAL"),
    "و": ("OE", "KIRGHIZ OE", "U", "YU", "KIRGHIZ YU", "VE", "STRAIGHT WAW"),
    "ي": ("FARSI YEH", "YEH BARREE", "E", "KASHMIRI YEH", "ROHINGYA YEH", "THIN YEH"),
}
"""By their names in Unicode. /g/ is read as ك, /p/ as ب, /v/ as ف, as Arabic print without these letters has them."""
_PREFIX = "ARABIC LETTER "


def other_letters() -> Iterator[tuple[str, str, str]]:
    """(letter, its base in Arabic, its name) of every letter in Unicode's Arabic blocks that has one and is not of Arabic."""
    bases = {name: letter for letter, names in OTHER_BASES.items() for name in names}
    for first, last in ARABIC_PROPER:
        for code in range(first, last + 1):
            name = unicodedata.name(chr(code)).removeprefix(_PREFIX)
            bases.setdefault(name, "ه" if name == "TEH MARBUTA" else chr(code))
    for first, last in BLOCKS:
        for code in range(first, last + 1):
            name = unicodedata.name(chr(code), "")
            base = bases.get(name.removeprefix(_PREFIX).partition(" WITH ")[0])
            decomposes = unicodedata.decomposition(chr(code)).startswith("<")
            if base and name.startswith(_PREFIX) and not (is_arabic_proper(code) or decomposes):
                yield chr(code), base, name.lower()


def is_arabic_proper(code: int) -> bool:
    return any(first <= code <= last for first, last in ARABIC_PROPER)
