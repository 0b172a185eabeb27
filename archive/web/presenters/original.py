"""The lines of a raw document in words: what each is, and where it went."""

from dataclasses import dataclass

from archive.ingest.services import Original

ROLES = {
    "title": "العنوان",
    "date": "تاريخ النشر",
    "byline": "الكاتب",
    "source": "المصدر",
    "dateline": "مكان الخبر",
    "body": "النص",
    "subhead": "عنوان فرعي",
    "caption": "تعليق صورة",
    "tags": "الوسوم",
    "boundary": "فاصل بين نصين",
    "chrome": "من الصفحة لا من الخبر",
    "related": "خبر مرتبط",
}
"""In Arabic, by the role that the reader of text files gives a line."""
DROPPED = "ليس في النص"
IN_TITLE = "العنوان"


@dataclass(frozen=True)
class OriginalRow:
    """`label` says what a line is that went into no paragraph; `paragraphs` are numbers from 1."""

    number: int
    text: str
    label: str
    paragraphs: tuple[int, ...]


def original_rows(original: Original, title: str) -> list[OriginalRow]:
    bare_title = " ".join(title.split())
    return [
        OriginalRow(
            line.number,
            line.text,
            _label(line.role, line.field, is_title=bool(bare_title) and " ".join(line.text.split()) == bare_title)
            if not line.paragraphs
            else "",
            tuple(place + 1 for place in line.paragraphs),
        )
        for line in original.lines
    ]


def _label(role: str, field: str, *, is_title: bool) -> str:
    if is_title:
        return IN_TITLE
    if field:
        return f"حقل {field}"
    return ROLES.get(role, "") if role and role not in ("body", "subhead") else DROPPED
