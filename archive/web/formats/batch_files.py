"""The counts of many searches as CSV and XLSX, and their rows as the table that is sent again for another format."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from archive.text import csv_cell
from archive.web.batch_search import ROW_NAME, Counted, Row
from archive.web.formats.export_files import text_workbook

COLUMNS = ("row", "q", "filters", "count", "answered", "error", "url")


def csv_file(answers: Iterable[Counted], site: str) -> bytes:
    """UTF-8 with a byte order mark; cells that look like formulas are defused."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in _table(answers, site):
        writer.writerow(map(csv_cell, row))
    return ("\ufeff" + out.getvalue()).encode("utf-8", "replace")


def xlsx_file(answers: Iterable[Counted], site: str) -> bytes:
    return text_workbook("الأعداد", _table(answers, site))


def table_text(rows: Sequence[Row]) -> str:
    """The rows as a CSV with a header, which `rows_of_text` reads again."""
    names = ["q", *sorted({name for row in rows for name, _ in row.pairs if name != "q"})]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([ROW_NAME, *names])
    for row in rows:
        values = dict(row.pairs)
        writer.writerow([row.number, *(values.get(name, "") for name in names)])
    return out.getvalue()


def _table(answers: Iterable[Counted], site: str) -> Iterator[tuple[str, ...]]:
    yield COLUMNS
    for one in answers:
        count = "" if one.error else str(one.count)
        url = site + one.link if one.link else ""
        yield str(one.row.number), one.row.q, one.row.filters, count, one.corrected, one.error, url
