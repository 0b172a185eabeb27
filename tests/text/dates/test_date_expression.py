import datetime as dt

from archive.text.dates import find_dates


def test_it_says_whether_the_weekday_next_to_a_date_agrees():
    assert find_dates("الأحد 6 فبراير 2023")[0].weekday_agrees is False
    assert find_dates("الأحد 6 فبراير 2023")[0].doubt == "weekday"
    assert find_dates("الاثنين الموافق 6 فبراير 2023")[0].weekday_agrees is True
    assert find_dates("6 فبراير 2023 (الاثنين)")[0].weekday_agrees is True
    assert find_dates("6 فبراير 2023")[0].weekday_agrees is None


def test_a_span_lasts_from_the_first_day_of_its_first_value_to_the_last_day_of_its_last():
    span = find_dates("بين عامي 1975 و1990")[0]
    assert (span.first, span.last, span.precision) == (dt.date(1975, 1, 1), dt.date(1990, 12, 31), "year")


def test_offsets_are_those_of_the_printed_text_with_its_marks():
    text = "قالَ إنّـه في ٦ شُباط ٢٠٢٣ عاد"
    date = find_dates(text)[0]
    assert text[date.start : date.end] == date.surface == "٦ شُباط ٢٠٢٣"
