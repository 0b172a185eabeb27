import pytest

from archive.ingest.page_text.bylines import read_byline


@pytest.mark.parametrize(
    ("line", "author", "day"),
    [
        ("قسم البيئة والمناخ 03-04-2019", "قسم البيئة والمناخ", "2019-04-03"),
        ("3 نيسان 2019 | سلمى الحداد", "سلمى الحداد", "2019-04-03"),
        ("الأربعاء 3 أبريل 2019 - 14:30", "", "2019-04-03"),
        ("2019-04-03T14:30:00+03:00", "", "2019-04-03"),
    ],
)
def test_it_reads_a_byline_with_its_date(line, author, day):
    byline = read_byline(line)
    assert (byline.author, byline.date.value) == (author, day)


@pytest.mark.parametrize(
    "line",
    [
        "عادت الطيور في أبريل 2019",
        "عادت الطيور إلى السهل. 3 أبريل 2019",
        "بين 3 أبريل 2019 و5 مايو 2019",
        "عودة اللقالق",
    ],
)
def test_other_lines_are_no_bylines(line):
    assert read_byline(line) is None
