import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.web.formats.press_clipping.bidi_levels import levels, printable


def displayed(text, base=1):
    """The characters from left to right (brackets as they are written)."""
    order, found = list(range(len(text))), levels(text, base)
    for level in range(max(found), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and found[order[end]] >= level:
                end += 1
            if end > start:
                order[start:end] = order[start:end][::-1]
            start = max(end, start + 1)
    return "".join(text[place] for place in order)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("قال أ", "أ لاق"),
        ("عام 2024 وحده", "هدحو 2024 ماع"),
        ("شركة Harbor Ltd. قالت", "تلاق .Harbor Ltd ةكرش"),
        ("وكالة Reuters (London) أمس", "سمأ Reuters (London) ةلاكو"),
        ("قال (Reuters) أمس", "سمأ )Reuters( لاق"),
        ("نسبة -5 و80%", "80%و -5 ةبسن"),
        ("من 2024-06-20 إلى", "ىلإ 2024-06-20 نم"),
        ("من A، B", "B ،A نم"),
        ("رقم ٢٠٢٤ هنا", "انه ٢٠٢٤ مقر"),
    ],
)
def test_runs_keep_their_own_order_within_arabic(text, shown):
    assert displayed(text) == shown


def test_arabic_within_a_text_from_left_to_right():
    assert displayed("the word سلام (peace)", 0) == "the word مالس (peace)"


def test_what_prints_nothing_is_left_out_and_what_joins_letters_stays():
    assert printable("أ\u202eب\u200f \n\x00 ج\u00ad") == "أب ج"
    assert printable("می\u200cخواهم") == "می\u200cخواهم"
    assert set(levels("می\u200cخواهم 5", 1)) == {1, 2}


@given(st.text(max_size=60), st.sampled_from([0, 1]))
def test_every_character_has_a_level(text, base):
    found = levels(printable(text), base)
    assert len(found) == len(printable(text))
    assert all(base <= level <= 5 for level in found)
