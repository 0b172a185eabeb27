"""Damaged files of every format: each ends with a reason or comes back whole; never a crash, never half an article."""

import csv
import email
import email.policy
import gzip
import io
import json
import random

import openpyxl
import pytest

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

LINE = json.dumps({"id": "1", "title": TITLE, "body": "\n".join(BODY)}, ensure_ascii=False)


def _csv(separator):
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator).writerows([("title", "body"), (TITLE, "\n".join(BODY))])
    return file.getvalue().encode()


def _xlsx():
    book = openpyxl.Workbook()
    book.active.append(("title", "body"))
    book.active.append((TITLE, "\n".join(BODY)))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _mail():
    """With a part in HTML: of a mail that is one text nobody can tell whether its end is missing."""
    message = email.message_from_bytes(mail_bytes(), policy=email.policy.default)
    message.add_alternative(html_bytes().decode(), subtype="html")
    return message.as_bytes()


def _feed():
    text = "".join(f"&lt;p&gt;{part}&lt;/p&gt;" for part in BODY)
    item = f"<item><title>{TITLE}</title><link>https://a.example/1</link><description>{text}</description></item>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>a</title>{item}</channel></rss>'.encode()


PAGE = ("https://a.example/x", html_bytes())
WHOLE = {
    "jsonl": LINE.encode() + b"\n",
    "jsonl.gz": gzip.compress(LINE.encode() + b"\n"),
    "json": f"[{LINE}]".encode(),
    "csv": _csv(","),
    "tsv": _csv("\t"),
    "xlsx": _xlsx(),
    "docx": docx_bytes(),
    "odt": odt_bytes(),
    "eml": _mail(),
    "warc": warc_bytes(PAGE, gzip=False),
    "warc.gz": warc_bytes(PAGE),
    "wacz": zip_bytes(("archive/data.warc.gz", warc_bytes(PAGE))),
    "zip": zip_bytes(("a.docx", docx_bytes())),
    "xml": _feed(),
}
"""One file of each format whose end shows; of HTML and plain text nobody can tell whether something is missing at the end."""


def cut(content, number):
    """All but the last part: a download that broke off."""
    return content[: len(content) * (2 * number + 1) // 8]


def holed(content, number):
    """A part in the middle is zeros: a bad block of a disk."""
    begin = len(content) * (number + 1) // 6
    return content[:begin] + bytes(len(content) // 8) + content[begin + len(content) // 8 :]


def flipped(content, number):
    """Forty bits are other ones."""
    damaged, chance = bytearray(content), random.Random(number)
    for _ in range(40):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


@pytest.mark.parametrize("number", range(4))
@pytest.mark.parametrize("damage", [cut, holed, flipped])
@pytest.mark.parametrize("suffix", WHOLE)
def test_a_damaged_file_is_whole_or_named(gazetteer, tmp_path, suffix, damage, number):
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(damage(WHOLE[suffix], number))
    found = list(read_inputs(find_inputs([str(path)]), Reading(gazetteer)))
    failures = [one for one in found if isinstance(one, Failure)]
    documents = [one for one in found if isinstance(one, DocumentRecord)]
    assert all(failure.reason for failure in failures)
    read = [tuple(text for _, text in record.paragraphs) for one in documents for record in one.records]
    if damage is flipped:
        return  # a bit may turn one letter into another
    told = failures or any(one.warnings for one in documents)
    assert told or [part for text in read for part in text] == list(BODY)


@pytest.mark.parametrize("suffix", WHOLE)
def test_a_whole_file_is_read(gazetteer, tmp_path, suffix):
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(WHOLE[suffix])
    (document,) = read_inputs(find_inputs([str(path)]), Reading(gazetteer))
    assert tuple(text for _, text in document.records[0].paragraphs) == BODY
