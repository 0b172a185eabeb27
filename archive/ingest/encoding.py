"""Bytes to text: UTF-8, UTF-16 and Windows-1256 are read, everything else is refused with its reason.

Order: size; empty; byte order mark; UTF-16 without a mark (its high bytes are those of Arabic); control characters, which
no text has; strict UTF-8; Windows-1256, where most letters come out Arabic, and as frequent as Arabic has them.
"""

import codecs
import re

from archive.ingest.record import UnreadableError

LARGEST = 10 * 1024 * 1024
"""Bytes of one text file; larger ones are refused."""

_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_ARABIC = re.compile("[\u0620-\u064a]")
_LETTERS = re.compile(r"[^\W\d_]")
_ARTICLE = re.compile(r"(?<!\w)[وفبك]?ال\w\w")
_WORD = re.compile(r"\w{2,}")
_UTF16_HIGH_BYTES = frozenset((0x00, 0x06, 0x20, 0xFB, 0xFD, 0xFE, 0xFF))


def decode(content: bytes) -> tuple[str, str]:
    """(text, encoding); raises UnreadableError. A byte order mark is no part of the text."""
    if len(content) > LARGEST:
        raise UnreadableError(f"larger than {LARGEST // 1024 // 1024} MB")
    if not content.strip():
        raise UnreadableError("the file is empty")
    text, encoding = _decode(content)
    text = text.removeprefix("\ufeff")
    if not text.strip("\ufeff\x00 \r\n\t"):
        raise UnreadableError("the file is empty")
    if re.search("[\x00-\x08\x0e-\x1a]", text):
        raise UnreadableError("not a text file (it holds control characters)")
    return text, encoding


def _decode(content: bytes) -> tuple[str, str]:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return _strictly(content, encoding), encoding
    for encoding, high in (("utf-16-le", 1), ("utf-16-be", 0)):
        if _looks_like_utf16(content, high):
            return _strictly(content, encoding), encoding
    if _CONTROLS.search(content):
        raise UnreadableError("not a text file (it holds control characters)")
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    text = content.decode("cp1256", errors="replace")
    if _reads_like_arabic(text):
        return text, "cp1256"
    raise UnreadableError("unknown encoding: neither UTF-8 nor UTF-16 nor Windows-1256")


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"damaged {encoding.upper()} text at byte {error.start}") from error


def _looks_like_utf16(content: bytes, high: int) -> bool:
    """Even length, and nearly all high bytes those of Arabic, ASCII or general punctuation, Arabic's being many."""
    sample = content[:20_000][high::2]
    if len(content) % 2 or len(sample) < 8:
        return False
    arabic = sample.count(0x06)
    fitting = sum(sample.count(byte) for byte in _UTF16_HIGH_BYTES)
    return arabic >= 0.3 * len(sample) and fitting >= 0.98 * len(sample)


def _reads_like_arabic(text: str) -> bool:
    """Four of five letters Arabic, ا ل ي م ن و ر ت more than 40 % of them, and the article before 8 % of the words.

    Arabic prose has about 60 % and 25 to 35 %; ISO-8859-6 or Mac Arabic read as Windows-1256 lose the article.
    """
    letters = len(_LETTERS.findall(text))
    arabic = len(_ARABIC.findall(text))
    if arabic < 10 or arabic < 0.8 * letters:
        return False
    frequent = sum(text.count(letter) for letter in "اليمنورت")
    words = len(_WORD.findall(text)) or 1
    return frequent >= 0.4 * arabic and len(_ARTICLE.findall(text)) >= 0.08 * words
