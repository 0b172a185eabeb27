"""A dossier as a Word document (ECMA-376): paragraphs and runs from right to left, headings, links, page numbers.

Word formats Arabic letters by the properties for complex scripts (`w:cs`, `w:szCs`, `w:bCs`), which python-docx does not set, and
orders a run by `w:rtl`: both are written here. Latin runs and numbers with signs are runs of their own, as pages isolate them.
"""

import tempfile
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.encoding import iri_to_uri
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from archive.desk.selectors import DossierContent
from archive.text.layout import isolated_runs, without_bidi_controls
from archive.web.formats.dossier_file import DossierFile
from archive.web.formats.xml_text import xml_text
from archive.web.presenters.clippings import (
    Clipping,
    Fact,
    KeptPassage,
    clipped_titles,
    clippings,
    cover_facts,
    withdrawn_sentence,
)

FONT = "Noto Naskh Arabic"
"""Where it is not installed, Word and LibreOffice take another Arabic font."""
_LRM, _RLM = "\u200e", "\u200f"
_MARK = "F8E3A1"
_STYLES = {"Normal": (12, False), "Title": (28, True), "Heading 1": (18, True), "Heading 2": (13, True), "Quote": (12, False),
           "Caption": (10, False), "Header": (9, False), "Footer": (9, False), "List Paragraph": (11, False)}  # fmt: skip
"""Size in points, and whether bold."""


def docx_export(content: DossierContent, made: DossierFile) -> Iterator[bytes]:
    """The file's bytes, after an empty chunk for each article: where the server stops if the reader has gone."""
    writer = _Writer(content.title)
    writer.cover(content, made)
    for clipping in clippings(content, made.site, all_texts=made.all_texts):
        yield b""
        writer.article(clipping)
    with tempfile.TemporaryFile() as file:
        writer.document.save(file)
        yield from made.chunks(file)


class _Writer:
    def __init__(self, title: str) -> None:
        self.document = Document()
        self.styles = {name: self.document.styles[name] for name in _STYLES}
        for name, (size, bold) in _STYLES.items():
            _arabic_style(self.styles[name], size, bold)
        self.document.core_properties.title = _clean(title)[:255]
        self.document.core_properties.language = "ar"
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.3)
        section.different_first_page_header_footer = True
        section._sectPr.append(OxmlElement("w:bidi"))
        self._fill(section.header.paragraphs[0], title)
        footer = section.footer.paragraphs[0]
        self._fill(footer, "صفحة ")
        _field(footer, "PAGE")
        self._fill(footer, " من ")
        _field(footer, "NUMPAGES")

    def cover(self, content: DossierContent, made: DossierFile) -> None:
        self.paragraph("خِزانة · ملف صحفي")
        self.paragraph(content.title, "Title")
        for line in content.description.splitlines():
            self.paragraph(line)
        self._facts(cover_facts(content, made.made_at))
        if sentence := withdrawn_sentence(content):
            self.paragraph(sentence)
        self.paragraph("المحتويات", "Heading 2", page_break=True)
        for number, title, line in clipped_titles(content):
            row = self.paragraph("", "List Paragraph")
            _link(row, f"{number}. {_clean(title)}", anchor=_target(number))
            self._fill(row, f" – {line}")

    def article(self, clipping: Clipping) -> None:
        is_rtl = clipping.direction == "rtl"
        self.paragraph(clipping.line, page_break=True)
        heading = self.paragraph(clipping.title, "Heading 1", is_rtl=is_rtl)
        _bookmark(heading, clipping.number)
        for note in clipping.notes:
            self.paragraph("ملاحظة", "Heading 2")
            for line in note.splitlines():
                self.paragraph(line)
        for passage in clipping.passages:
            self._passage(passage, is_rtl)
        for paragraph in clipping.paragraphs:
            style = {"subhead": "Heading 2", "caption": "Caption"}.get(paragraph.role, "Normal")
            self.paragraph(paragraph.parts(), style, is_rtl=is_rtl)
        self.paragraph("من أين جاء هذا النص", "Heading 2")
        self._facts(clipping.facts)

    def paragraph(
        self,
        text: str | Iterable[tuple[str, bool]],
        style: str = "Normal",
        *,
        is_rtl: bool = True,
        page_break: bool = False,
    ) -> Any:
        """A paragraph of text, or of parts with whether each is marked."""
        made = self.document.add_paragraph()
        made._p.style = self.styles[style].style_id  # by name, python-docx looks through all styles each time
        made.paragraph_format.page_break_before = page_break or None
        if not is_rtl:
            _set(made._p.get_or_add_pPr(), "w:bidi", "0")
        for part, is_marked in [(text, False)] if isinstance(text, str) else text:
            self._fill(made, part, is_rtl=is_rtl, is_marked=is_marked)
        return made

    def _passage(self, passage: KeptPassage, is_rtl: bool) -> None:
        title = self.paragraph("", "Heading 2")
        _link(title, f"اقتباس من {passage.place}", address=passage.link)
        self.paragraph([(passage.text, True)], "Quote", is_rtl=is_rtl)
        for line in passage.note.splitlines():
            self.paragraph(line)

    def _facts(self, facts: Iterable[Fact]) -> None:
        for fact in facts:
            row = self.paragraph("", "List Paragraph")
            self._fill(row, f"{fact.label}:{_RLM} ", is_bold=True)
            if fact.link:
                _link(row, _clean(fact.value), address=fact.link, is_rtl=False)
            else:
                self._fill(row, fact.value, is_rtl=not fact.is_code)

    @staticmethod
    def _fill(
        paragraph: Any, text: str, *, is_rtl: bool = True, is_marked: bool = False, is_bold: bool = False
    ) -> None:
        for part, part_is_rtl in _directed(_clean(text), is_rtl):
            run = paragraph.add_run(part)
            _run_properties(run._r.get_or_add_rPr(), part_is_rtl, is_marked, is_bold)


def _directed(text: str, is_rtl: bool) -> Iterator[tuple[str, bool]]:
    """The text in runs of one direction. Punctuation at the edge of a run is held to it by a mark of direction."""
    cuts = [(run.start, run.end) for run in isolated_runs(text)] if is_rtl else [(0, len(text))]
    place = 0
    for start, end in [*cuts, (len(text), len(text))]:
        between, inside = text[place:start], text[start:end]
        if between:
            yield between if any(char.isalpha() for char in between) else f"{_RLM}{between}{_RLM}", True
        if inside:
            yield _held(inside), False
        place = end


def _held(text: str) -> str:
    """An address that ends with a slash keeps it at its end."""
    return text if text[-1:].isalnum() else f"{text}{_LRM}"


def _arabic_style(style: Any, size: int, bold: bool) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor(0x1F, 0x1A, 0x14)
    properties = style.element.get_or_add_rPr()
    paragraph = style.element.get_or_add_pPr()
    for unwanted in [*properties.findall(qn("w:spacing")), *paragraph.findall(qn("w:pBdr"))]:
        unwanted.getparent().remove(unwanted)  # letters set apart no longer join
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(name), FONT)
    _set(properties, "w:bCs", "1" if bold else "0")
    _set(properties, "w:iCs", "0")
    _set(properties, "w:szCs", str(size * 2))
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:bidi"), "ar-SA")
    properties.append(language)
    _set(paragraph, "w:bidi", "1")
    style.paragraph_format.line_spacing = 1.5
    style.paragraph_format.space_after = Pt(6)


def _run_properties(properties: Any, is_rtl: bool, is_marked: bool, is_bold: bool) -> None:
    """In the order of the schema: b, bCs, shd, rtl."""
    if is_bold:
        _set(properties, "w:b", "1")
        _set(properties, "w:bCs", "1")
    if is_marked:
        shade = OxmlElement("w:shd")
        for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", _MARK)):
            shade.set(qn(name), value)
        properties.append(shade)
    if is_rtl:
        _set(properties, "w:rtl", "1")


def _set(properties: Any, name: str, value: str) -> None:
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    properties.append(element)


def _field(paragraph: Any, code: str) -> None:
    """A field that Word computes: PAGE or NUMPAGES."""
    for kind in ("begin", None, "separate", "end"):
        run = paragraph.add_run()
        _run_properties(run._r.get_or_add_rPr(), True, False, False)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = f" {code} "
        run._r.append(mark)


def _link(paragraph: Any, text: str, *, address: str = "", anchor: str = "", is_rtl: bool = True) -> None:
    """A link to a web address, or to a bookmark of this document."""
    link = OxmlElement("w:hyperlink")
    if address:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        link.set(qn("r:id"), paragraph.part.relate_to(iri_to_uri(address), kind, is_external=True))
    else:
        link.set(qn("w:anchor"), anchor)
    run = paragraph.add_run(text if is_rtl else _held(text))
    _run_properties(run._r.get_or_add_rPr(), is_rtl, False, False)
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def _bookmark(paragraph: Any, number: int) -> None:
    for name, place in (("w:bookmarkStart", 1), ("w:bookmarkEnd", len(paragraph._p) + 1)):
        mark = OxmlElement(name)
        mark.set(qn("w:id"), str(number))
        if name == "w:bookmarkStart":
            mark.set(qn("w:name"), _target(number))
        paragraph._p.insert(place, mark)


def _target(number: int) -> str:
    return f"article{number}"


def _clean(text: str) -> str:
    """As XML holds it, and in the order in which it is written: an override would turn the numbers after it around."""
    return xml_text(without_bidi_controls(text).replace("\r", " "), " ")
