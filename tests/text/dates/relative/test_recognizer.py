import pytest

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
