import pytest

from archive.text.dates.folded_text import FoldedText
from archive.text.dates.relative import RelativeDate, Yearless, relative_dates
from archive.text.dates.relative.expressions import Shift, Weekday
from tests.text.dates.relative.reading import read


@pytest.mark.parametrize(
    "text",
    [
        "فاز 3-1",
        "فاز 3 - صفر",
        "بنسبة 7/10",
        "الساعة 10:30 مساء",
        "هاتف 05 12 34 56",
        "عمره 24 عاما",
        "بسعر 20.5 دولارا",
        "القرار 2254",
        "75 عاما من العلاقات",
        "ثلاث سنوات من السجن",
        "",
    ],
)
def test_it_reads_no_date_in(text):
    assert read(text) == []


def recognised(text, occupied=()):
    return relative_dates(FoldedText.of(text).folded, occupied)


def test_a_word_is_recognised_with_its_clitics():
    assert recognised("وبالخميس") == [RelativeDate(2, 8, Weekday(3))]
    assert recognised("للعام الماضي") == [RelativeDate(1, 12, Shift("year", -1))]
    assert recognised("ولشباط الماضي") == [RelativeDate(2, 13, Yearless(2), -1)]


def test_dates_are_in_order_of_their_place():
    assert [date.shape for date in recognised("امس وفي 12 فبراير")] == [Shift("day", -1), Yearless(2, 12)]


def test_the_weekday_before_a_day_is_part_of_its_date():
    (date,) = recognised("يوم الخميس 12 فبراير")
    assert (date.shape, date.weekday) == (Yearless(2, 12), 3)


def test_the_span_of_a_date_with_a_year_is_left_out_with_its_weekday():
    text = "اليوم الخميس 20-06-2024"
    assert recognised(text, [(13, 23)]) == []
    assert recognised("امس ثم الخميس", [(7, 13)]) == [RelativeDate(0, 3, Shift("day", -1))]


def test_the_ends_of_a_span_are_one_date():
    (date,) = recognised("من 27 فبراير إلى 2 مارس")
    assert date.shape == Yearless(2, 27, (3, 2))


def test_a_text_without_a_trigger_has_no_dates():
    assert recognised("وصل الوفد إلى العاصمة") == []
