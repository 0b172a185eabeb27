"""Passages are found again in texts that changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.desk.anchors import Place, context_of, find_passage

TEXT = "وقال الوزير إن الاتفاق يشمل 80% من السلع، وإن تنفيذه يبدأ في مارس."
QUOTE = "الاتفاق يشمل 80% من السلع"


def found_in(paragraphs, *, quote=QUOTE, text=TEXT, paragraph=0):
    start = text.index(quote)
    before, after = context_of(text, start, start + len(quote))
    former = Place(paragraph, start, start + len(quote))
    return find_passage(quote, before=before, after=after, former=former, paragraphs=paragraphs)


def test_it_is_found_where_it_was():
    assert found_in([TEXT]) == Place(0, TEXT.index(QUOTE), TEXT.index(QUOTE) + len(QUOTE))


def test_it_is_found_behind_new_paragraphs_and_new_words():
    place = found_in(["مقدمة جديدة.", "وأضافت الوكالة: " + TEXT])
    assert place is not None
    assert place.paragraph == 1
    assert ("وأضافت الوكالة: " + TEXT)[place.start : place.end] == QUOTE


def test_of_two_places_the_one_in_the_same_surroundings_is_meant():
    assert found_in(["قيل إن الاتفاق يشمل 80% من السلع.", TEXT]).paragraph == 1


def test_of_two_places_in_the_same_surroundings_the_nearer_one_is_meant():
    assert found_in([TEXT, "فاصل.", TEXT], paragraph=2).paragraph == 2


def test_short_words_in_other_surroundings_are_not_the_passage():
    assert found_in(["تحدث الوزير عن السياحة في خطاب طويل ألقاه أمس."], quote="الوزير") is None


def test_a_short_paragraph_marked_whole_is_found_as_a_whole_paragraph_alone():
    assert found_in(["خلفية ومزيد"], quote="خلفية", text="خلفية") is None
    assert found_in(["جديد", "خلفية"], quote="خلفية", text="خلفية") == Place(1, 0, 5)


def test_long_words_are_the_passage_wherever_they_are():
    assert found_in([f"نص آخر تمامًا ثم {TEXT[5:]} وهكذا دواليك"], quote=TEXT[5:]) is not None


def test_it_is_not_found_where_a_letter_of_it_changed():
    assert found_in([TEXT.replace("80", "70")]) is None


@pytest.mark.parametrize("quote", ["(", "a.*b", "[ا", "\\"])
def test_signs_of_patterns_are_letters(quote):
    assert found_in([f"قال {quote} ثم"], quote=quote, text=f"قال {quote} ثم") == Place(0, 4, 4 + len(quote))


@given(st.lists(st.text(alphabet="اب ت", max_size=12), max_size=4), st.data())
def test_what_is_found_is_what_was_marked(paragraphs, data):
    text = data.draw(st.text(alphabet="اب ت", min_size=1, max_size=12))
    start = data.draw(st.integers(0, len(text) - 1))
    quote = text[start : data.draw(st.integers(start + 1, len(text)))]
    before, after = context_of(text, start, start + len(quote))
    former = Place(0, start, start + len(quote))
    place = find_passage(quote, before=before, after=after, former=former, paragraphs=[*paragraphs, text])
    assert place is not None
    assert [*paragraphs, text][place.paragraph][place.start : place.end] == quote
