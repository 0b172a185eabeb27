import email
import email.policy
import zipfile
from email.message import EmailMessage

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from archive.ingest.inputs import find_inputs
from archive.ingest.reading import Reading, read_inputs
from archive.ingest.record import DocumentRecord, Failure
from tests.ingest.readers.written import (
    BODY,
    TITLE,
    docx_bytes,
    html_bytes,
    mail_bytes,
    odt_bytes,
    warc_bytes,
    zip_bytes,
)


@pytest.fixture
def read(gazetteer, tmp_path):
    """A function that writes a file and reads it as `ingest` does."""

    def read(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        return list(read_inputs(find_inputs([str(path)]), Reading(gazetteer)))

    return read


def _records(found):
    return [record for document in found if isinstance(document, DocumentRecord) for record in document.records]


def _failures(found):
    return [str(one) for one in found if isinstance(one, Failure)]


def _texts(record):
    return tuple(text for _, text in record.paragraphs)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", docx_bytes()),
        ("a.odt", odt_bytes()),
        ("a.eml", mail_bytes()),
        ("html.eml", mail_bytes(html=True)),
        ("a.html", html_bytes()),
        ("a.warc.gz", warc_bytes(("https://a.example/x", html_bytes()))),
        ("a.warc", warc_bytes(("https://a.example/x", html_bytes()), gzip=False)),
        ("a.zip", zip_bytes(("sub/a.docx", docx_bytes()))),
        ("a.wacz", zip_bytes(("archive/data.warc.gz", warc_bytes(("https://a.example/x", html_bytes()))))),
        ("files.eml", mail_bytes(body=(), attachments=[("a.docx", docx_bytes())])),
        ("nested.zip", zip_bytes(("a.zip", zip_bytes(("a.html", html_bytes()))))),
    ],
)
def test_every_paragraph_comes_back_from_every_format(read, name, content):
    found = read(name, content)
    (record,) = _records(found)
    assert (record.title, _texts(record), _failures(found)) == (TITLE, BODY, [])


def test_the_origin_of_a_member_names_its_container(read):
    (document,) = read("a.zip", zip_bytes(("أرشيف/خبر.html", html_bytes())))
    assert document.origin == "a.zip/أرشيف/خبر.html"
    assert document.content == html_bytes()


def test_a_mail_gives_day_and_sender(read):
    (record,) = _records(read("a.eml", mail_bytes()))
    assert (record.author, record.published.first.isoformat(), record.published.basis) == (
        "سلمى الحداد",
        "2019-04-03",
        "stated",
    )


@pytest.mark.parametrize(
    ("charset", "encoding"), [("", "utf-8"), ("", "cp1256"), ("iso-8859-1", "utf-8"), ("utf-8", "cp1256")]
)
def test_the_text_of_a_mail_is_read_whatever_is_declared(read, charset, encoding):
    kind = f"text/plain; charset={charset}" if charset else "text/plain"
    header = f"Subject: x\nFrom: a@a.example\nContent-Type: {kind}\nContent-Transfer-Encoding: 8bit\n\n"
    (record,) = _records(read("a.eml", header.encode() + "\n\n".join(BODY).encode(encoding)))
    assert _texts(record) == BODY


def test_a_mail_attached_to_a_mail_is_read(read):
    outer = EmailMessage()
    outer["Subject"], outer["From"], outer["Date"] = "Fwd", "b@b.example", "Thu, 04 Apr 2019 10:00:00 +0300"
    outer.set_content("للاطلاع على الرسالة المرفقة من فضلكم قبل نشرها غدا صباحا.")
    outer.add_attachment(email.message_from_bytes(mail_bytes(), policy=email.policy.default))
    assert (TITLE, BODY) in [(record.title, _texts(record)) for record in _records(read("a.eml", outer.as_bytes()))]


@pytest.mark.parametrize(("name", "write"), [("a.docx", docx_bytes), ("a.odt", odt_bytes)])
def test_damaged_text_of_documents_is_mended(read, name, write):
    damaged = [text.encode().decode("cp1256") for text in (TITLE, *BODY)]
    found = read(name, write(title=damaged[0], body=damaged[1:]))
    (record,) = _records(found)
    assert (record.title, _texts(record)) == (TITLE, BODY)
    assert any("mended" in warning for warning in found[0].warnings)


@pytest.mark.parametrize("sender", ["newsletter@a.example", "News Desk 24 <n@a.example>", ""])
def test_an_address_is_no_author(read, sender):
    content = mail_bytes(sender=sender) if sender else mail_bytes().replace(b"From:", b"X-From:")
    assert _records(read("a.eml", content))[0].author in ("", "News Desk 24")


def test_inserted_text_is_read_and_deleted_text_is_not(read, tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph(BODY[0])
    for tag, inner, text in (("w:ins", "w:t", " وأضيف هذا."), ("w:del", "w:delText", " وحذف هذا.")):
        change, run, piece = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
        piece.text = text
        piece.set(qn("xml:space"), "preserve")
        run.append(piece)
        change.append(run)
        paragraph._p.append(change)
    document.add_paragraph(BODY[1])
    document.save(tmp_path / "b.docx")
    (record,) = _records(read("a.docx", (tmp_path / "b.docx").read_bytes()))
    printed = "\n".join(_texts(record))
    assert "وأضيف هذا" in printed
    assert "وحذف هذا" not in printed


def test_cells_of_tables_are_read(read, tmp_path):
    document = docx.Document()
    for text in BODY:
        document.add_paragraph(text)
    document.add_table(rows=1, cols=2).rows[0].cells[1].text = "عدد الطيور في الربيع مليون طائر كما تقول الجمعية."
    document.save(tmp_path / "b.docx")
    assert "عدد الطيور في الربيع مليون طائر كما تقول الجمعية." in _texts(
        _records(read("a.docx", (tmp_path / "b.docx").read_bytes()))[0]
    )


def test_one_article_for_each_address_of_a_web_archive(read):
    pages = [
        ("https://a.example/x", html_bytes()),
        ("http://www.a.example/x/", html_bytes()),
        ("https://a.example/y", html_bytes()),
    ]
    assert [record.import_key for record in _records(read("a.warc.gz", warc_bytes(*pages)))] == [
        "page:a.example/x",
        "page:a.example/y",
    ]
    assert "no article in it" in _failures(read("b.warc.gz", warc_bytes(pages[0], status="404 Not Found")))[0]
    assert "no article in it" in _failures(read("c.warc.gz", warc_bytes(pages[0], kind="image/png")))[0]


def test_members_that_are_not_read_are_named(read):
    found = read("a.zip", zip_bytes(("a.html", html_bytes()), ("b.png", b"x"), ("c.docx", b"no document")))
    assert len(_records(found)) == 1
    assert len(_failures(found)) == 2
    assert any("b.png" in failure for failure in _failures(found))
    assert any(failure.startswith(("a.zip/c.docx",)) or "a.zip/c.docx" in failure for failure in _failures(found))


@pytest.mark.parametrize(
    "name", ["../../escaped.html", "/etc/escaped.html", "a\\..\\escaped.html", "c:\\escaped.html", "..html"]
)
def test_no_member_is_written_outside_of_its_folder(read, name, tmp_path):
    found = read("a.zip", zip_bytes((name, html_bytes())))
    assert not list(tmp_path.parent.rglob("escaped.html"))
    assert len(_records(found)) + len(_failures(found)) == 1


def test_a_damaged_member_is_a_failure_and_the_rest_is_read(read):
    content = bytearray(zip_bytes(("a.html", html_bytes()), ("b.html", html_bytes(title="خبر آخر عن الطيور المهاجرة"))))
    at = content.index(b"a.html") + 40
    content[at : at + 20] = b"\0" * 20
    found = read("a.zip", bytes(content))
    assert [record.title for record in _records(found)] == ["خبر آخر عن الطيور المهاجرة"]
    assert len(_failures(found)) == 1


def test_archives_are_opened_two_levels_deep(read):
    content = zip_bytes(("a.html", html_bytes()))
    for _ in range(3):
        content = zip_bytes(("a.zip", content))
    found = read("a.zip", content)
    assert _records(found) == []
    assert "within one another" in _failures(found)[0]


@pytest.mark.parametrize(
    "suffix", ["docx", "odt", "eml", "zip", "wacz", "warc", "warc.gz", "xlsx", "html", "xml", "csv", "json"]
)
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 100,
        b"PK\x03\x04" + b"\xff" * 200,
        bytes(range(256)) * 40,
        zip_bytes(("word/document.xml", b"<x>" * 100)),
    ],
    ids=["empty", "zeros", "cut-zip", "bytes", "wrong-zip"],
)
def test_malformed_inputs_end_with_a_reason(read, suffix, content):
    found = read(f"a.{suffix}", content)
    assert _records(found) == []
    assert _failures(found)


def test_a_bomb_is_not_unpacked(read, tmp_path):
    path = tmp_path / "b.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.html", b"0" * 400_000_000)
    assert "unpacks to" in _failures(read("a.zip", path.read_bytes()))[0]
