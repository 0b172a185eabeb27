"""Cells of CSV files that no spreadsheet takes for formulas. Every CSV that the site writes goes through `csv_cell`.

Some programs skip what cannot be seen, so spaces, controls, marks of direction and byte order marks before a sign do not
count, and full-width signs are as good as their ASCII forms.
"""

import unicodedata

FORMULA_SIGNS = frozenset("=+-@\u2212")
UNSEEN = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols that are drawn as nothing."""


def csv_cell(text: str) -> str:
    """The text, after an apostrophe if a spreadsheet might evaluate it."""
    return f"'{text}" if text[:1] in ("\t", "\r", "\n") or _first_sign(text) in FORMULA_SIGNS else text


def _first_sign(text: str) -> str:
    """The first visible character in its compatibility form; "" if there is none. Categories C, Z and M are not visible alone."""
    for character in text:
        if unicodedata.category(character)[0] not in "CZM" and character not in UNSEEN:
            return unicodedata.normalize("NFKC", character)[0]
    return ""
