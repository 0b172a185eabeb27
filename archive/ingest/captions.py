"""Captions: lines that belong to a picture, known by an image's file name, a credit, or by being printed twice."""

import re

from archive.ingest.gazetteer import Gazetteer
from archive.text import fold

LONGEST = 300
_FILE_NAME = re.compile(r"(?<!\S)\S*\.(?:jpe?g|jfif|png|gif|webp|bmp|svg|tiff?|avif)\b(?:\?\S*)?", re.IGNORECASE)
_CREDIT = re.compile(
    r"(?:^|[.،,\s(|\-–—])(?:الصوره|صوره|تصوير|المصور|عدسه|مصدر الصوره|حقوق الصوره|photo|photo by|credit|image|getty)"
    r"\s*[:：/]\s*[^.:]{2,45}\)?\.?$"
)
_STOCK = tuple(
    map(
        fold,
        (
            "getty images",
            "getty",
            "غيتي",
            "جيتي",
            "شترستوك",
            "shutterstock",
            "أرشيف",
            "أرشيفية",
            "صورة أرشيفية",
            "إنترنت",
        ),
    )
)


def is_image_line(text: str) -> bool:
    """Whether the line names an image's file and says little besides."""
    return bool(_FILE_NAME.search(text)) and len(text) <= LONGEST and len(without_file_name(text)) <= 200


def without_file_name(text: str) -> str:
    """The words of an image line, without the file's name."""
    return " ".join(_FILE_NAME.sub(" ", text).split())


def file_names(text: str) -> list[str]:
    """The names of image files in a line, with their paths."""
    return _FILE_NAME.findall(text)


def has_credit(text: str, gazetteer: Gazetteer) -> bool:
    """Whether the line ends in a picture's credit: «الصورة: …», « - REUTERS», «(أ ف ب)» without a full stop before it."""
    if len(text) > LONGEST:
        return False
    folded = fold(text).strip()
    if _CREDIT.search(folded):
        return True
    match = re.search(r"(?:\s[-–—|]\s*|\s*\()(?P<credit>[^()\-–—|]{2,40}?)\s*\)?$", folded)
    if not match or (folded[: match.start()].rstrip().endswith((".", "؟", "!")) and folded.endswith(")")):
        return False
    credit, before = match["credit"].strip(" ."), folded[: match.start()].strip()
    signed = credit in gazetteer.agencies or credit in _STOCK or any(credit.startswith(stock) for stock in _STOCK[:2])
    return signed and len(before) > 12
