import gzip
import json

import pytest

from archive.ingest.readers.jsonl import parse_record, read_lines
from archive.ingest.record import Failure, UnreadableError


def _parse(**fields):
    return parse_record(json.dumps({"body": "عادت اللقالق.", **fields}).encode())


def test_it_takes_every_field():
    record, warnings = _parse(
        id="f-1",
        title=" عودة\nاللقالق ",
        body="عادت اللقالق.\n\nإلى السهل.\nكلها.",
        date="2019-04-03T23:50:00-05:00",
        source="نشرة الحقول",
        author="سلمى الحداد",
        url="https://example.org/1",
        section="بيئة",
        tags=["طيور", "لبنان", "طيور"],
    )
    assert warnings == []
    assert (record.import_key, record.kind, record.title) == ("record:نشرةالحقول:f-1", "article", "عودة اللقالق")
    assert record.paragraphs == (("lede", "عادت اللقالق."), ("paragraph", "إلى السهل."), ("paragraph", "كلها."))
    assert (record.published.first.isoformat(), record.published.precision) == ("2019-04-03", "day")
    assert (record.source, record.author, record.url, record.section) == (
        "نشرة الحقول",
        "سلمى الحداد",
        "https://example.org/1",
        "بيئة",
    )
    assert record.tags == ("طيور", "لبنان")


def test_a_body_alone_is_enough_and_its_content_is_the_key():
    one, two = _parse()[0], _parse(author="سلمى الحداد")[0]
    assert one.title is None
    assert one.published is None
    assert one.import_key == two.import_key
    assert one.import_key.startswith("content::")


@pytest.mark.parametrize(
    ("date", "first", "precision"),
    [
        ("2019-04", "2019-04-01", "month"),
        ("2019", "2019-01-01", "year"),
        (2019, "2019-01-01", "year"),
        ("3 نيسان 2019", "2019-04-03", "day"),
        ("03/04/2019", "2019-04-03", "day"),
        ("Wed, 03 Apr 2019 10:00:00 +0300", "2019-04-03", "day"),
    ],
)
def test_it_reads_dates_as_they_come(date, first, precision):
    published = _parse(date=date)[0].published
    assert (published.first.isoformat(), published.precision, published.basis) == (first, precision, "stated")


@pytest.mark.parametrize("date", ["2019-13-45", "قريبا", "2019-02-30T10:00:00", "0000-00-00"])
def test_a_date_that_cannot_be_read_is_left_out_with_a_warning(date):
    record, warnings = _parse(date=date)
    assert record.published is None
    assert date in warnings[0]


def test_only_web_addresses_are_kept():
    record, warnings = _parse(url="javascript:alert(1)")
    assert record.url == ""
    assert "url left out" in warnings[0]


def test_characters_that_no_database_takes_are_cleaned():
    record, _ = parse_record(b'{"title": "a\\u0000b\\ud800", "body": "x\\u0007y\\r\\nz", "id": "k\\ud800"}')
    assert record.title == "ab\ufffd"
    assert [text for _role, text in record.paragraphs] == ["xy", "z"]
    record.import_key.encode("utf-8")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[1]", "not a JSON object"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b'{"title": "x"}', "no body"),
        (b'{"body": "  "}', "no body"),
        (b'{"body": 7}', "no body"),
    ],
)
def test_a_line_that_cannot_be_read_says_why(line, reason):
    with pytest.raises(UnreadableError, match=reason):
        parse_record(line)


@pytest.mark.parametrize("compressed", [False, True])
def test_a_bad_line_fails_alone_and_is_named_by_its_number(tmp_path, compressed):
    content = b'\xef\xbb\xbf{"body": "x"}\n\nnot json\r\n{"body": "y"}'
    path = tmp_path / ("a.jsonl.gz" if compressed else "a.jsonl")
    path.write_bytes(gzip.compress(content) if compressed else content)
    first, failure, last = read_lines(path)
    assert (first.content, last.content) == (b'{"body": "x"}', b'{"body": "y"}')
    assert str(failure) == f"{path.name}, line 3: not JSON (Expecting value)"


def test_a_damaged_gzip_file_is_a_failure(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"body": "x"}\n' * 50)[:-12])
    assert isinstance(list(read_lines(path))[-1], Failure)


@pytest.mark.parametrize("content", [b'[\n  {"body": "x"}\n]', b'[{"body": "x"}]'])
def test_an_array_is_refused_as_a_whole(tmp_path, content):
    path = tmp_path / "a.json"
    path.write_bytes(content)
    assert [str(each) for each in read_lines(path)] == ["a.json: a JSON array; write one object per line"]


@pytest.mark.parametrize("date", [2024.5, True, {"day": "2024-06-20"}, ["2024"]])
def test_a_date_that_is_no_text_is_left_out_with_a_warning(date):
    record, warnings = _parse(date=date)
    assert record.published is None
    assert "not text" in warnings[0]
