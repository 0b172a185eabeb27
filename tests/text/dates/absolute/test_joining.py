import pytest

from archive.text.dates import find_dates


@pytest.mark.parametrize(
    "text",
    [
        "11 مارس 2021 الموافق 27 رجب 1442 هـ",
        "27 رجب 1442 هـ الموافق 11 مارس 2021",
        "27 رجب 1442هـ - 11 مارس 2021م",
        "27/7/1442هـ (11/3/2021)",
    ],
)
def test_one_day_in_two_calendars_is_one_date_the_gregorian(text):
    found = find_dates(f"الخميس {text}")
    assert [(date.value, date.basis, date.doubt) for date in found] == [("2021-03-11", "stated", "")]
    assert found[0].surface.startswith(text[:10])


def test_two_calendars_that_disagree_are_both_kept_in_doubt():
    found = find_dates("20 مارس 2021 الموافق 27 رجب 1442 هـ")
    assert [(date.value, date.doubt) for date in found] == [("2021-03-20", "calendar"), ("2021-03-11", "calendar")]


@pytest.mark.parametrize(
    ("text", "value", "end_value"),
    [
        ("من 1 مارس 2020 إلى 5 مايو 2021", "2020-03-01", "2021-05-05"),
        ("بين عام 1975 وعام 1990", "1975", "1990"),
        ("من رجب 1442 هـ إلى شعبان 1442 هـ", "2021-02", "2021-04"),
    ],
)
def test_the_ends_of_a_span_are_one_date(text, value, end_value):
    assert [(date.value, date.end_value) for date in find_dates(text)] == [(value, end_value)]


@pytest.mark.parametrize(
    "text",
    ["من 5 مايو 2021 إلى 1 مارس 2020", "من عام 2019 إلى 5 مايو 2021", "عام 2011 ثم عام 2013", "في عام 2011 وعام 2013"],
)
def test_dates_that_run_backwards_differ_in_precision_or_are_not_joined_by_words_stay_apart(text):
    assert [date.end_value for date in find_dates(text)] == [None, None]
