"""A dossier as a press clipping in PDF: title page, table of contents, each article on a page of its own with its record.

ReportLab writes the file, HarfBuzz joins the letters and python-bidi orders each line (`press_clipping`); why these, and what
was tried, is in docs/dossier-exports.md.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import replace

from archive.desk.selectors import DossierContent
from archive.web.formats.dossier_file import DossierFile
from archive.web.formats.press_clipping.bidi_levels import printable
from archive.web.formats.press_clipping.pages import ACCENT, SOFT, Pages, Style
from archive.web.presenters.clippings import (
    Clipping,
    KeptPassage,
    PrintedParagraph,
    clipped_titles,
    clippings,
    cover_facts,
    withdrawn_sentence,
)

TEXT = Style()
COVER_TITLE = Style(size=30, leading=48, weight=700, after=14)
HEADING = Style(size=15, leading=26, weight=700, colour=ACCENT, after=6, keep=3)
TITLE = Style(size=20, leading=33, weight=700, after=6, keep=3)
SUBHEAD = Style(size=13, leading=24, weight=700, after=4, keep=3)
CAPTION = Style(size=10.5, leading=18, colour=SOFT)
RECORD = Style(size=9.5, leading=16, after=2)
NOTE = Style(size=11, leading=19, indent=14)
CONTENTS = Style(size=11, leading=19, after=3)
RECORD_ON_COVER = Style(size=11.5, leading=21, after=2)
LABEL_WIDTH = 92.0


def pdf_export(content: DossierContent, made: DossierFile) -> Iterator[bytes]:
    """The file's bytes, after an empty chunk for each article: where the server stops if the reader has gone."""
    with tempfile.TemporaryFile() as file:
        pages = Pages(file, title=content.title, author=content.owner)
        pages.head = content.title
        _cover(pages, content, made)
        _contents(pages, content)
        for clipping in clippings(content, made.site, all_texts=made.all_texts):
            yield b""
            pages.new_page()
            _article(pages, clipping)
        pages.save()
        yield from made.chunks(file)


def _cover(pages: Pages, content: DossierContent, made: DossierFile) -> None:
    pages.y -= 120
    pages.paragraph("خِزانة · ملف صحفي", replace(TEXT, colour=ACCENT, weight=700))
    pages.paragraph(content.title, COVER_TITLE)
    for line in content.description.splitlines():
        pages.paragraph(line, replace(TEXT, size=13, leading=23))
    pages.y -= 16
    pages.rule(after=10)
    pages.rows(cover_facts(content, made.made_at), RECORD_ON_COVER, LABEL_WIDTH)
    if sentence := withdrawn_sentence(content):
        pages.paragraph(sentence, replace(TEXT, colour=SOFT, size=11))


def _contents(pages: Pages, content: DossierContent) -> None:
    pages.new_page()
    pages.paragraph("المحتويات", TITLE)
    for number, title, line in clipped_titles(content):
        pages.contents_row(f"{number}. {title} – {line}", _target(number), CONTENTS)


def _article(pages: Pages, clipping: Clipping) -> None:
    pages.begin(_target(clipping.number), printable(clipping.title))
    is_rtl = clipping.direction == "rtl"
    pages.paragraph(clipping.line, replace(TEXT, size=11, colour=ACCENT, after=2))
    pages.paragraph(clipping.title, replace(TITLE, is_rtl=is_rtl))
    pages.rule(before=6)
    for note in clipping.notes:
        _note(pages, note)
    for passage in clipping.passages:
        _passage(pages, passage, is_rtl)
    for paragraph in clipping.paragraphs:
        _paragraph(pages, paragraph, is_rtl)
    pages.y -= 6
    pages.paragraph("من أين جاء هذا النص", HEADING)
    pages.rows(clipping.facts, RECORD, LABEL_WIDTH)


def _note(pages: Pages, note: str) -> None:
    pages.paragraph("ملاحظة", replace(NOTE, weight=700, after=0, keep=2))
    for line in note.splitlines():
        pages.paragraph(line, NOTE)


def _passage(pages: Pages, passage: KeptPassage, is_rtl: bool) -> None:
    pages.paragraph(f"اقتباس من {passage.place}", replace(NOTE, weight=700, after=0, keep=2), link=passage.link)
    text = printable(passage.text)
    pages.paragraph(f"«{text}»" if is_rtl else text, replace(NOTE, is_rtl=is_rtl), marks=[(0, len(text) + 2)])
    for line in passage.note.splitlines():
        pages.paragraph(line, replace(NOTE, colour=SOFT))


def _paragraph(pages: Pages, paragraph: PrintedParagraph, is_rtl: bool) -> None:
    style = {"subhead": SUBHEAD, "caption": CAPTION}.get(paragraph.role, TEXT)
    marks = [
        (len(printable(paragraph.text[:start])), len(printable(paragraph.text[:end]))) for start, end in paragraph.marks
    ]
    pages.paragraph(paragraph.text, replace(style, is_rtl=is_rtl), marks)


def _target(number: int) -> str:
    return f"article-{number}"
