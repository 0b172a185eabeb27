import gzip
import io
import json
import sys
from types import SimpleNamespace

import pytest
from django.core.management import call_command

from archive.catalog.models import Article, RawDocument
from archive.ingest import standard_input
from archive.ingest.inputs import Input
from archive.ingest.record import Failure
from archive.ingest.standard_input import content_format, standard_input_spooled
from tests.ingest.readers import written

LINE = json.dumps({"title": written.TITLE, "body": written.BODY[0]}, ensure_ascii=False).encode()
TEXT = "\n".join((written.TITLE, *written.BODY))
FEED = f'<?xml version="1.0"?>\n<rss version="2.0"><channel><title>نشرة</title><item><title>{written.TITLE}</title></item></channel></rss>'
CONTENTS = {
    "text": TEXT.encode(),
    "jsonl": LINE + b"\n",
    "html": written.html_bytes(),
    "rss": FEED.encode(),
    "csv": f"العنوان;النص\n{written.TITLE};{written.BODY[0]}\n".encode(),
    "eml": written.mail_bytes(),
    "docx": written.docx_bytes(),
    "odt": written.odt_bytes(),
    "warc": written.warc_bytes(("https://fields.example/1", written.html_bytes())),
    "zip": written.zip_bytes(("page.html", written.html_bytes())),
    "pdf": b"%PDF-1.7\n",
}


@pytest.mark.parametrize("kind", CONTENTS)
def test_the_content_shows_its_format(tmp_path, kind):
    path = tmp_path / "stdin"
    path.write_bytes(CONTENTS[kind])
    assert content_format(path) == kind


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xef\xbb\xbf" + LINE, "jsonl"),
        (b"[" + LINE + b"]", "jsonl"),
        (gzip.compress(LINE), "jsonl"),
        (written.warc_bytes(("https://fields.example/1", b"<p>"), gzip=False), "warc"),
        (TEXT.encode("utf-16"), "text"),
        (TEXT.encode("cp1256"), "text"),
        ("العنوان,النص\nجسر,نص\n".encode("cp1256"), "csv"),
        (f"[صورة] {TEXT}".encode(), "text"),
        (f"المصدر: نشرة\nالكاتب: سلمى\n{TEXT}".encode(), "text"),
        (f"Date: today\nTitle: {TEXT}".encode(), "text"),
        (b"PK\x03\x04 broken", "zip"),
        (b"\x1f\x8b broken", "jsonl"),
        (b"< 5", "text"),
        (b"", "text"),
        (f"اقتصاد، سياسة, {TEXT}".encode(), "text"),
    ],
)
def test_other_forms_of_them_too(tmp_path, content, kind):
    path = tmp_path / "stdin"
    path.write_bytes(content)
    assert content_format(path) == kind


def test_a_spooled_input_is_named_by_its_format_and_goes_at_the_end():
    with standard_input_spooled(["a.txt", "-", "-"], "auto", io.BytesIO(LINE)) as (paths, failures):
        text, spooled = paths
        assert (text, failures) == ("a.txt", [])
        assert isinstance(spooled, Input)
        assert (spooled.path.name, spooled.format, spooled.path.read_bytes()) == ("stdin.jsonl", "jsonl", LINE)
    assert not spooled.path.exists()


def test_a_given_format_counts():
    with standard_input_spooled(["-"], "text", io.BytesIO(LINE)) as ((spooled,), _):
        assert (spooled.path.name, spooled.format) == ("stdin.txt", "text")


def test_without_a_dash_standard_input_is_not_touched():
    with standard_input_spooled(["a.txt"], "auto", None) as (paths, failures):
        assert (paths, failures) == (["a.txt"], [])


def test_what_is_empty_or_too_large_is_a_failure(monkeypatch):
    with standard_input_spooled(["-", "a.txt"], "auto", io.BytesIO(b"")) as (paths, failures):
        assert (paths, failures) == (["a.txt"], [Failure("stdin", "standard input is empty")])
    monkeypatch.setattr(standard_input, "MAX_BYTES", 10)
    with standard_input_spooled(["-"], "auto", io.BytesIO(LINE)) as (paths, (failure,)):
        assert (paths, failure.name) == ([], "stdin")
        assert "larger than" in failure.reason


@pytest.fixture
def run(monkeypatch, capsys):
    def run(content, *arguments):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))
        call_command("ingest", "-", "--no-index", *arguments)
        return capsys.readouterr().out.splitlines()[-1]

    return run


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["text", "jsonl", "html", "rss", "csv", "eml", "docx", "odt", "warc", "zip"])
def test_the_command_reads_every_format_from_standard_input(run, kind):
    summary = run(CONTENTS[kind])
    assert summary.endswith(", 0 failed"), summary
    assert Article.objects.filter(title=written.TITLE).exists()
    if kind != "warc":  # there each page has its address
        assert RawDocument.objects.first().origin.startswith("stdin.")


@pytest.mark.django_db
def test_what_cannot_be_read_is_named_and_the_command_fails(run, capsys):
    with pytest.raises(SystemExit):
        run(b"")
    printed = capsys.readouterr()
    assert "stdin: standard input is empty" in printed.err
    assert printed.out.splitlines()[-1].endswith(", 1 failed")


@pytest.mark.django_db
def test_roles_of_lines_are_printed_too(run):
    assert run(TEXT.encode(), "--roles").startswith("4\tbody")
