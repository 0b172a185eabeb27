from hypothesis import given
from hypothesis import strategies as st

from archive.web.formats.press_clipping.bidi_levels import printable
from archive.web.formats.press_clipping.lines import lines
from archive.web.formats.press_clipping.typeface import EM, typeface

FACE = typeface(400)
TEXT = (
    "وصل وفد التجارة إلى الميناء صباح الأربعاء، وقال الوزير إن شركة Harbor Ltd قبلت الاتفاق في 2024 بعد محادثات طويلة"
)


def read(line, text):
    """The line's words in the order of reading."""
    return "".join(text[piece.start : piece.end] for piece in sorted(line.pieces, key=lambda piece: piece.start))


def test_lines_are_broken_in_the_order_of_reading_and_fit():
    found = list(lines(TEXT, FACE, 12, 200))
    assert len(found) > 2
    assert " ".join(read(line, TEXT) for line in found) == TEXT
    assert all(line.width * 12 / EM <= 200 for line in found)


def test_the_first_word_stands_on_the_right_and_latin_runs_from_left_to_right():
    (line,) = lines("قال Harbor Ltd أمس", FACE, 12, 500)
    words = ["قال Harbor Ltd أمس"[piece.start : piece.end] for piece in line.pieces if not piece.is_space]
    assert words == ["أمس", "Harbor", "Ltd", "قال"]


def test_a_word_longer_than_a_line_is_broken_after_a_slash_and_nothing_is_lost():
    address = "https://example.org/articles/2024/06/20/a-very-long-address/index.html"
    found = [read(line, address) for line in lines(address, FACE, 12, 180, is_rtl=False)]
    assert "".join(found) == address
    assert all(part[-1] in "/-." for part in found[:-1])


def test_no_text_is_no_line():
    assert list(lines(" \n", FACE, 12, 100)) == []


@given(st.text(alphabet="ابتلمـ ًّْ(A1)،-\u200c \n", max_size=80), st.sampled_from([8.0, 40.0, 300.0]))
def test_nothing_is_lost_or_doubled(text, width):
    clean = printable(text)
    found = "".join(read(line, clean) for line in lines(text, FACE, 12, width))
    assert found.replace(" ", "") == clean.replace(" ", "")
