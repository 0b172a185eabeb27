import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text import FoundPassage, Passage, find_passage, parse_passage, passage_digest
from archive.text.passages import MAX_DISTANCE

TEXT = ("وصل وفد التجارة إلى الميناء.", "وقال الوزير إن الاتفاق قريب.", "وقال الوزير إن الاتفاق بعيد.")


def taken(paragraphs, paragraph, start, length, revision=1):
    text = "\n".join(paragraphs)
    first = sum(len(one) + 1 for one in paragraphs[: paragraph - 1]) + start
    return Passage(paragraph, start, length, passage_digest(text[first : first + length]), revision)


def test_it_is_written_and_read_alike():
    passage = taken(TEXT, 2, 5, 6)
    assert parse_passage(str(passage)) == passage


@pytest.mark.parametrize(
    "value",
    ["", "2", "2:5:6", "0:5:6:00000000:1", "2:5:0:00000000:1", "2:5:5001:00000000:1", "2:5:6:0000000g:1", "2:-5:6:00000000:1",
     "2:5:6:00000000:0", "٢:5:6:00000000:1", "2:5:6:00000000:1\n", "9999999:5:6:00000000:1", "2:5:6:00000000:1:x"],
)  # fmt: skip
def test_what_is_no_passage_is_none(value):
    assert parse_passage(value) is None


def test_it_is_where_the_link_says():
    found = find_passage(TEXT, taken(TEXT, 2, 5, 6))
    assert found == FoundPassage("الوزير", ((1, 5, 11),), is_moved=False)


def test_it_may_span_paragraphs():
    found = find_passage(TEXT, taken(TEXT, 1, 20, 20))
    assert [span.paragraph for span in found.spans] == [0, 1]
    assert found.text == "\n".join(TEXT)[20:40]
    assert found.spans[1].start == 0


def test_after_an_edit_it_is_found_where_its_words_are_now():
    edited = ("خبر جديد في أول النص.", *TEXT)
    found = find_passage(edited, taken(TEXT, 1, 4, 11))
    assert found == FoundPassage("وفد التجارة", ((1, 4, 15),), is_moved=True)


def test_of_several_places_the_nearest_is_it():
    passage = taken(TEXT, 3, 0, 22)
    edited = (TEXT[0], TEXT[1], "ثم قال. " + TEXT[2])
    assert find_passage(edited, passage).spans[0].paragraph == 2


def test_a_passage_is_not_looked_for_farther_than_a_long_text_allows():
    passage = taken(TEXT, 1, 4, 11)
    assert find_passage(("س" * (MAX_DISTANCE - 200), *TEXT), passage).text == "وفد التجارة"
    assert find_passage(("س" * (MAX_DISTANCE + 200), *TEXT), passage) is None


def test_words_that_are_gone_are_not_found():
    assert find_passage(("نص آخر كل الاختلاف عما كان.",), taken(TEXT, 2, 5, 6)) is None
    assert find_passage((), taken(TEXT, 2, 5, 6)) is None


def test_the_digest_is_that_of_the_script():
    """`article.js` computes the same; a browser test takes a passage with it."""
    assert passage_digest("وفد") == f"{(0x648 * 31 * 31 + 0x641 * 31 + 0x62F) % 2**32:08x}"


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=6), st.data())
def test_any_passage_of_any_text_is_found_with_its_words(paragraphs, data):
    text = "\n".join(paragraphs)
    paragraph = data.draw(st.integers(1, len(paragraphs)))
    start = data.draw(st.integers(0, len(paragraphs[paragraph - 1]) - 1))
    first = sum(len(one) + 1 for one in paragraphs[: paragraph - 1]) + start
    length = data.draw(st.integers(1, len(text) - first))
    found = find_passage(paragraphs, taken(paragraphs, paragraph, start, length))
    assert found.text == text[first : first + length]
    assert not found.is_moved
    assert "\n".join(paragraphs[span.paragraph][span.start : span.end] for span in found.spans).strip(
        "\n"
    ) == found.text.strip("\n")
