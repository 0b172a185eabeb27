import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.dates import find_dates, find_weekdays, parse_date


def test_dates_are_found_in_order():
    text = "بعد 14 شباط 2005 وقبل عام 2009، ثم في 2011-01-12 وأعوام 2019 و2020 و2021"
    values = [date.value for date in find_dates(text)]
    assert values == ["2005-02-14", "2009", "2011-01-12", "2019", "2020", "2021"]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("تاريخ النشر: 6th, February 2023 GMT", "2023-02-06"),
        ("آخر تحديث 06/02/23", "2023-02-06"),
        ("2023-02", "2023-02"),
        ("2023", "2023"),
        ("عام 2023، نُشر في 6 شباط 2023", "2023-02-06"),
        ("قبل ساعتين", None),
    ],
)
def test_a_label_line_gives_its_most_precise_date(line, value):
    date = parse_date(line)
    assert (date.value if date else None) == value


def test_it_finds_weekdays_with_their_clitics():
    found = find_weekdays("وصل الخميس والجمعة، ثم بالأحد والثلثاء؛ Monday")
    assert [(day.surface, day.weekday) for day in found] == [
        ("الخميس", 3),
        ("الجمعة", 4),
        ("الأحد", 6),
        ("الثلثاء", 1),
        ("Monday", 0),
    ]


@pytest.mark.parametrize("printed", ["الأربعاء", "وبالأربعاء", "فالأربعاء", "بالأربعاء"])
def test_a_weekday_is_found_behind_what_is_joined_to_it(printed):
    assert [(day.surface, day.weekday) for day in find_weekdays(f"وصل {printed} 20 يونيو")] == [("الأربعاء", 2)]


PIECES = [
    *"20 يونيو حزيران / - و عام عامي 2024 1995 ، من إلى بين ٣١".split(" "),
    *"الخميس الأول ـ ( ) June th 32 . آب ل هـ 0000 9999 رمضان 1445 1200 الموافق ألفين وستة".split(" "),
    "\u064b",
    "\ufef3\ufeee\ufee7\ufef4\ufeee",
    "\n",
    " ",
]
TEXTS = st.one_of(st.text(), *(st.lists(st.sampled_from(PIECES)).map(separator.join) for separator in ("", " ")))


@given(TEXTS)
def test_any_text_gives_dates_in_order_within_bounds(text):
    end = 0
    for date in find_dates(text):
        assert end <= date.start < date.end <= len(text)
        assert text[date.start : date.end] == date.surface
        assert date.first <= date.last
        assert date.end_value is None or date.value < date.end_value
        end = date.end
    parse_date(text)
    for weekday in find_weekdays(text):
        assert text[weekday.start : weekday.end] == weekday.surface
