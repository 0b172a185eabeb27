import datetime as dt

import pytest

from archive.text.dates import find_dates

READ = (
    ("27 رجب 1442 هـ", "27 رجب 1442 هـ", "2021-03-11", None),
    ("في 1 محرم 1440هـ", "1 محرم 1440هـ", "2018-09-11", None),
    ("٩ ذي الحجة ١٤٤١", "٩ ذي الحجة ١٤٤١", "2020-07-30", None),
    ("الثاني عشر من ربيع الأول 1443", "الثاني عشر من ربيع الأول 1443", "2021-10-18", None),
    ("27/07/1442", "27/07/1442", "2021-03-11", None),
    ("1442-07-27 هـ", "1442-07-27 هـ", "2021-03-11", None),
    ("الأحد 3/10/1436", "3/10/1436", "2015-07-19", None),
    ("شعبان 1440", "شعبان 1440", "2019-04", "2019-05"),
    ("جمادى الآخرة 1441 هـ", "جمادى الآخرة 1441 هـ", "2020-01", "2020-02"),
    ("عام 1445هـ", "عام 1445هـ", "2023", "2024"),
    ("العام الدراسي 1444/1445هـ", "1444/1445هـ", "2022", "2024"),
    # before 1343 days have month precision
    ("20 رمضان سنة 8 هـ", "20 رمضان سنة 8 هـ", "0630-01", None),
    ("عام 583 هجرية", "عام 583 هجرية", "1187", "1188"),
)


@pytest.mark.parametrize(("text", "surface", "value", "end_value"), READ)
def test_it_computes(text, surface, value, end_value):
    found = [(date.surface, date.value, date.end_value, date.basis) for date in find_dates(text)]
    assert found == [(surface, value, end_value, "computed")]


def test_the_days_of_a_hijri_month_are_exact_while_its_value_is_as_precise_as_printed():
    month = find_dates("رمضان 1442 هـ")[0]
    assert (month.precision, month.first, month.last) == ("month", dt.date(2021, 4, 13), dt.date(2021, 5, 12))


@pytest.mark.parametrize(
    "text",
    [
        "31 رمضان 1445 هـ",
        "14/13/1445",
        "1445",
        "رمضان 2024",
        "محمد رمضان",
    ],
)
def test_it_reads_no_date_in(text):
    assert find_dates(text) == []
