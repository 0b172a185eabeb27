"""Bytes to text: UTF-8, UTF-16, UTF-32, Windows-1256, ISO-8859-6 and Mac Arabic; anything else is refused with a reason.

Order: size; empty; byte order mark; UTF-32 and UTF-16 without a mark, by their high bytes; control characters, which text does
not have; strict UTF-8; that one-byte encoding in which the letters make known words; Windows-1256, if the letters are mostly
Arabic with the frequencies of Arabic prose. ISO-8859-6 and Mac Arabic have the same letters in the same places, so bytes that
ISO-8859-6 leaves open, and the right-to-left spaces of Mac Arabic, tell them apart; a text without them reads the same in both.
"""

import codecs
import re

from archive.ingest.record import UnreadableError
from archive.text.repair import arabic_plausibility

MAX_BYTES = 10 * 1024 * 1024
"""Size of one text file or JSON line."""
UTF16_SAMPLE_BYTES = 20_000
MIN_UTF16_ARABIC, MIN_UTF16_PLAUSIBLE = 0.3, 0.98
"""Shares of high bytes: of the Arabic block; of Arabic, ASCII or general punctuation."""
MIN_ARABIC_LETTERS, MIN_ARABIC_SHARE, MIN_FREQUENT_SHARE, MIN_ARTICLE_SHARE = 10, 0.8, 0.4, 0.08
"""Arabic prose has about 60 % frequent letters (ا ل ي م ن و ر ت) and the article before 25 to 35 % of its words; ISO-8859-6
and Mac Arabic read as Windows-1256 lose the article."""

_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_ARABIC = re.compile("[\u0620-\u064a]")
_LETTERS = re.compile(r"[^\W\d_]")
_ARTICLE = re.compile(r"(?<!\w)[وفبك]?ال\w\w")
_WORD = re.compile(r"\w{2,}")
MIN_PLAUSIBLE = 0.6
"""Of one-byte encodings: share of known words among those that the letters make, times the share of letters in words."""
MIN_UTF16_LATIN = 0.7
"""Share of zeros among the high bytes of Latin text."""
_ISO_8859_6_OPEN = re.compile(rb"[\x80-\x9f\xa1-\xa3\xa5-\xab\xae-\xba\xbc-\xbe\xc0\xdb-\xdf\xf3-\xff]")
_UTF16_HIGH_BYTES = frozenset((0x00, 0x06, 0x20, 0xFB, 0xFD, 0xFE, 0xFF))


def decode(content: bytes) -> tuple[str, str]:
    """(text, encoding), the text without a byte order mark. Raises UnreadableError."""
    if len(content) > MAX_BYTES:
        raise UnreadableError(f"larger than {MAX_BYTES // 1024 // 1024} MB")
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
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return _strictly(content, encoding), encoding
    for encoding, empty, high in (("utf-32-le", (2, 3), 1), ("utf-32-be", (0, 1), 2)):
        if _looks_like_utf32(content, empty, high):
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
    if found := _one_byte_encoding(content):
        return content.decode(found, errors="replace"), found
    raise UnreadableError(
        "unknown encoding: neither UTF-8, UTF-16 nor UTF-32, nor Arabic in Windows-1256, ISO-8859-6 or Mac Arabic"
    )


def _one_byte_encoding(content: bytes) -> str:
    """The one-byte encoding in which the letters make most known words, "" if they make few in each."""
    has_apple_spaces = content.count(b"\xa0") > content.count(b" ")
    apple_or_iso = "mac_arabic" if has_apple_spaces or _ISO_8859_6_OPEN.search(content) else "iso8859_6"
    texts = {encoding: content.decode(encoding, errors="replace") for encoding in ("cp1256", apple_or_iso)}
    scores = {encoding: arabic_plausibility(text) for encoding, text in texts.items() if _has_letters(text)}
    best = max(scores, key=lambda encoding: scores[encoding], default="")
    if best and scores[best] >= MIN_PLAUSIBLE:
        return best
    # names and words that the lexicon does not know
    return "cp1256" if _reads_like_arabic(texts["cp1256"]) else ""


def _has_letters(text: str) -> bool:
    return len(_ARABIC.findall(text)) >= MIN_ARABIC_LETTERS


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"damaged {encoding.upper()} text at byte {error.start}") from error


def _looks_like_utf32(content: bytes, empty: tuple[int, int], high: int) -> bool:
    """Whether the length is a multiple of four, two bytes of each four are zero, and the high one is plausible."""
    sample = content[:UTF16_SAMPLE_BYTES]
    if len(content) % 4 or len(content) < 16 or any(any(sample[place::4]) for place in empty):
        return False
    highs = sample[high::4]
    return sum(highs.count(byte) for byte in _UTF16_HIGH_BYTES) >= MIN_UTF16_PLAUSIBLE * len(highs)


def _looks_like_utf16(content: bytes, high: int) -> bool:
    """Whether the length is even and the bytes at the high places are plausible for Arabic or Latin text."""
    sample = content[:UTF16_SAMPLE_BYTES][high::2]
    if len(content) % 2 or len(sample) < 8:
        return False
    plausible = sum(sample.count(byte) for byte in _UTF16_HIGH_BYTES)
    if plausible < MIN_UTF16_PLAUSIBLE * len(sample):
        return False
    is_latin = sample.count(0) >= MIN_UTF16_LATIN * len(sample) and 0 not in content[:UTF16_SAMPLE_BYTES][1 - high :: 2]
    return is_latin or sample.count(0x06) >= MIN_UTF16_ARABIC * len(sample)


def _reads_like_arabic(text: str) -> bool:
    """Whether letters, frequent letters and definite articles are as common as in Arabic prose."""
    letters = len(_LETTERS.findall(text))
    arabic = len(_ARABIC.findall(text))
    if arabic < MIN_ARABIC_LETTERS or arabic < MIN_ARABIC_SHARE * letters:
        return False
    frequent = sum(text.count(letter) for letter in "اليمنورت")
    words = len(_WORD.findall(text)) or 1
    return frequent >= MIN_FREQUENT_SHARE * arabic and len(_ARTICLE.findall(text)) >= MIN_ARTICLE_SHARE * words
