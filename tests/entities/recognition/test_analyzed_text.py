"""A text analysed once for all modules of recognition."""

from hypothesis import given
from hypothesis import strategies as st

from archive.entities.recognition import AnalyzedText
from archive.entities.recognition import analyzed_text as module

TEXT = "قال «بوتين» للصحفيين، ثم عاد."


def test_gaps_are_what_is_printed_around_the_words():
    analyzed = AnalyzedText(TEXT)
    words = [TEXT[term.start : term.end] for term in analyzed.terms]
    assert analyzed.gaps == ["", " «", "» ", "، ", " ", "."]
    assert "".join(gap + word for gap, word in zip(analyzed.gaps, [*words, ""], strict=True)) == TEXT


def test_a_name_begins_after_the_clitics_of_its_word(monkeypatch):
    analyzed = AnalyzedText("رسالة لبوتين")
    assert analyzed.text[analyzed.name_start(1) :] == "بوتين"
    monkeypatch.setattr(module, "offset_after_clitics", None)  # worked out once per word
    assert analyzed.text[analyzed.name_start(1) :] == "بوتين"


def test_punctuation_parts_words():
    analyzed = AnalyzedText(TEXT)
    assert [analyzed.follows(place) for place in range(6)] == [False, False, False, False, True, False]
    assert analyzed.word_before(analyzed.terms[4].start) == "ثم"
    assert analyzed.word_before(analyzed.terms[3].start) == ""


@given(st.text("قالبوتين وللصحفيين، «»123 \n", max_size=60), st.integers(0, 60), st.integers(1, 20))
def test_the_places_of_a_span_are_the_words_that_overlap_it(text, start, length):
    analyzed = AnalyzedText(text)
    end = start + length
    expected = [at for at, term in enumerate(analyzed.terms) if term.start < end and start < term.end]
    assert list(analyzed.places(start, end)) == expected
