"""Numbers: which spellings are one value, and what is not a number in groups."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text import analyze, joined_readings
from archive.text.numbers import exact_number, join_groups


def values(printed):
    return [term.spelling for term in analyze(printed)]


@pytest.mark.parametrize(
    ("spellings", "value"),
    [
        ("12500|12,500|12.500|12'500|12’500|12٬500|12،500|12 500|12\u00a0500|12\u202f500|١٢٬٥٠٠|۱۲ ۵۰۰", "12500"),
        ("1250000|1.250.000|1,250,000|1 250 000|1'250'000|1٬250٬000|1\u202f250\u202f000", "1250000"),
        ("3.5|3,5|3٫5|3،5|٣٫٥|٣,٥", "3.5"),
        ("125000|125 000|125,000|125\u00a0000", "125000"),
        ("12500.75|12.500,75|12,500.75|12 500,75|12٬500٫75", "12500.75"),
        ("1234.567|1234,567|١٢٣٤٫٥٦٧", "1234.567"),
        ("0.637|0,637|٠٫٦٣٧", "0.637"),
        ("3500|3.500|3,500|3 500", "3500"),
        ("7|07|007", "7"),
    ],
)
def test_spellings_of_one_value(spellings, value):
    assert {key: values(key) for key in spellings.split("|")} == {key: [value] for key in spellings.split("|")}


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("3, 5", ["3", "5"]),
        ("2023 2024", ["2023", "2024"]),
        ("2023، 2024", ["2023", "2024"]),
        ("عام 2015 12 500", ["عام", "2015", "12", "500"]),
        ("10 000 و20 000", ["10000", "20000"]),
        ("12 500-13 000", ["12500", "13000"]),
        ("20.6.2024", ["20.6.2024"]),
        ("20/06/2024", ["20", "6", "2024"]),
        ("2024-06-20", ["2024", "6", "20"]),
        ("1.2.3", ["1.2.3"]),
        ("3-2", ["3", "2"]),
        ("192.168.1.10", ["192.168.1.10"]),
        ("192.168.100.200", ["192.168.100.200"]),
        ("+961 1 234 567", ["961", "1", "234", "567"]),
        ("+20 100 200 300", ["20", "100", "200", "300"]),
        ("01 234 567", ["1", "234", "567"]),
        ("0551 234 567", ["551", "234", "567"]),
        ("هاتف: 70 123 456", ["هاتف", "70", "123", "456"]),
        ("800 123 4567", ["800", "123", "4567"]),
        ("05 55 12 34 56", ["5", "55", "12", "34", "56"]),
        ("460 43 480 42 500 40", ["460", "43", "480", "42", "500", "40"]),
        ("1,2,3", ["1", "2", "3"]),
        ("1،31،57،403", ["1", "31", "57", "403"]),
        ("12:30", ["12", "30"]),
        ("1,000,0000", ["1", "0", "0"]),
        ("150 300", ["150", "300"]),
        ("480 800 640", ["480", "800", "640"]),
        ("12 5000", ["12", "5000"]),
        ("قاعة 5\n300 مقعد", ["قاعه", "5", "300", "مقعد"]),
    ],
)
def test_what_is_no_number_in_groups_stays(printed, expected):
    assert values(printed) == expected


@pytest.mark.parametrize(
    ("printed", "joined"), [("150 300", "150٬300"), ("من 321 666 شخصا", "321٬666"), ("12 500", None)]
)
def test_a_plain_space_behind_three_digits_may_be_read_as_none(printed, joined):
    assert [word for word, _, _ in joined_readings(printed)] == ([joined] if joined else [])


def test_a_number_with_spaces_is_one_word_with_the_offsets_of_all_of_it():
    printed = "دفع 1 250 000 دينار"
    assert [printed[term.start : term.end] for term in analyze(printed)] == ["دفع", "1 250 000", "دينار"]


@given(st.text(alphabet="0123456789٣ .,'٬٫،\u00a0+و", max_size=30))
def test_groups_are_joined_in_place(text):
    joined = join_groups(text)
    assert len(joined) == len(text)
    assert all(one == other or one.isspace() for one, other in zip(text, joined, strict=True))


@given(st.integers(1, 10**12), st.sampled_from(",.'٬"))
def test_every_number_in_groups_has_its_value(value, mark):
    grouped = f"{value:,}".replace(",", mark)
    assert exact_number(grouped) == str(value) or mark == "."
