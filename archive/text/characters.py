"""Arabic letters by name, and the tables of characters that the levels remove or fold (`normalization` applies them).

Each row names the code point, its replacement, and the reason. Letters of other languages written in Arabic script are read off
their names in Unicode (`other_letters`).
"""

from typing import NamedTuple

from archive.text.other_letters import other_letters

HAMZA = "\u0621"
ALEF_MADDA = "\u0622"
ALEF_HAMZA_ABOVE = "\u0623"
WAW_HAMZA = "\u0624"
ALEF_HAMZA_BELOW = "\u0625"
YEH_HAMZA = "\u0626"
ALEF = "\u0627"
BEH = "\u0628"
TEH_MARBUTA = "\u0629"
TEH = "\u062a"
SEEN = "\u0633"
FEH = "\u0641"
KAF = "\u0643"
NOON = "\u0646"
HEH = "\u0647"
WAW = "\u0648"
ALEF_MAKSURA = "\u0649"
YEH = "\u064a"
TATWEEL = "\u0640"
SUPERSCRIPT_ALEF = "\u0670"


class Fold(NamedTuple):
    """`source` is replaced by `target`."""

    source: str
    target: str
    name: str
    reason: str


class Range(NamedTuple):
    """Code points from `first` to `last`, inclusive, none of them a letter."""

    first: int
    last: int
    name: str
    reason: str


MARKS = (
    Range(0x0610, 0x061A, "Koranic annotation signs", "printed above the word, never typed in a query"),
    Range(0x064B, 0x0652, "fathatan … sukun (tashkeel)", "vowel signs are optional: تعاونّا is تعاونا"),
    Range(0x0653, 0x065F, "maddah above … wavy hamza below", "combining forms that NFKC left uncomposed"),
    Range(0x0670, 0x0670, "superscript alef", "هٰذا is هذا"),
    Range(
        0x06D6, 0x06DC, "Koranic pause marks", "printed above the word; \u06dd is the sign of a verse, between words"
    ),
    Range(
        0x06DF, 0x06E8, "small high letters and zeros", "printed above the word; \u06de is an ornament between words"
    ),
    Range(0x06EA, 0x06ED, "empty centre stops, small meem", "printed above the word; \u06e9 is a sign between words"),
    Range(0x0898, 0x089F, "Arabic Extended-B marks", "printed above the word"),
    Range(0x08CA, 0x08E1, "Arabic Extended-A marks", "printed above the word; \u08e2 is the sign of a verse"),
    Range(0x08E3, 0x08FF, "Arabic Extended-A marks", "printed above the word"),
)
INVISIBLE = (
    Range(0x0640, 0x0640, "tatweel", "stretches a line, means nothing"),
    Range(0x00AD, 0x00AD, "soft hyphen", "left by page layout"),
    Range(0x061C, 0x061C, "Arabic letter mark", "bidi control"),
    Range(0x200B, 0x200F, "zero width space, joiners, bidi marks", "left by web editors inside words"),
    Range(0x202A, 0x202E, "bidi embeddings", "left by web editors"),
    Range(0x2060, 0x2064, "word joiner, invisible operators", "left by web editors"),
    Range(0x2066, 0x2069, "bidi isolates", "left by web editors"),
    Range(0xFEFF, 0xFEFF, "byte order mark", "left inside files that were joined"),
    Range(0xFE00, 0xFE0F, "variation selectors", "choose a glyph, not a letter"),
)
DIGITS = (
    Range(0x0660, 0x0669, "Arabic-Indic digits", "٢٠٢٤ is 2024"),
    Range(0x06F0, 0x06F9, "extended Arabic-Indic digits", "Persian and Urdu keyboards"),
)
SPELLING_FOLDS = (
    Fold(ALEF_HAMZA_ABOVE, ALEF, "alef with hamza above", "left out by half of all writers: اوكرانيا"),
    Fold(ALEF_HAMZA_BELOW, ALEF, "alef with hamza below", "الى for إلى"),
    Fold(ALEF_MADDA, ALEF, "alef with madda", "الان for الآن"),
    Fold(ALEF_MAKSURA, YEH, "alef maksura", "Egyptian print does not distinguish ى from ي"),
    Fold(YEH_HAMZA, YEH, "yeh with hamza", "الهادي for الهادئ"),
    Fold(WAW_HAMZA, WAW, "waw with hamza", "مسوول for مسؤول"),
    Fold(TEH_MARBUTA, HEH, "teh marbuta", "الاستراتيجيه for الاستراتيجية"),
    *(
        Fold(letter, base, name, "a letter of another language, or a keyboard's or a font's shape of this one")
        for letter, base, name in other_letters()
    ),
)
PHRASES = {
    "\ufd40": "رحمه الله",
    "\ufd41": "رضي الله عنه",
    "\ufd42": "رضي الله عنها",
    "\ufd43": "رضي الله عنهم",
    "\ufd44": "رضي الله عنهما",
    "\ufd45": "رضي الله عنهن",
    "\ufd46": "صلى الله عليه وآله",
    "\ufd47": "عليه السلام",
    "\ufd48": "عليهم السلام",
    "\ufd49": "عليهما السلام",
    "\ufd4a": "عليه الصلاة والسلام",
    "\ufd4b": "قدس سره",
    "\ufd4c": "صلى الله عليه وآله وسلم",
    "\ufd4d": "عليها السلام",
    "\ufd4e": "تبارك وتعالى",
    "\ufd4f": "رحمهم الله",
    "\ufdcf": "سلامه علينا",
    "\ufdfa": "صلى الله عليه وسلم",
    "\ufdfb": "جل جلاله",
    "\ufdfd": "بسم الله الرحمن الرحيم",
    "\ufdfe": "سبحانه وتعالى",
    "\ufdff": "عز وجل",
}
"""Signs that are phrases, by their names in Unicode, which decomposes two of them only."""
