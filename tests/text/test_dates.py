"""The date grammar, expression by expression, and what must hold for any text."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.dates import find_dates, find_weekdays, interval, parse_date

READ = (
    # three families of months
    ("في 5 يناير 2003", "5 يناير 2003", "2003-01-05", None),
    ("يوم 28 فبراير 2019.", "28 فبراير 2019", "2019-02-28", None),
    ("9 أبريل 2003", "9 أبريل 2003", "2003-04-09", None),
    ("9 إبريل 2003", "9 إبريل 2003", "2003-04-09", None),
    ("1 مايو 2016", "1 مايو 2016", "2016-05-01", None),
    ("30 يونية 2013", "30 يونية 2013", "2013-06-30", None),
    ("23 يوليه 1952", "23 يوليه 1952", "1952-07-23", None),
    ("6 اكتوبر 1973", "6 اكتوبر 1973", "1973-10-06", None),
    ("25 كانون الثاني 2011", "25 كانون الثاني 2011", "2011-01-25", None),
    ("14 شباط 2005", "14 شباط 2005", "2005-02-14", None),
    ("8 آذار 1963", "8 آذار 1963", "1963-03-08", None),
    ("17 نيسان 1946", "17 نيسان 1946", "1946-04-17", None),
    ("7 أيار 2008", "7 أيار 2008", "2008-05-07", None),
    ("12 تموز 2006", "12 تموز 2006", "2006-07-12", None),
    ("4 آب 2020", "4 آب 2020", "2020-08-04", None),
    ("4 اب 2020", "4 اب 2020", "2020-08-04", None),
    ("17 تشرين الأول 2019", "17 تشرين الأول 2019", "2019-10-17", None),
    ("17 تشرين الثاني 2019", "17 تشرين الثاني 2019", "2019-11-17", None),
    ("3 كانون الأول 2010", "3 كانون الأول 2010", "2010-12-03", None),
    ("14 جانفي 2011", "14 جانفي 2011", "2011-01-14", None),
    ("22 فيفري 2019", "22 فيفري 2019", "2019-02-22", None),
    ("20 أفريل 1980", "20 أفريل 1980", "1980-04-20", None),
    ("8 ماي 1945", "8 ماي 1945", "1945-05-08", None),
    ("19 جوان 1965", "19 جوان 1965", "1965-06-19", None),
    ("5 جويلية 1962", "5 جويلية 1962", "1962-07-05", None),
    ("30 يوليوز 1999", "30 يوليوز 1999", "1999-07-30", None),
    ("20 أوت 1955", "20 أوت 1955", "1955-08-20", None),
    ("20 غشت 1953", "20 غشت 1953", "1953-08-20", None),
    ("8 شتنبر 2021", "8 شتنبر 2021", "2021-09-08", None),
    ("6 نونبر 1975", "6 نونبر 1975", "1975-11-06", None),
    ("10 دجنبر 2010", "10 دجنبر 2010", "2010-12-10", None),
    # two names of one month
    ("17 ديسمبر/كانون الأول 2010", "17 ديسمبر/كانون الأول 2010", "2010-12-17", None),
    ("أيلول/سبتمبر 2001", "أيلول/سبتمبر 2001", "2001-09", None),
    ("أغسطس / آب 1990", "أغسطس / آب 1990", "1990-08", None),
    ("4 أغسطس (آب) 2020", "4 أغسطس (آب) 2020", "2020-08-04", None),
    ("تشرين الأول (أكتوبر) 2023", "تشرين الأول (أكتوبر) 2023", "2023-10", None),
    ("تموز يوليو 2006", "تموز يوليو 2006", "2006-07", None),
    # glue, commas, digits, marks
    ("بتاريخ 6فبراير2023م", "6فبراير2023", "2023-02-06", None),
    ("الاثنين، ٦ شباط، ٢٠٢٣", "٦ شباط، ٢٠٢٣", "2023-02-06", None),
    ("۶ فبراير ۲۰۲۳", "۶ فبراير ۲۰۲۳", "2023-02-06", None),
    ("6 فبـــراير 2023", "6 فبـــراير 2023", "2023-02-06", None),
    ("6 فِبراير 2023", "6 فِبراير 2023", "2023-02-06", None),
    ("فبراير 6, 2023", "فبراير 6, 2023", "2023-02-06", None),
    ("6-فبراير-2023", "6-فبراير-2023", "2023-02-06", None),
    ("الـ6 من فبراير 2023", "6 من فبراير 2023", "2023-02-06", None),
    ("6 من شهر فبراير من عام 2023", "6 من شهر فبراير من عام 2023", "2023-02-06", None),
    # Latin
    ("6th, February 2023 GMT", "6th, February 2023", "2023-02-06", None),
    ("February 6, 2023", "February 6, 2023", "2023-02-06", None),
    ("Mon, 6 Feb 2023 04:17", "6 Feb 2023", "2023-02-06", None),
    ("6 février 2023", "6 février 2023", "2023-02-06", None),
    # numbers
    ("06-02-2023", "06-02-2023", "2023-02-06", None),
    ("6/2/2023", "6/2/2023", "2023-02-06", None),
    ("06.02.2023", "06.02.2023", "2023-02-06", None),
    ("٠٦/٠٢/٢٠٢٣", "٠٦/٠٢/٢٠٢٣", "2023-02-06", None),
    ("02/26/2023", "02/26/2023", "2023-02-26", None),
    ("2023-02-06T23:59:00-08:00", "2023-02-06", "2023-02-06", None),
    ("2023/02/06", "2023/02/06", "2023-02-06", None),
    # ordinals in words
    ("الأول من أيلول 1969", "الأول من أيلول 1969", "1969-09-01", None),
    ("الحادي عشر من فبراير 2011", "الحادي عشر من فبراير 2011", "2011-02-11", None),
    ("الثالث والعشرين من تموز 1952", "الثالث والعشرين من تموز 1952", "1952-07-23", None),
    ("الأسبوع الأول من آذار 2020", "آذار 2020", "2020-03", None),
    # months and years
    ("في فبراير 2023", "فبراير 2023", "2023-02", None),
    ("بشباط 2023", "شباط 2023", "2023-02", None),
    ("وليونيو 1967", "يونيو 1967", "1967-06", None),
    ("مطلع كانون الثاني من العام 2015", "كانون الثاني من العام 2015", "2015-01", None),
    ("عام 1948", "عام 1948", "1948", None),
    ("في العام 2011", "العام 2011", "2011", None),
    ("سنة 1962", "سنة 1962", "1962", None),
    ("للعام 2030", "عام 2030", "2030", None),
    ("قبل عام 2011", "عام 2011", "2011", None),
    ("صيف 2006", "2006", "2006", None),
    ("منذ 2011", "2011", "2011", None),
    ("في 2011، حين", "2011", "2011", None),
    ("الربع الأول من عام 2020", "عام 2020", "2020", None),
    # spans
    ("بين عامي 1975 و1990", "عامي 1975 و1990", "1975", "1990"),
    ("بين عام 1975 وعام 1990", "عام 1975 وعام 1990", "1975", "1990"),
    ("من عام 1980 إلى عام 1988", "عام 1980 إلى عام 1988", "1980", "1988"),
    ("خلال الفترة 2016-2020", "2016-2020", "2016", "2020"),
    ("(1980-1988)", "1980-1988", "1980", "1988"),
    ("للفترة من 2016 إلى 2020", "2016 إلى 2020", "2016", "2020"),
    ("موسم 2021/2022", "2021/2022", "2021", "2022"),
    ("من 6 إلى 18 نوفمبر 2022", "6 إلى 18 نوفمبر 2022", "2022-11-06", "2022-11-18"),
    ("بين 20 نوفمبر و18 ديسمبر 2022", "20 نوفمبر و18 ديسمبر 2022", "2022-11-20", "2022-12-18"),
    ("9 و10 نيسان 2003", "9 و10 نيسان 2003", "2003-04-09", "2003-04-10"),
    ("من مارس إلى مايو 2020", "مارس إلى مايو 2020", "2020-03", "2020-05"),
    ("من 1 مارس 2020 إلى 5 مايو 2021", "1 مارس 2020 إلى 5 مايو 2021", "2020-03-01", "2021-05-05"),
)


@pytest.mark.parametrize(("text", "surface", "value", "end_value"), READ)
def test_it_reads(text, surface, value, end_value):
    assert [(date.surface, date.value, date.end_value) for date in find_dates(text)] == [(surface, value, end_value)]


@pytest.mark.parametrize(
    "text",
    [
        "31 فبراير 2024",
        "30 شباط 2023",
        "29 فبراير 2023",
        "2024-13-45",
        "45/45/2024",
        "31-06-2023",
        "6 مارس/نيسان 2023",
        "12 فبراير",
        "أمس الخميس",
        "بلغ العدد 2023 شخصا",
        "منذ 2000 عام",
        "عام 1445هـ",
        "عام 1200 قبل الميلاد",
        "باب 2024",
        "لأب 1980",
        "17151391638251627662991.jpeg",
        "هاتف 2024-2011-55",
        "",
    ],
)
def test_it_reads_no_date_in(text):
    assert find_dates(text) == []


def test_it_reads_several_dates_in_order():
    text = "بعد 14 شباط 2005 وقبل عام 2009، ثم في 2011-01-12 وأعوام 2019 و2020 و2021"
    values = [date.value for date in find_dates(text)]
    assert values == ["2005-02-14", "2009", "2011-01-12", "2019", "2020", "2021"]


def test_it_reads_days_that_are_not_neighbours_apart():
    assert [date.value for date in find_dates("5 و12 يونيو 2023")] == ["2023-06-05", "2023-06-12"]


def test_it_takes_a_weekday_as_proof_of_the_order_of_day_and_month():
    default, proven = find_dates("03-05-2021")[0], find_dates("الجمعة 03-05-2021")[0]
    assert (default.value, default.weekday) == ("2021-05-03", None)
    assert (proven.value, proven.weekday_agrees) == ("2021-03-05", True)
    assert find_dates("الاثنين 03-05-2021")[0].value == "2021-05-03"


def test_it_says_whether_the_weekday_beside_agrees():
    assert find_dates("الأحد 6 فبراير 2023")[0].weekday_agrees is False
    assert find_dates("الاثنين الموافق 6 فبراير 2023")[0].weekday_agrees is True
    assert find_dates("6 فبراير 2023 (الاثنين)")[0].weekday_agrees is True
    assert find_dates("6 فبراير 2023")[0].weekday_agrees is None


def test_it_gives_the_interval_of_each_precision():
    assert interval("2024-02") == (dt.date(2024, 2, 1), dt.date(2024, 2, 29))
    span = find_dates("بين عامي 1975 و1990")[0]
    assert (span.first, span.last, span.precision) == (dt.date(1975, 1, 1), dt.date(1990, 12, 31), "year")


def test_offsets_point_at_the_printed_text_when_marks_stand_before_it():
    text = "قالَ إنّـه في ٦ شُباط ٢٠٢٣ عاد"
    date = find_dates(text)[0]
    assert text[date.start : date.end] == date.surface == "٦ شُباط ٢٠٢٣"


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


PIECES = [
    *"20 يونيو حزيران / - و عام عامي 2024 1995 ، من إلى بين ٣١".split(" "),
    *"الخميس الأول ـ ( ) June th 32 . آب ل هـ 0000 9999".split(" "),
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
