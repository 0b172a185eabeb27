"""Fifty articles of the sample, written in each format by the format's own library, come back word for word, in order."""

import csv
import io
import json

import openpyxl
import pytest

from archive.ingest.inputs import find_inputs
from archive.ingest.reading import Reading, read_inputs
from archive.ingest.record import DocumentRecord
from archive.ingest.sample import FOLDER
from tests.ingest.readers.written import docx_bytes, html_bytes, mail_bytes, odt_bytes, warc_bytes, zip_bytes

with (FOLDER / "articles.jsonl").open(encoding="utf-8") as file:
    ARTICLES = [
        (row["title"], tuple(part for part in row["body"].split("\n") if part.strip()))
        for row in (json.loads(line) for line in file)
        if row.get("title")
    ][:50]
FIELDS = ("title", "body")


def _rows():
    return [(title, "\n\n".join(body)) for title, body in ARTICLES]


def _csv_bytes(separator=","):
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator).writerows([FIELDS, *_rows()])
    return file.getvalue().encode()


def _xlsx_bytes():
    book = openpyxl.Workbook()
    for row in (FIELDS, *_rows()):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _json_bytes():
    return json.dumps([dict(zip(FIELDS, row, strict=True)) for row in _rows()], ensure_ascii=False).encode()


def _jsonl_bytes():
    lines = (json.dumps(dict(zip(FIELDS, row, strict=True)), ensure_ascii=False) for row in _rows())
    return "\n".join(lines).encode()


def _zipped(suffix, write):
    members = [(f"{number:02}.{suffix}", write(title, body)) for number, (title, body) in enumerate(ARTICLES)]
    return zip_bytes(*members)


FILES = {
    "articles.csv": _csv_bytes,
    "articles.tsv": lambda: _csv_bytes("\t"),
    "articles.xlsx": _xlsx_bytes,
    "articles.json": _json_bytes,
    "articles.jsonl": _jsonl_bytes,
    "articles.warc.gz": lambda: warc_bytes(
        *((f"https://a.example/{place}", html_bytes(*article)) for place, article in enumerate(ARTICLES))
    ),
    "docx.zip": lambda: _zipped("docx", docx_bytes),
    "odt.zip": lambda: _zipped("odt", odt_bytes),
    "eml.zip": lambda: _zipped("eml", mail_bytes),
    "html.zip": lambda: _zipped("html", html_bytes),
    "mails.zip": lambda: _zipped("eml", lambda title, body: mail_bytes(title, body, html=True)),
}


def _words(parts):
    return " ".join(parts).split()


@pytest.mark.parametrize("name", FILES)
def test_every_word_of_every_article_comes_back_in_order(gazetteer, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(FILES[name]())
    found = list(read_inputs(find_inputs([str(path)]), Reading(gazetteer)))
    records = [record for document in found if isinstance(document, DocumentRecord) for record in document.records]
    read = {record.title: record for record in records}
    wrong = [
        title
        for title, body in ARTICLES
        if title not in read or _words(text for _, text in read[title].paragraphs) != _words(body)
    ]
    assert (wrong, len(records), len(ARTICLES)) == ([], 50, 50)
