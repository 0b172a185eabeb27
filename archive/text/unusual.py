"""The pattern of a token, and what in a text needs more than this pattern.

- Numbers whose groups are separated by spaces (12 500) get thousands separators, as long as the spaces.
- An invisible mark between two words of at least `MIN_PART_LENGTH` letters (#سوق<ZWNJ>السمك) becomes a space. The parts are the
  words of the text; `joined_readings` has the whole, for whoever types it without the mark or if the mark stands inside a word.
  Before or after a single letter (و<RLM>الصين, a vowel sign on its alef) it joins, as before.
- Signs that are phrases (ﷺ) are read as their words.
"""

import re
import unicodedata
from collections.abc import Iterator

from archive.text.characters import INVISIBLE, MARKS, PHRASES, TATWEEL, Range
from archive.text.numbers import AMBIGUOUS_SPACE, DIGIT, GROUP_MARK, NUMBER, join_groups
from archive.text.other_letters import BLOCKS

MIN_PART_LENGTH = 2
SEPARATORS = "\u061c\u200b\u200c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
"""Invisible marks that may stand for a space. Joiners, soft hyphens and variation selectors stand inside words."""
PRESENTATION_FORMS = ((0xFB50, 0xFDFF), (0xFE70, 0xFEFC))


def _char_class(rows: tuple[Range, ...]) -> str:
    return "".join(f"\\u{row.first:04x}-\\u{row.last:04x}" for row in rows)


def _letters() -> str:
    """The letters of Unicode's Arabic blocks, as ranges of a character class: no signs, digits, or ornate parentheses."""
    marks = {chr(code) for row in (*MARKS, *INVISIBLE) for code in range(row.first, row.last + 1)}
    ranges: list[list[int]] = []
    for first, last in (*BLOCKS, *PRESENTATION_FORMS):
        for code in range(first, last + 1):
            if unicodedata.category(chr(code))[0] != "L" or chr(code) in marks or chr(code) in PHRASES:
                continue
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"\\u{first:04x}-\\u{last:04x}" for first, last in ranges)


_ARABIC = _letters()
_MARKS, _INNER = _char_class(MARKS), _char_class((*MARKS, *INVISIBLE))
_PHRASES = "".join(PHRASES)
_OTHER = f"[^\\W\\d_{_ARABIC}{_INNER}{_PHRASES}]"
TOKEN = re.compile(
    f"[{_ARABIC}](?:[{_ARABIC}{_INNER}]*[{_ARABIC}{_MARKS}{TATWEEL}])?|{NUMBER}|{_OTHER}+(?:[\u0300-\u036f]+{_OTHER}*)*"
)
UNUSUAL_TOKEN = re.compile(f"{TOKEN.pattern}|[{_PHRASES}]")
UNUSUAL = re.compile(
    f"[{DIGIT}{SEPARATORS}{_PHRASES}](?:(?<=[{DIGIT}])[ \u00a0\u202f][{DIGIT}]{{3}}(?![{DIGIT}])|(?<=[{SEPARATORS}{_PHRASES}]))"
)
_PART = f"[{_ARABIC}](?:[{_MARKS}{TATWEEL}]*[{_ARABIC}]){{{MIN_PART_LENGTH - 1}}}"
_SEPARATOR = re.compile(f"(?<=[{_ARABIC}{_MARKS}{TATWEEL}])[{SEPARATORS}]+(?={_PART})")
_ENDS_IN_PART = re.compile(f"{_PART}[{_MARKS}{TATWEEL}]*$")
CONTEXT_WORDS, CONTEXT_LENGTH = 3, 80
_LOOKBEHIND = 24
"""Letters and marks before a separator that are looked at for the end of a word."""
_JOINED = re.compile(f"[{_ARABIC}][{_ARABIC}{_INNER}]*[{_ARABIC}]")
_SEPARATED = re.compile(f"[{SEPARATORS}]")


def normalized(text: str) -> str:
    """The text with thousands separators and spaces where they are meant: as long, so that offsets stay."""
    text = join_groups(text)
    return _SEPARATOR.sub(_spaces, text) if _SEPARATED.search(text) else text


def _spaces(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - _LOOKBEHIND) : match.start()]
    return " " * len(match[0]) if _ENDS_IN_PART.search(before) else match[0]


def joined_readings(text: str) -> Iterator[tuple[str, int, int]]:
    """(word, start, end) of each run of the text that is several words and may also be read as one, in order."""
    separated = normalized(text) if _SEPARATED.search(text) else text
    if separated != text:
        for match in _JOINED.finditer(text):
            if " " in separated[match.start() : match.end()]:
                yield _SEPARATED.sub("", match[0]), *match.span()
    for match in AMBIGUOUS_SPACE.finditer(text):
        yield match[0].replace(" ", GROUP_MARK), *match.span()


def joined_contexts(text: str) -> list[str]:
    """Each joined reading with `CONTEXT_WORDS` words on each side, for phrases that contain it."""
    if not UNUSUAL.search(text):
        return []
    found = []
    for word, start, end in joined_readings(text):
        before, after = text[max(0, start - CONTEXT_LENGTH) : start].split(), text[end : end + CONTEXT_LENGTH].split()
        found.append(" ".join((*before[-CONTEXT_WORDS:], word, *after[:CONTEXT_WORDS])))
    return found


def phrase_words(word: str) -> list[str]:
    """The words of a sign that is a phrase; else the word alone."""
    return PHRASES[word].split() if word in PHRASES else [word]
