import pytest

from archive.text.dates.folded_text import FoldedText


@pytest.mark.parametrize(
    ("text", "words", "digits"),
    [
        ("عام ألفين وثلاثة انتهى", "ألفين وثلاثة", "2003"),
        ("سنةَ ألف وتسعمائة وسبعة وستين.", "ألف وتسعمائة وسبعة وستين", "1967"),
    ],
)
def test_years_in_words_become_digits_that_lead_back_to_the_words(text, words, digits):
    folded = FoldedText.of(text)
    start = folded.folded.index(digits)
    first, last = folded.printed_span(start, start + 4)
    assert text[first:last] == words


def test_offsets_after_a_year_in_words_are_those_of_the_print():
    text = "عام ألفين وثلاثة، ثم عام ألفين وستة، ثم أمس"
    folded = FoldedText.of(text)
    start = folded.folded.index("امس")
    first, last = folded.printed_span(start, start + 3)
    assert text[first:last] == "أمس"


def test_without_changes_in_length_offsets_are_those_of_the_folded_text():
    assert FoldedText.of("أمس").printed_span(1, 2) == (1, 2)
