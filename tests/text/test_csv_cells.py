import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.csv_cells import FORMULA_SIGNS, csv_cell

BEFORE = (
    "", " ", "\t", "\r", "\n", "\u00a0", "\u3000", "\u2003", "\ufeff", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u061c", "\u2067",
    "\u202b", "\u00ad", "\x00", "\x0b", "\u2060", "\ufe0f", "\u034f", "\u200f \ufeff\u2068 ", "\u2028", "\u180e", "\u0651",
)  # fmt: skip
SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫−"


@pytest.mark.parametrize("sign", SIGNS, ids=ascii)
@pytest.mark.parametrize("before", BEFORE, ids=ascii)
def test_a_formula_is_defused_whatever_invisible_signs_precede_it(before, sign):
    cell = f'{before}{sign}HYPERLINK("https://host/","خبر")'
    assert csv_cell(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "text", ["", "خبر", "\u200fخبر", "2024-06-20", "خبر = عاجل", "«=»", "\u200f", "(+967)", "5-", "'=1"]
)
def test_other_cells_stay_as_they_are(text):
    assert csv_cell(text) == text


@given(st.text())
def test_no_cell_begins_with_a_sign_and_nothing_is_lost(text):
    cell = csv_cell(text)
    assert cell in (text, f"'{text}")
    seen = "".join(character for character in cell if unicodedata.category(character)[0] not in "CZM")
    assert unicodedata.normalize("NFKC", seen)[:1] not in FORMULA_SIGNS
    assert not cell.startswith(("\t", "\r", "\n"))
    out = io.StringIO(newline="")
    csv.writer(out).writerow([cell])
