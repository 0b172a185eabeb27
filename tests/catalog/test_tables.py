import datetime as dt
import io
import zipfile

import pytest
from openpyxl import Workbook

from archive.catalog.tables import TableError, read_delimited, read_workbook


@pytest.fixture
def path(tmp_path):
    return tmp_path / "table"


def _delimited(path, text):
    path.write_text(text, encoding="utf-8", newline="")
    return _only(read_delimited(path, "utf-8"))


def _only(sheets):
    sheet = next(sheets)
    return list(sheet.header), list(sheet.rows)


def test_rows_are_numbered_as_in_the_file_and_blank_ones_passed_over(path):
    assert _delimited(path, "\r\na, b \r\n\r\n1,2\r\n , \r\n3") == (["a", "b"], [(4, ["1", "2"]), (6, ["3"])])


def test_quoted_cells_keep_line_ends_and_quotation_marks(path):
    assert _delimited(path, 'a;b\n"x\ny;z";"he said ""no"""\n')[1] == [(2, ["x\ny;z", 'he said "no"'])]


@pytest.mark.parametrize(
    ("value", "cell"),
    [(None, ""), (7, "7"), (7.0, "7"), (7.5, "7.5"), (dt.datetime(2019, 4, 3), "2019-04-03"),
     (dt.datetime(2019, 4, 3, 9, 5), "2019-04-03T09:05:00"), ("نص", "نص"), (True, "True")],
)  # fmt: skip
def test_cells_of_a_workbook_are_text(path, value, cell):
    workbook = Workbook()
    workbook.active.append(("a", "b"))
    workbook.active.append(("x", value))
    workbook.save(path)
    _, ((_, row),) = _only(read_workbook(path))
    assert row == ["x", cell]


def test_too_many_columns_are_refused(path):
    path.write_text(",".join(map(str, range(2_000))), encoding="utf-8")
    with pytest.raises(TableError, match="columns"):
        list(read_delimited(path, "utf-8"))


def test_a_workbook_that_unpacks_to_far_more_is_refused(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 300_000_000)
    with pytest.raises(TableError, match="unpacks"):
        list(read_workbook(path))


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06" + b"\0" * 18, b"no archive"])
def test_what_is_no_workbook_is_refused(path, content):
    path.write_bytes(content)
    with pytest.raises(TableError):
        list(read_workbook(path))


def _with_sheet(path, change):
    """A workbook of two cells whose XML `change` has altered."""
    workbook = Workbook()
    workbook.active.append(("q",))
    workbook.active.append((2024,))
    whole = io.BytesIO()
    workbook.save(whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, change(content) if name.endswith("sheet1.xml") else content)


@pytest.mark.parametrize(
    "change",
    [lambda xml: xml[: len(xml) * 2 // 3], lambda xml: xml.replace(b"<v>2024<", b"<v>abc<"), lambda xml: xml + b"<"],
)
def test_a_workbook_that_is_damaged_further_down_is_a_table_error(path, change):
    _with_sheet(path, change)
    with pytest.raises(TableError, match="workbook"):
        [list(sheet.rows) for sheet in read_workbook(path)]


def test_the_size_that_a_workbook_states_fills_no_rows(path):
    _with_sheet(path, lambda xml: xml.replace(b'"A1:A2"', b'"A1:XFD1048576"').replace(b'r="2"', b'r="300000"'))
    [sheet] = read_workbook(path)
    assert list(sheet.rows) == [(300_000, ["2024"])]
    with pytest.raises(TableError, match="more than 20,000 rows"):
        [list(sheet.rows) for sheet in read_workbook(path, max_rows=20_000)]


def test_a_row_of_too_many_cells_is_refused(path):
    _with_sheet(path, lambda xml: xml.replace(b'"A2"', b'"XFD2"'))
    with pytest.raises(TableError, match="row 2: more than 1,000 columns"):
        [list(sheet.rows) for sheet in read_workbook(path)]
