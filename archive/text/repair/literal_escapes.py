"""Letters that a program wrote as escapes: `\\u0627\\u0644`, `u0627u0644` (backslashes lost), `%u0627`, `&#1575;`, `%D8%A7` …

A line is decoded if most of its Arabic letters are escaped, two in succession at least: an article about `\\u0627` keeps it, and
so do web addresses. In a decoded line, escaped quotation marks, slashes and line ends are decoded, too.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from archive.text.repair.plausibility import ARABIC_LETTERS

MIN_ESCAPED_SHARE = 0.5
"""Of the Arabic letters of a line."""
_LETTER = re.compile(f"[{ARABIC_LETTERS}]")
_ADDRESS = re.compile(r"(?:https?://|www\.|[\w.-]+\.[a-z]{2,6}/)\S*", re.IGNORECASE)
_SIMPLE = {"n": "\n", "r": "\n", "t": " ", '"': '"', "'": "'", "/": "/", "\\": "\\"}
_BACKSLASHED = re.compile(r"\\+([nrt\"'/\\])")

_BARE_LINE_END = re.compile("(?<![A-Za-z])n{1,3}(?![A-Za-z])")


class _Escape(NamedTuple):
    """A way to write letters: what each escape holds (to pass over other texts quickly), the escape of one letter (or byte), of
    two Arabic letters in succession, and its decoding."""

    name: str
    marks: tuple[str, ...]
    one: re.Pattern[str]
    arabic: re.Pattern[str]
    decode: Callable[[str], str]


def _units(text: str) -> str:
    """Code units of UTF-16 in hexadecimal, four digits each."""
    return bytes.fromhex("".join(re.findall("[0-9a-fA-F]{4}", text))).decode("utf-16-be", "replace")


def _codes(text: str) -> str:
    return "".join(map(_letter, (int(code, 16) for code in re.findall("(?<=[+{])[0-9a-fA-F]{2,6}", text))))


def _numbers(text: str) -> str:
    numbers = _NUMBERS.findall(text)
    return "".join(_letter(int(code, 16) if code else int(decimal)) for code, decimal in numbers)


def _letter(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _octets(text: str) -> str:
    return bytes.fromhex("".join(re.findall(r"(?<=[xX%=])[0-9a-fA-F]{2}", text))).decode("utf-8", "replace")


def _octal(text: str) -> str:
    return bytes(int(octal, 8) for octal in re.findall("[0-3][0-7]{2}", text)).decode("utf-8", "replace")


_NUMBERS = re.compile(r"&(?:amp;)*#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));?")


def _escape(name: str, marks: tuple[str, ...], one: str, arabic: str, decode: Callable[[str], str]) -> _Escape:
    return _Escape(name, marks, re.compile(f"(?:{one})+"), re.compile(f"(?:{arabic})[ ]?(?:{arabic})"), decode)


BARE, QUOTED_PRINTABLE = "u0627", "=D8=A7"
_HEX = "[0-9a-fA-F]"
_ESCAPES = (
    _escape(r"\u0627", ("u06",), rf"\\+u{_HEX}{{4}}", rf"\\+u06{_HEX}{{2}}", _units),
    _escape("%u0627", ("u06",), rf"%u{_HEX}{{4}}", rf"%u06{_HEX}{{2}}", _units),
    _escape(BARE, ("u06",), "u0[0-9a-f]{3}|u20[0-9a-f]{2}", "u06[0-9a-f]{2}", _units),
    _escape(
        "U+0627",
        ("U+06", "{"),
        rf"<?U\+{_HEX}{{4,6}}>?|\\[ux]\{{0*{_HEX}{{2,6}}\}}",
        rf"<?U\+06{_HEX}{{2}}>?|\\[ux]\{{0*6{_HEX}{{2}}\}}",
        _codes,
    ),
    _escape(
        "&#1575;",
        ("#",),
        rf"&(?:amp;)*#(?:[xX]{_HEX}{{1,6}}|[0-9]{{1,7}});?",
        rf"&(?:amp;)*#(?:[xX]0*6{_HEX}{{2}}|1[5-7][0-9]{{2}});?",
        _numbers,
    ),
    _escape(r"\xd8\xa7", ("\\",), rf"\\+x{_HEX}{{2}}", rf"\\+x[dD][89abAB]\\+x{_HEX}{{2}}", _octets),
    _escape(r"\330\247", ("\\",), r"\\+[0-3][0-7]{2}", r"\\+33[0-3]\\+[2][0-7]{2}", _octal),
    _escape("%D8%A7", ("%",), rf"%{_HEX}{{2}}", rf"%[dD][89abAB]%{_HEX}{{2}}", _octets),
    _escape(QUOTED_PRINTABLE, ("=",), rf"={_HEX}{{2}}", rf"=[dD][89abAB]={_HEX}{{2}}", _octets),
)


def undo_literal_escapes(text: str) -> tuple[str, str]:
    """(text, the kind of escapes that were decoded); the text as it is, and "", if none were."""
    found = [escape for escape in _ESCAPES if any(mark in text for mark in escape.marks) and escape.arabic.search(text)]
    if not found:
        return text, ""
    if any(escape.name == QUOTED_PRINTABLE for escape in found):
        text = text.replace("=\n", "")  # a soft line break
    lines = text.split("\n")
    name = ""
    for place, line in enumerate(lines):
        for escape in found:
            if (decoded := _decoded(line, escape)) is not None:
                lines[place], name = decoded, name or escape.name
                break
    return "\n".join(lines), name


def _decoded(line: str, escape: _Escape) -> str | None:
    """The line decoded, or None if its Arabic letters are not escaped, or only some of them."""
    if not escape.arabic.search(_ADDRESS.sub("", line)):
        return None
    addresses = [match.span() for match in _ADDRESS.finditer(line)]
    decoded, end, escaped = [], 0, 0
    for match in escape.one.finditer(line):
        if any(first <= match.start() < last for first, last in addresses):
            continue
        printed = escape.decode(match[0])
        escaped += len(_LETTER.findall(printed))
        decoded += [line[end : match.start()], printed]
        end = match.end()
    decoded.append(line[end:])
    if escaped < MIN_ESCAPED_SHARE * (escaped + len(_LETTER.findall(line))):
        return None
    whole = "".join(decoded)
    if escape.name.startswith("%") and " " not in whole.strip():
        whole = whole.replace("+", " ")
    if escape.name[0] not in "\\u":
        return whole
    if len(whole) > 1 and whole[0] == whole[-1] == '"' and line[0] == line[-1]:
        whole = whole[1:-1]  # a whole string of JSON
    if escape.name == BARE:
        whole = _BARE_LINE_END.sub("\n", whole)
    return _BACKSLASHED.sub(lambda match: _SIMPLE[match[1]], whole)
