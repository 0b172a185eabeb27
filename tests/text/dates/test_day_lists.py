import pytest

from archive.text.dates.day_lists import list_dates, listed_days, merge_days


def test_the_days_of_a_list_may_have_their_own_month():
    days = [(day, month) for _start, _end, day, month in listed_days("29 مايو و3 و5")]
    assert days == [(29, "مايو"), (3, None), (5, None)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("28 و29 مايو و", ["2022-05-28", "2022-05-29"]),
        ("25 و26 و", ["2022-06-25", "2022-06-26"]),
        ("31 و", []),
    ],
)
def test_a_day_without_a_month_is_of_the_month_of_the_day_after_it(text, days):
    assert [value for _start, _end, value in list_dates(text, 0, 2022, 6)] == days


def test_the_days_of_a_list_have_their_places():
    text = "في 25 و26 و27 يونيو"
    assert [text[start:end] for start, end, _value in list_dates("25 و26 و", 3, 2022, 6)] == ["25", "26"]


def merged(gap, *days, before=""):
    places = [(number, number + 1, f"2022-03-{day:02}") for number, day in enumerate(days)]
    matches = merge_days(before, len(before), places, gap)
    return [(match.value[-2:], match.end_value and match.end_value[-2:]) for match in matches]


@pytest.mark.parametrize(
    ("gap", "days", "before", "found"),
    [
        ("-", (20, 22), "", [("20", "22")]),
        (" الي ", (3, 5), "", [("03", "05")]),
        (" وحتي يوم ", (3, 5), "", [("03", "05")]),
        (" و", (3, 5), "بين ", [("03", "05")]),
        (" و", (25, 26, 27), "", [("25", "27")]),
        (" و", (5, 12), "", [("05", None), ("12", None)]),
        (", ", (5, 12), "", [("05", None), ("12", None)]),
        (" و", (5, 12, 20), "", [("05", None), ("12", None), ("20", None)]),
        ("-", (22, 20), "", [("20", None)]),
    ],
)
def test_days_are_one_span_if_words_or_their_order_say_so(gap, days, before, found):
    assert merged(gap, *days, before=before) == found
