"""UTF-8 that was read in a code page: «Ø§Ù„Ø¹Ø±Ø¨ÙŠØ©», «ط§ظ„ط¹ط±ط¨ظٹط©» for العربية, also twice over.

Each letter became two characters, a lead and a continuation, that no language writes next to each other. In a Western code page
two such pairs in succession prove it, if most characters beyond ASCII are in pairs. In an Arabic one, leads are the letters ط
and ظ; there only words are undone that consist of pairs alone. A continuation that the code page lacks is often lost: after Ù
it stood for ف, after â€ for ”, and a soft hyphen, which programs remove, for ح. Where all of U+0080–U+009F was removed, most
letters are gone.
"""

import re
from functools import cache
from typing import NamedTuple

from archive.text.repair.plausibility import arabic_words, known_share

MAX_LAYERS = 3
"""Of wrong decodings, one upon the other."""
MIN_PROVING_WORDS = 3
"""Words of pairs alone that need no dictionary."""
MIN_PAIRED_SHARE = 0.6
"""Of the characters beyond ASCII that a Western code page has, those in pairs; by chance, a third are."""
MIN_SEQUENCES = 2
"""Without Arabic letters, where all such characters are in sequences: «Ã©lÃ¨ve» is so, «élève» is not."""
MAX_LOST_SHARE = 0.1
"""Of the pairs of a readable text: those whose continuation was lost."""
WESTERN = {
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
    "cp1251": "Windows-1251",
    "cp437": "code page 437",
    "cp850": "code page 850",
}
EASTERN = {"cp1256": "Windows-1256", "mac_arabic": "Mac Arabic", "iso8859_6": "ISO-8859-6"}
_SPACES = re.compile(r"([ \t\r\n]+)")
_FIRST_LEAD, _LAST_LEAD, _LAST_FOLLOW = 0xC2, 0xDF, 0xBF
"""Leads of two bytes, and the last continuation byte. Mac Arabic has punctuation of ASCII there, once more for
right-to-left text."""
_REPLACED = "\ufffd?"
_CONTROLS_AND_WINDOWS = frozenset(map(chr, range(0x80, 0xA0))) | frozenset(
    bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xA0)
)
_LOST_AFTER = {0xD8: "ح", 0xD9: "ف", 0xE2: "”"}


class Undone(NamedTuple):
    """The text, the name of the code page (empty if nothing was undone), and the letters that cannot be restored."""

    text: str
    codec: str = ""
    lost: int = 0


class _Pairs(NamedTuple):
    """One code page: bytes by character; sequences of UTF-8 in it; two Arabic letters; a lead without continuation."""

    bytes_of: dict[str, int]
    sequence: re.Pattern[str]
    any: re.Pattern[str]
    letters: re.Pattern[str]
    bare_lead: re.Pattern[str]
    high: re.Pattern[str]
    leads: re.Pattern[str]


def undo_utf8_misread(text: str) -> Undone:
    """The text with all such layers undone."""
    names: list[str] = []
    for _ in range(MAX_LAYERS):
        undone = _undo_layer(text)
        if not undone.codec:
            break
        text = undone.text
        names.append(undone.codec)
        if undone.lost:
            return Undone(text, names[0], undone.lost)
    return Undone(text, names[-1] if names else "")


def _undo_layer(text: str) -> Undone:
    if text.isascii():
        return Undone(text)
    for codec, name in WESTERN.items():
        pairs = _pairs(codec)
        if pairs.leads.search(text) and (undone := _undo_western(text, pairs)) is not None:
            return Undone(undone[0], name, undone[1])
    if not _eastern_letters().search(text):
        return Undone(text)
    for codec, name in EASTERN.items():
        if (whole := _undo_eastern(text, _pairs(codec))) is not None:
            return Undone(whole[0], name, whole[1])
    return Undone(text)


def _undo_western(text: str, pairs: _Pairs) -> tuple[str, int] | None:
    """The text, and how many letters are lost; None if sequences prove nothing."""
    found = pairs.sequence.findall(text)
    rest = pairs.sequence.sub("\0", text)
    lost, others = len(pairs.bare_lead.findall(rest)), len(pairs.high.findall(pairs.bare_lead.sub("", rest)))
    if pairs.letters.search(text):
        is_proven = sum(map(len, found)) + lost >= MIN_PAIRED_SHARE * (sum(map(len, found)) + lost + others)
    else:
        is_proven = len(found) >= MIN_SEQUENCES and not others + lost
    if not is_proven:
        return None
    is_stripped = not any(letter in _CONTROLS_AND_WINDOWS for pair in found for letter in pair)
    return _decode_word(text, pairs), lost if is_stripped and lost > MAX_LOST_SHARE * (len(found) + lost) else 0


def _undo_eastern(text: str, pairs: _Pairs) -> tuple[str, int] | None:
    """The text with the words undone that consist of pairs, and how many letters are lost; None if they prove nothing."""
    if not pairs.letters.search(text):
        return None
    tokens = _SPACES.split(text)
    whole = [bool(pairs.sequence.search(token)) and not pairs.high.search(_bare(token, pairs)) for token in tokens]
    proving = [token for token, is_whole in zip(tokens, whole, strict=True) if is_whole and pairs.letters.search(token)]
    if not proving:
        return None
    decoded = [
        _decode_word(token, pairs) if is_whole and _has_company(place, whole, tokens, pairs) else token
        for place, (token, is_whole) in enumerate(zip(tokens, whole, strict=True))
    ]
    words_of_pairs = [_decode_word(token, pairs) for token in proving[:20]]
    words = arabic_words(" ".join(words_of_pairs))
    is_layered = any(_pairs(codec).letters.search(" ".join(words_of_pairs)) for codec in ("cp1252", "cp1256"))
    is_proven = len(proving) >= MIN_PROVING_WORDS or known_share(words) >= 0.5 or is_layered
    if not is_proven:
        return None
    lost = sum(len(pairs.bare_lead.findall(pairs.sequence.sub("\0", token))) for token in proving)
    found = sum(len(pairs.sequence.findall(token)) for token in proving)
    return "".join(decoded), lost if lost > MAX_LOST_SHARE * (found + lost) else 0


def _has_company(place: int, whole: list[bool], tokens: list[str], pairs: _Pairs) -> bool:
    """Whether the word has two pairs, or stands next to one that is undone: «ط،» alone may be a letter and a comma."""
    return bool(pairs.letters.search(tokens[place])) or any(
        whole[max(0, place - 2) : place] + whole[place + 1 : place + 3]
    )


def _bare(token: str, pairs: _Pairs) -> str:
    return (
        pairs.bare_lead.sub("", pairs.sequence.sub("\0", token))
        if pairs.letters.search(token)
        else pairs.sequence.sub("\0", token)
    )


def _decode_word(token: str, pairs: _Pairs) -> str:
    return pairs.any.sub(lambda match: _decoded(match[0], pairs), token)


def _decoded(sequence: str, pairs: _Pairs) -> str:
    try:
        return bytes(pairs.bytes_of[letter] for letter in sequence).decode("utf-8")
    except (KeyError, UnicodeDecodeError):  # without its last continuation
        pass
    return _LOST_AFTER[pairs.bytes_of[sequence[0]]]


@cache
def _eastern_letters() -> re.Pattern[str]:
    """What may be two Arabic letters in one of the Arabic code pages or in several: one search instead of three."""
    every = [_pairs(codec).bytes_of for codec in EASTERN]
    leads = {letter for bytes_of in every for letter, byte in bytes_of.items() if _FIRST_LEAD <= byte <= _LAST_LEAD}
    follow = {letter for bytes_of in every for letter, byte in bytes_of.items() if byte <= _LAST_FOLLOW}
    lead, follow_up = (re.escape("".join(sorted(letters))) for letters in (leads, follow))
    return re.compile(f"(?:[{lead}][{follow_up}]){{2}}")


@cache
def _pairs(codec: str) -> _Pairs:
    bytes_of: dict[str, int] = {}
    for byte in range(0xFF, 0x7F, -1):
        letter = bytes([byte]).decode(codec, "ignore")
        if letter and (ord(letter) > 0x7F or (byte <= _LAST_FOLLOW and letter != " ")):
            bytes_of[letter] = byte
        if codec == "cp1252" or not letter:
            bytes_of.setdefault(chr(byte), byte)  # as Latin-1
    by_byte: dict[int, list[str]] = {}
    for letter, byte in bytes_of.items():
        by_byte.setdefault(byte, []).append(letter)

    def letters(first: int, last: int) -> str:
        found = (letter for byte in range(first, last + 1) for letter in by_byte.get(byte, ()))
        return "[" + re.escape("".join(letter for letter in found if last == _LAST_FOLLOW or ord(letter) > 0x7F)) + "]"

    follow = letters(0x80, _LAST_FOLLOW)
    sequence = f"{letters(0xC2, 0xDF)}{follow}|{letters(0xE0, 0xEF)}{follow}{{2}}|{letters(0xF0, 0xF4)}{follow}{{3}}"
    arabic = letters(0xC2, 0xDF) if codec == "cp1256" else letters(0xD8, 0xDB)
    quote = letters(0xE2, 0xE2) + letters(0x80, 0x80)
    bare = f"{quote}[{_REPLACED}]?|{letters(0xD8, 0xD9)}[{_REPLACED}]?"
    return _Pairs(
        bytes_of,
        re.compile(sequence),
        re.compile(f"{sequence}|{bare}"),
        re.compile(f"(?:{arabic}{follow}){{2}}"),
        re.compile(bare),
        re.compile(letters(0x80, 0xFF)),
        re.compile(f"{letters(0xC2, 0xC3)}|{letters(0xD8, 0xDB)}|{letters(0xE2, 0xE2)}"),
    )
