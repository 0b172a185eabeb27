"""Arabic of one code page that was read in another: «ÇáÚÑÈíÉ» for العربية; UTF-16 that was read byte by byte.

Every pair of code pages is tried word by word, on words without letters of ASCII, and the one kept whose words are known and most
frequent. French, Turkish and Vietnamese words mix accented letters with those of ASCII, and so are never touched.
"""

import re
from functools import cache

from archive.text.repair.plausibility import SAMPLE_WORDS, arabic_words, known_share, weight

WESTERN = {
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
    "cp1251": "Windows-1251",
    "cp437": "code page 437",
    "cp850": "code page 850",
}
ARABIC = {"cp1256": "Windows-1256", "iso8859_6": "ISO-8859-6", "mac_arabic": "Mac Arabic", "cp720": "code page 720"}
READ_AS = ("cp1256", "iso8859_6")
"""Those that programs take an unknown text for. Mac Arabic has half of its letters twice or in ASCII, which cannot be undone."""
MIN_KNOWN_SHARE = 0.65
MIN_LETTERS, MIN_MADE_SHARE = 4, 0.7
"""Of the decoded letters: those in words of two letters and more."""
SAMPLE_CHARS = 600
MIN_GAIN = 1.3
"""In weight of words, where one Arabic code page was read in another: some words remain what they were."""
_SPACES = re.compile(r"([ \t\r\n]+)")
_ASCII_LETTER = re.compile("[A-Za-z]")
_LETTER = re.compile(r"[^\W\d_]")
_STRAY = re.compile("[\u0620-\u064a][\u00c0-\u00ff]|[\u00c0-\u00ff][\u0620-\u064a]")
_ACCENTED = re.compile("[\u00c0-\u00ff]")
_RUN_OF_ACCENTED = re.compile("[^\x00-\x7f\u0600-\u06ff\u2010-\u203a\ufb50-\ufeff«»]{2}")
MIN_UTF16_SHARE = 0.3
"""Of the high byte of Arabic letters in UTF-16."""


def undo_codepage_misread(text: str) -> tuple[str, str]:
    """(text, what was undone: «Windows-1256 read as Windows-1252»); the text as it is, and "", if nothing was."""
    if utf16 := _undo_utf16(text):
        return utf16, "UTF-16 read byte by byte"
    tokens = _SPACES.split(text)
    best, found = 0.0, (text, "")
    if _RUN_OF_ACCENTED.search(text):
        for wrong, wrong_name in WESTERN.items():
            for right, right_name in ARABIC.items():
                score, decoded = _decode(tokens, wrong, right)
                if score > best:
                    best, found = score, (decoded, f"{right_name} read as {wrong_name}")
    return found


def undo_arabic_misread(text: str) -> tuple[str, str]:
    """The same for a text of Arabic letters that make no words, because they were read in another Arabic code page."""
    tokens = _SPACES.split(text)
    best, found = 0.0, (text, "")
    before = sum(map(weight, arabic_words(text, SAMPLE_WORDS)))
    for wrong in READ_AS:
        wrong_name = ARABIC[wrong]
        for right, right_name in ARABIC.items():
            score, decoded = _decode(tokens, wrong, right) if wrong != right else (0.0, "")
            is_clean = score and "\ufffd" not in decoded and not has_stray_letters(decoded)
            if is_clean and score > max(best, MIN_GAIN * before):
                best, found = score, (decoded, f"{right_name} read as {wrong_name}")
    return found


def has_stray_letters(text: str) -> bool:
    """Whether accented letters stand next to Arabic ones: Windows-1256 has both."""
    return _ACCENTED.search(text) is not None and _STRAY.search(text) is not None


def _undo_utf16(text: str) -> str:
    """UTF-16 whose bytes became a character each; empty if it is none."""
    if text.count("\x06") < MIN_UTF16_SHARE / 2 * len(text):
        return ""
    try:
        content = text.encode("latin-1")
    except UnicodeEncodeError:
        return ""
    codec = "utf-16-le" if content[1::2].count(6) > content[::2].count(6) else "utf-16-be"
    return content[: len(content) // 2 * 2].decode(codec, "replace").lstrip("\ufeff")


def _decode(tokens: list[str], wrong: str, right: str) -> tuple[float, str]:
    """(weight of the words that are made, text); 0 if they are not convincing."""
    table = _table(wrong, right)
    if len(tokens) > 4 * SAMPLE_WORDS:  # a sample tells
        score = _decode(tokens[: 2 * SAMPLE_WORDS], wrong, right)[0]
        if not score:
            return 0.0, ""
    is_foreign = [_is_foreign(token, wrong) for token in tokens]
    decoded = [token.translate(table) if foreign else token for token, foreign in zip(tokens, is_foreign, strict=True)]
    changed = " ".join(token for token, foreign in zip(decoded, is_foreign, strict=True) if foreign)[:SAMPLE_CHARS]
    words = arabic_words(changed)
    letters, made = len(_LETTER.findall(changed)), sum(map(len, words))
    is_convincing = made >= MIN_LETTERS and made >= MIN_MADE_SHARE * letters and known_share(words) >= MIN_KNOWN_SHARE
    return (sum(map(weight, words)) if is_convincing else 0.0), "".join(decoded)


def _is_foreign(token: str, wrong: str) -> bool:
    """Whether a word may be from another code page: letters beyond ASCII, and none of it."""
    return (
        not token.isascii() and not _ASCII_LETTER.search(token) and all(letter in _letters(wrong) for letter in token)
    )


@cache
def _letters(codec: str) -> frozenset[str]:
    return frozenset(map(chr, range(0x20, 0x7F))) | frozenset(map(chr, _byte_table(codec)))


@cache
def _byte_table(codec: str) -> dict[int, int]:
    """Byte by code point, of the upper half; as Latin-1 where Windows-1252 has no character."""
    table = {byte: byte for byte in range(0x80, 0xA0)} if codec == "cp1252" else {}
    for byte in range(0xFF, 0x7F, -1):
        letter = bytes([byte]).decode(codec, "ignore")
        if letter and ord(letter) > 0x7F:
            table[ord(letter)] = byte
    return table


@cache
def _table(wrong: str, right: str) -> dict[int, str]:
    return {code: bytes([byte]).decode(right, "replace") for code, byte in _byte_table(wrong).items()}
