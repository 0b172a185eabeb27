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
    assert record.title == "a b\ufffd"
    assert [text for _role, text in record.paragraphs] == ["x y", "z"]
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


@pytest.mark.parametrize("date", [2024.5, True, {"day": "2024-06-20"}, ["2024"]])
def test_a_date_that_is_no_text_is_left_out_with_a_warning(date):
    record, warnings = _parse(date=date)
    assert record.published is None
    assert "not text" in warnings[0]


@pytest.mark.parametrize(
    ("fields", "warning"),
    [
        ({"body": ["نص.", 7, "نص."]}, "body, part 2 of 3, left out, it is a number, not text"),
        ({"body": ["نص.", {"type": "p"}]}, "body, part 2 of 2, left out, it is an object, not text"),
        ({"body": ["نص.", ["x"]]}, "body, part 2 of 2, left out, it is a list, not text"),
        ({"title": {"ar": "عنوان"}}, "title left out, it is an object, not text"),
        ({"title": True}, "title left out, it is true or false, not text"),
        ({"source": {"name": "نشرة"}}, "source left out, it is an object, not text"),
        ({"author": ["سلمى", {"name": "س"}]}, "author, part 2 of 2, left out, it is an object, not text"),
        ({"tags": {"a": 1}}, "tags left out, it is an object, not text"),
        ({"tags": ["طيور", ["لبنان"]]}, "tags, part 2 of 2, left out, it is a list, not text"),
        ({"section": False}, "section left out, it is true or false, not text"),
        ({"id": ["1"]}, "id left out, it is a list, not text"),
        ({"url": 5.5}, "url left out, not a web address: 5.5"),
        ({"title": "ط" * 1001}, "title cut from 1,001 characters to 1,000: " + "ط" * 60),
        ({"author": "ط" * 301}, "author cut from 301 characters to 300: " + "ط" * 60),
        ({"source": "ط" * 201}, "source cut from 201 characters to 200: " + "ط" * 60),
        ({"section": "ط" * 201}, "section cut from 201 characters to 200: " + "ط" * 60),
        ({"tags": ["ط" * 201]}, "tags cut from 201 characters to 200: " + "ط" * 60),
        (
            {"url": "https://example.org/" + "x" * 2000},
            "url left out, longer than 2,000 characters: https://example.org/" + "x" * 40,
        ),
    ],
)
def test_whatever_is_left_out_or_cut_is_named(fields, warning):
    assert _parse(**fields)[1] == [warning]


@pytest.mark.parametrize(
    "fields", [{"title": None, "tags": None, "url": "", "author": []}, {"title": 2024}, {"title": "ط" * 1000}]
)
def test_what_is_whole_needs_no_warning(fields):
    assert _parse(**fields)[1] == []


def test_a_field_given_twice_is_named():
    record, warnings = parse_record(b'{"body": "x", "title": "a", "title": "b", "meta": {"k": 1, "k": 2}}')
    assert (record.title, warnings) == ("b", ["title is given twice, the last was read"])


def test_fields_that_are_not_read_are_named_once_in_a_file(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"body": "x", "summary": "s", "Title": "t"}\n{"body": "y", "summary": "s"}\n{"body": "z", "views": 1}'
    )
    assert [document.warnings for document in read_lines(path)] == [
        ("a.jsonl, line 1: fields that are not read: summary, Title",),
        (),
        ("a.jsonl, line 3: fields that are not read: views",),
    ]


def test_markup_is_decoded_in_every_field():
    record, warnings = _parse(
        title="عودة &quot;اللقالق&quot; <b>اليوم</b>",
        body="<p>عادت &laquo;اللقالق&raquo;.</p>\n<p>إلى السهل.<br>كلها.</p><script>x()</script>",
        source="نشرة &amp;quot;الحقول&amp;quot;",
        author="<a href='/s'>سلمى الحداد</a>",
        section="بيئة &amp; مناخ",
        tags=["&quot;طيور&quot;", "<i>لبنان</i>", "R&D"],
    )
    assert warnings == []
    assert record.title == 'عودة "اللقالق" اليوم'
    assert [text for _role, text in record.paragraphs] == ["عادت «اللقالق».", "إلى السهل.", "كلها."]
    assert (record.source, record.author, record.section) == ('نشرة "الحقول"', "سلمى الحداد", "بيئة & مناخ")
    assert record.tags == ('"طيور"', "لبنان", "R&D")


def test_a_body_of_markup_alone_is_none():
    with pytest.raises(UnreadableError, match="no body"):
        parse_record(b'{"body": "<p>&nbsp;</p><img src=\'a.jpg\'>"}')


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("compressed", [False, True])
def test_an_empty_file_is_said(tmp_path, content, compressed):
    path = tmp_path / ("a.jsonl.gz" if compressed else "a.jsonl")
    path.write_bytes(gzip.compress(content) if compressed else content)
    assert [str(each) for each in read_lines(path)] == [f"{path.name}: the file is empty"]


def test_what_follows_the_end_of_a_gzip_file_is_said_and_its_lines_load(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"body": "x"}\n{"body": "y"}') + b"rubbish")
    *documents, failure = read_lines(path)
    assert [document.content for document in documents] == [b'{"body": "x"}', b'{"body": "y"}']
    assert str(failure) == "a.jsonl.gz: something else follows the end of the gzip file"


def test_compression_is_known_by_the_bytes(tmp_path):
    plain, compressed = tmp_path / "a.jsonl.gz", tmp_path / "b.jsonl"
    plain.write_bytes(b'{"body": "x"}')
    compressed.write_bytes(gzip.compress(b'{"body": "x"}'))
    assert [document.content for path in (plain, compressed) for document in read_lines(path)] == [b'{"body": "x"}'] * 2


def test_a_file_in_utf_16_is_refused_as_a_whole(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"body": "x"}\n{"body": "y"}'.encode("utf-16"))
    assert [str(each) for each in read_lines(path)] == ["a.jsonl: UTF-16; write JSON in UTF-8"]


def test_a_line_that_is_too_long_fails_alone(tmp_path, monkeypatch):
    monkeypatch.setattr("archive.ingest.readers.jsonl.MAX_BYTES", 100)
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"body": "' + b"x" * 350 + b'"}\n{"body": "y"}')
    failure, document = read_lines(path)
    assert failure.name == "a.jsonl, line 1"
    assert document.content == b'{"body": "y"}'


def test_what_unpacks_to_far_more_than_text_does_is_read_no_further(tmp_path, monkeypatch):
    monkeypatch.setattr("archive.ingest.readers.compressed.MIN_BOUNDED_BYTES", 100_000)
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"body": "\xd9\x86\xd8\xb5"}\n' + b"\n" * 10_000_000))
    first, *_, last = read_lines(path)
    assert first.records
    assert last.reason == "it unpacks to more than 200 times its size, the rest was not read"
