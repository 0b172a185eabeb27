"""Pages are read by a process of their own: whatever ends PDFium is a reason, not the end of an import."""

import zlib

import pytest

from archive.ingest.readers.pdf.pages import read_pages
from archive.ingest.record import UnreadableError


def stream(content, entries=b""):
    packed = zlib.compress(content, 9)
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (len(packed), entries, packed)


def write_pdf(path, content, *, objects=(), resources=b""):
    """A PDF of one page with this content and further objects, which are numbered from 6."""
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%s>>>>" % resources
    )
    head = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream(content)]
    written, places = b"%PDF-1.5\n", []
    for number, body in enumerate([*head, b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", *objects], 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    path.write_bytes(written + end % (len(places) + 1, table, len(places) + 1, len(written)))
    return path


def test_the_characters_of_a_page_come_back(tmp_path):
    path = write_pdf(tmp_path / "a.pdf", b"BT /F 12 Tf 50 700 Td (Hello) Tj ET")
    (runs,) = read_pages(path)
    assert "".join(one.text for run in runs for one in run.characters) == "Hello"


def test_forms_that_draw_forms_ten_at_a_time_end_with_a_reason(tmp_path):
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X %d 0 R>>>>"
    objects = [stream(b"/X Do " * 10, form % (7 + depth)) for depth in range(8)]
    objects.append(stream(b"0 0 m 9 9 l S", b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]"))
    path = write_pdf(tmp_path / "a.pdf", b"/X Do", objects=objects, resources=b"/XObject<</X 6 0 R>>")
    with pytest.raises(UnreadableError, match="damaged, or its pages take more than"):
        list(read_pages(path))


def test_a_stream_that_unpacks_to_a_gigabyte_ends_with_a_reason(tmp_path):
    path = write_pdf(tmp_path / "a.pdf", b" " * 1_000_000_000)
    with pytest.raises(UnreadableError, match="MB of memory"):
        list(read_pages(path))


def test_a_file_that_is_no_pdf_is_said_to_be_none(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_text("<html>")
    with pytest.raises(UnreadableError, match="not a PDF file"):
        list(read_pages(path))
