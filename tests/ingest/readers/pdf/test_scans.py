"""Pages that are pictures: what Tesseract answers becomes lines; what is missing or slow is said."""

import shutil
import subprocess

import pypdfium2
import pytest

from archive.ingest.page_text.gazetteer import load_gazetteer
from archive.ingest.readers.pdf import scans
from archive.ingest.readers.pdf.document import read_file
from archive.ingest.readers.pdf.paragraphs import document_paragraphs
from archive.ingest.record import UnreadableError

SCALE = 300 / 72
HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def picture_pdf(path, *, share=1.0, pages=1):
    """A PDF whose pages hold a grey picture and no text."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        page = document.new_page(595, 842)
        bitmap = pypdfium2.PdfBitmap.new_native(60, 80, 1)
        bitmap.fill_rect((200, 200, 200, 255), 0, 0, 60, 80)
        picture = pypdfium2.PdfImage.new(document)
        picture.set_bitmap(bitmap)
        picture.set_matrix(pypdfium2.PdfMatrix().scale(595 * share, 842 * share))
        page.insert_obj(picture)
        page.gen_content()
    document.save(str(path))
    return path


def tsv(*lines):
    """`lines`: (block, paragraph, line, top, height, words); each word is 100 pixels wide, from the right."""
    rows = [HEAD]
    for block, paragraph, line, top, height, words in lines:
        for number, word in enumerate(words.split(), 1):
            rows.append(
                f"5\t1\t{block}\t{paragraph}\t{line}\t{number}\t{2200 - 110 * number}\t{top}\t100\t{height}\t90.5\t{word}"
            )
    return "\n".join(rows)


@pytest.fixture(autouse=True)
def _forget_engine():
    scans.engine_name.cache_clear()
    yield
    scans.engine_name.cache_clear()


def answering(monkeypatch, output, *, languages="List of available languages (1):\nara\n", code=0):
    def run(command, **given):
        text = {"--list-langs": languages, "--version": "tesseract 5.3.0\n"}.get(command[1])
        if text is not None:
            return subprocess.CompletedProcess(command, 0, text, "")
        if isinstance(output, Exception):
            raise output
        return subprocess.CompletedProcess(command, code, output.encode(), b"it broke")

    monkeypatch.setattr(scans.shutil, "which", lambda name: "/usr/bin/tesseract")
    monkeypatch.setattr(scans.subprocess, "run", run)


TEXT = (
    (2, 1, 1, 600, 40, "عادت أسراب اللقالق البيضاء إلى سهل البقاع هذا الأسبوع بعد غياب دام تسع سنوات وفق ما"),
    (2, 1, 2, 660, 44, "قاله مراقبون للطيور في المنطقة الواقعة بين جبلين يوم الأحد."),
    (2, 2, 1, 780, 40, "وقالت سلمى الحداد وهي باحثة في مركز دراسات الطيور إن الأمطار الغزيرة ملأت البرك التي"),
    (2, 2, 2, 840, 38, "تتغذى منها الطيور المهاجرة."),
)
TITLE = ((1, 1, 1, 300, 90, "عودة اللقالق إلى سهل البقاع"), (1, 1, 2, 405, 84, "بعد غياب طويل"))


def test_words_become_lines_and_paragraphs_and_the_larger_ones_a_heading(monkeypatch, tmp_path):
    answering(monkeypatch, tsv(*TITLE, *TEXT))
    page = pypdfium2.PdfDocument(str(picture_pdf(tmp_path / "a.pdf")))[0]
    recognised = scans.recognise(scans.picture_of(page))
    paragraphs = document_paragraphs([recognised.lines])
    assert [(one.text.split()[0], one.text.split()[-1], one.is_heading) for one in paragraphs] == [
        ("عودة", "طويل", True),
        ("عادت", "الأحد.", False),
        ("وقالت", "المهاجرة.", False),
    ]
    assert recognised.confidence == pytest.approx(90.5)


def test_a_scan_is_an_article_that_names_the_program(monkeypatch, tmp_path, db):
    answering(monkeypatch, tsv(*TITLE, *TEXT))
    document = read_file(picture_pdf(tmp_path / "scan.pdf"), load_gazetteer())
    assert document.records[0].title == "عودة اللقالق إلى سهل البقاع بعد غياب طويل"
    assert document.records[0].state == ""
    assert document.recognised_by == "Tesseract 5.3.0"
    assert document.warnings == (
        "scan.pdf: 1 of 1 pages are pictures; Tesseract 5.3.0 recognised their text, sure of its words to 90 % on the worst page",
    )


def test_a_date_that_was_recognised_is_not_stated(monkeypatch, tmp_path, db):
    dated = ((3, 1, 1, 520, 40, "تاريخ النشر: 3 أبريل 2019"),)
    answering(monkeypatch, tsv(*TITLE, *dated, *TEXT))
    published = read_file(picture_pdf(tmp_path / "scan.pdf"), load_gazetteer()).records[0].published
    assert (published.first.isoformat(), published.basis) == ("2019-04-03", "inferred")
    assert "2019" in published.evidence


def test_what_was_recognised_badly_is_a_draft(monkeypatch, tmp_path, db):
    answering(monkeypatch, tsv(*TITLE, *TEXT).replace("90.5", "52.0"))
    document = read_file(picture_pdf(tmp_path / "scan.pdf"), load_gazetteer())
    assert document.records[0].state == "draft"
    assert "a draft until somebody has read it" in document.warnings[0]


@pytest.mark.parametrize(
    ("languages", "command", "reason"),
    [("", None, "Tesseract is not installed"), ("eng\nosd\n", "/usr/bin/tesseract", "Tesseract has no Arabic data")],
)
def test_what_is_missing_is_said(monkeypatch, tmp_path, db, languages, command, reason):
    answering(monkeypatch, "", languages=languages)
    monkeypatch.setattr(scans.shutil, "which", lambda name: command)
    with pytest.raises(UnreadableError, match=reason):
        read_file(picture_pdf(tmp_path / "scan.pdf"), load_gazetteer())


def test_a_page_that_takes_too_long_or_fails_is_a_failure_with_its_reason(monkeypatch, tmp_path, db):
    path = picture_pdf(tmp_path / "scan.pdf")
    answering(monkeypatch, subprocess.TimeoutExpired("tesseract", 60))
    with pytest.raises(UnreadableError, match="more than 60 s"):
        read_file(path, load_gazetteer())
    answering(monkeypatch, "", code=1)
    with pytest.raises(UnreadableError, match="Tesseract failed: it broke"):
        read_file(path, load_gazetteer())


def test_a_picture_without_words_is_no_article(monkeypatch, tmp_path, db):
    answering(monkeypatch, HEAD)
    with pytest.raises(UnreadableError, match="no text in it"):
        read_file(picture_pdf(tmp_path / "scan.pdf"), load_gazetteer())


def test_a_page_with_a_small_picture_is_no_scan(tmp_path):
    document = pypdfium2.PdfDocument(str(picture_pdf(tmp_path / "a.pdf", share=0.3)))
    assert not scans.is_scanned(document[0])
    assert scans.is_scanned(pypdfium2.PdfDocument(str(picture_pdf(tmp_path / "b.pdf")))[0])


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_an_empty_page_goes_through_the_real_program(tmp_path, db):
    with pytest.raises(UnreadableError, match=r"no text in it|no Arabic data"):
        read_file(picture_pdf(tmp_path / "scan.pdf"), load_gazetteer())
