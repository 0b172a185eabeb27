"""Bytes to text: UTF-8, UTF-16 and Windows-1256; anything else is refused with a reason.

Order: size; empty; byte order mark; UTF-16 without a mark, by its high bytes; control characters, which text does not have;
strict UTF-8; Windows-1256, if the letters are mostly Arabic with the frequencies of Arabic prose.
"""

import codecs
import re

from archive.ingest.record import UnreadableError

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
    """Whether the length is even and the bytes at the high places are plausible for Arabic text."""
    sample = content[:UTF16_SAMPLE_BYTES][high::2]
    if len(content) % 2 or len(sample) < 8:
        return False
    arabic = sample.count(0x06)
    plausible = sum(sample.count(byte) for byte in _UTF16_HIGH_BYTES)
    return arabic >= MIN_UTF16_ARABIC * len(sample) and plausible >= MIN_UTF16_PLAUSIBLE * len(sample)


def _reads_like_arabic(text: str) -> bool:
    """Whether letters, frequent letters and definite articles are as common as in Arabic prose."""
    letters = len(_LETTERS.findall(text))
    arabic = len(_ARABIC.findall(text))
    if arabic < MIN_ARABIC_LETTERS or arabic < MIN_ARABIC_SHARE * letters:
        return False
    frequent = sum(text.count(letter) for letter in "اليمنورت")
    words = len(_WORD.findall(text)) or 1
    return frequent >= MIN_FREQUENT_SHARE * arabic and len(_ARTICLE.findall(text)) >= MIN_ARTICLE_SHARE * words
