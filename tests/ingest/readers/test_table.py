import datetime as dt
import json

import pytest
from openpyxl import Workbook

from archive.ingest.identity import KeyScheme
from archive.ingest.readers.table import field_columns, read_file
from archive.ingest.record import DocumentRecord, Failure, UnreadableError

BODY = "عادت أسراب اللقالق البيضاء إلى سهل البقاع هذا الأسبوع بعد غياب دام تسع سنوات.\nوقالت سلمى الحداد إن الأمطار ملأت البرك."
TITLE = "عودة اللقالق، بعد غياب"


@pytest.fixture
def read(tmp_path):
    def read(content, name="table.csv", encoding="utf-8", **given):
        path = tmp_path / name
        if isinstance(content, Workbook):
            content.save(path)
        else:
            path.write_bytes(content.encode(encoding))
        return list(read_file(path, KeyScheme(), is_workbook=name.endswith("xlsx"), **given))

    return read


def _csv(*rows, sep=","):
    return "\r\n".join(sep.join(f'"{str(cell).replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows)


def _records(found):
    return [document.records[0] for document in found if isinstance(document, DocumentRecord)]


@pytest.mark.parametrize("sep", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_rows_are_records_whatever_separates_the_cells(read, sep, encoding):
    rows = (("العنوان", "تاريخ النشر", "المصدر", "النص"), (TITLE, "3 أبريل 2019", "نشرة الحقول", BODY))
    (record,) = _records(read(_csv(*rows, sep=sep), encoding=encoding))
    assert (record.title, record.source, record.published.first.isoformat()) == (TITLE, "نشرة الحقول", "2019-04-03")
    assert tuple(text for _, text in record.paragraphs) == tuple(BODY.split("\n"))


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (("id", "Title", "BODY", "Date"), {"id": 0, "title": 1, "body": 2, "date": 3}),
        (("عنوان الخبر", "نص الخبر", "الصحيفة"), {"title": 0, "body": 1, "source": 2}),
        (("العُنوان", "المُحتوى"), {"title": 0, "body": 1}),
        (("title", "title", "text"), {"title": 0, "body": 2}),
        (("Publish_Date", "article"), {"date": 0, "body": 1}),
    ],
)
def test_headings_are_recognised(header, expected):
    assert field_columns(header, [], {}) == expected


def test_the_column_of_the_longest_texts_is_the_body():
    rows = [["1", "عنوان", BODY], ["2", "عنوان آخر", BODY]]
    assert field_columns(("م", "العنوان", "تفاصيل"), rows, {}) == {"title": 1, "body": 2}
    assert "body" not in field_columns(("م", "العنوان"), [["1", "عنوان"]], {})


def test_a_given_heading_comes_before_what_is_guessed(read):
    rows = (("عنوان داخلي", "العنوان", "النص"), ("أ", TITLE, BODY))
    assert _records(read(_csv(*rows), columns={"title": "عنوان داخلي"}))[0].title == "أ"
    with pytest.raises(UnreadableError, match="no column «الاسم»"):
        read(_csv(*rows), columns={"title": "الاسم"})


def test_what_was_read_of_the_columns_is_told_once(read):
    found = read(_csv(("العنوان", "النص", "الهاتف"), (TITLE, BODY, "1"), (TITLE, BODY + "2", "2")))
    warnings = [warning for document in found for warning in document.warnings]
    assert warnings == ["table.csv: columns read: title=العنوان, body=النص; not read: الهاتف"]


def test_a_table_without_a_body_names_its_columns(read):
    (failure,) = read(_csv(("العنوان", "الهاتف"), (TITLE, "1")))
    assert isinstance(failure, Failure)
    assert "--map body=COLUMN" in failure.reason
    assert "الهاتف" in failure.reason


def test_articles_without_a_header_are_not_taken_for_one(read):
    (failure,) = read(_csv((TITLE, BODY), (TITLE, BODY)))
    assert "no header" in failure.reason


def test_an_unclosed_quote_does_not_swallow_the_next_rows(read):
    found = read(f'title,body\nأول,{"نص " * 30}\nثان,"{"نص " * 30}\nثالث,"نص"\n')
    assert isinstance(found[-1], Failure)
    assert all("ثالث" not in text for record in _records(found) for _, text in record.paragraphs)


def test_cells_without_a_column_are_named(read):
    found = read("title,body\nعنوان,نص,زائد\n")
    assert any("1 cells without a column" in warning for document in found for warning in document.warnings)


def test_the_row_is_kept_as_it_came(read):
    (document,) = read(_csv(("العنوان", "النص", "الهاتف"), (TITLE, BODY, "0101")))
    assert json.loads(document.content) == {"title": TITLE, "body": BODY, "الهاتف": "0101"}


def test_a_workbook_gives_dates_numbers_and_every_sheet(read):
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(("id", "title", "date", "body"))
    sheet.append((7, TITLE, dt.date(2019, 4, 3), BODY))
    workbook.create_sheet("فارغة")
    other = workbook.create_sheet("أخرى")
    other.append(("title", "body"))
    other.append((TITLE, BODY))
    found = read(workbook, "table.xlsx")
    first, second = _records(found)
    assert (first.import_key, first.published.first.isoformat()) == ("record::7", "2019-04-03")
    assert second.title == TITLE
    assert found[1].origin == "table.xlsx, sheet أخرى"


@pytest.mark.parametrize("row", [("", ""), (TITLE, ""), (TITLE,)])
def test_a_row_without_a_body_is_a_failure_with_its_number_and_blank_rows_are_none(read, row):
    found = read(_csv(("title", "body"), row, (TITLE, BODY)))
    assert len(_records(found)) == 1
    assert [str(one) for one in found if isinstance(one, Failure)] == (
        ["table.csv, line 2: no body"] if any(row) else []
    )


@pytest.mark.parametrize("content", ["", "\n\n", "title,body\n"])
def test_a_table_without_rows_is_refused(read, content):
    with pytest.raises(UnreadableError):
        read(content)


@pytest.mark.parametrize("content", ["PK\x03\x04 no archive", "title,body"])
def test_what_is_no_workbook_is_refused(read, content):
    with pytest.raises(UnreadableError, match="XLSX"):
        read(content, "table.xlsx")


def test_damage_in_the_middle_keeps_what_stands_before_it(tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes(_csv(("title", "body"), *[(TITLE, BODY)] * 40_000, ("x", "y")).encode() + b'\r\n"\xff\xfe",2')
    found = list(read_file(path))
    assert len(_records(found)) > 30_000
    assert isinstance(found[-1], Failure)
