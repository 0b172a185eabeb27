"""The characters of a query as the lexer knows them, whichever keyboard, web page or document they come from.

Controls and invisible marks are dropped or become spaces, full-width signs their ASCII form (`～`, `＂`, `－`), other tildes,
dashes, bars and quotation marks one sign each. Single quotation marks open a phrase where a pair of them encloses words; an
apostrophe stays.
"""

import re
import unicodedata

from archive.text import MARKS, SEPARATORS

VARIANTS = {
    "~": "\u02dc\u02f7\u2053\u223c\u223d\u301c",
    "-": "\u2010\u2011\u2012\ufe63",
    "|": "\u00a6\u2223",
    "*": "\u066d\u204e\u2217",
    '"': "\u02ba\u2033\u275d\u275e\u301d\u301e\u301f\u300a\u300b\u2e42",
}
"""Sign of the query language → signs that look like it."""
_SIGNS = {0xFF01 + place: 0x21 + place for place in range(94)} | {
    ord(variant): sign for sign, variants in VARIANTS.items() for variant in variants
}
_KEPT = f"\u200d{SEPARATORS}"
_WORD = r"\w" + "".join(f"{chr(row.first)}-{chr(row.last)}" for row in MARKS)
_AT_EDGE = re.compile(f"(?<![{_WORD}])[{SEPARATORS}]+|[{SEPARATORS}]+(?![{_WORD}])")
_DOUBLED_SINGLES = re.compile("''|``|´´|‘‘|’’|‚‚|,,")
_SINGLES = re.compile(r"(?<!\w)[‘‚‛❛]([^‘’‚‛❛❜]{1,300}?)[’‘❜](?!\w)")
_APOSTROPHES_BEFORE_TILDE = re.compile(r"(?<!\w)'([^'\"]{1,300})'(?=\s*~)|(?<=~)(\s*)'([^'\"]{1,300})'(?!\w)")


def typed_text(query: str) -> str:
    """The query in known characters. Invisible marks within a word stay: it may be two words (سوق<ZWNJ>السمك)."""
    text = "".join(
        " " if character.isspace() or unicodedata.category(character) == "Cc" else character
        for character in _AT_EDGE.sub("", query)
        if unicodedata.category(character) not in ("Cf", "Cs", "Co", "Cn") or character in _KEPT
    ).translate(_SIGNS)
    text = _SINGLES.sub(r'"\1"', _DOUBLED_SINGLES.sub('"', text))
    return _APOSTROPHES_BEFORE_TILDE.sub(r'\2"\1\3"', text)
