import pytest

from archive.text.dates.normalization import fold_for_dates
from archive.text.dates.numerals import cardinal, ordinal, years_in_words


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("ثلاث", 3),
        ("أربعة", 4),
        ("عشرة", 10),
        ("خمسة عشر", 15),
        ("اثنتي عشرة", 12),
        ("ثلاثين", 30),
        ("سبعة وأربعين", 47),
        ("مائة", 100),
        ("17", 17),
    ],
)
def test_it_reads_a_number_in_either_gender_and_case(words, value):
    assert cardinal(fold_for_dates(words)[0]) == value


@pytest.mark.parametrize(
    ("words", "value"), [("الأولى", 1), ("العاشر", 10), ("الثالثة عشرة", 13), ("الحادي والعشرين", 21), ("الخمسون", 50)]
)
def test_it_reads_an_ordinal(words, value):
    assert ordinal(fold_for_dates(words)[0]) == value


def test_it_finds_years_in_words_with_their_place():
    text = fold_for_dates("عام ألف وتسعمائة وتسعين ثم ألفين وعشرين")[0]
    assert [(text[start:end], year) for start, end, year in years_in_words(text)] == [
        ("الف وتسعمايه وتسعين", 1990),
        ("الفين وعشرين", 2020),
    ]


@pytest.mark.parametrize("text", ["ألف", "ألفين", "ألف شخص", "مؤلف وتسعة", "ألفين وتسعمئة"])
def test_a_round_thousand_and_a_number_beyond_our_time_are_no_year(text):
    assert years_in_words(fold_for_dates(text)[0]) == []
