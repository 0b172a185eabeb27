"""Caption lines: recognised by the file name of an image, or by a photo credit at their end."""

import re

from archive.ingest.page_text.gazetteer import Gazetteer
from archive.text import fold

MAX_CAPTION_CHARS, MAX_IMAGE_CAPTION_CHARS = 300, 200
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
    """Whether the line names an image file, with at most a caption around the name."""
    return (
        bool(_FILE_NAME.search(text))
        and len(text) <= MAX_CAPTION_CHARS
        and len(without_file_name(text)) <= MAX_IMAGE_CAPTION_CHARS
    )


def without_file_name(text: str) -> str:
    """The line without file names of images."""
    return " ".join(_FILE_NAME.sub(" ", text).split())


def file_names(text: str) -> list[str]:
    """File names of images in a line, with their paths."""
    return _FILE_NAME.findall(text)


def has_credit(text: str, gazetteer: Gazetteer) -> bool:
    """Whether the line ends in a photo credit: «الصورة: …», « - REUTERS», or «(أ ف ب)» not preceded by a full stop."""
    if len(text) > MAX_CAPTION_CHARS:
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
