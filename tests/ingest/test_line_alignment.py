"""The index of words finds what comparing every line with every paragraph finds, in a fraction of the time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.line_alignment import MIN_SHARE, MIN_WORDS, Paragraphs
from archive.text import distinct_words

WORDS = "الوزير الجسر النهر المدينة افتتح صباح الخميس على من وقال أمس بعد".split()
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)


@st.composite
def articles(draw):
    """Paragraphs and a line that is one of them, a part, several or something like it."""
    paragraphs = draw(st.lists(texts, max_size=8))
    line = draw(
        st.one_of(texts, st.sampled_from(paragraphs) if paragraphs else texts, st.just(" ".join(paragraphs[:2])))
    )
    start = draw(st.integers(0, 5))
    return paragraphs, line[start:].strip()


def compared(line, paragraphs):
    def is_part(paragraph):
        shorter, longer = sorted((paragraph, line), key=len)
        return (" " in shorter and shorter in longer) or paragraph == line

    def share(paragraph):
        own, others = distinct_words(line), distinct_words(paragraph)
        shorter = min(len(own), len(others))
        return len(own & others) / shorter if shorter >= MIN_WORDS else 0.0

    if found := tuple(place for place, paragraph in enumerate(paragraphs) if is_part(paragraph)):
        return found
    best = max(range(len(paragraphs)), key=lambda place: (share(paragraphs[place]), -place), default=None)
    return () if best is None or share(paragraphs[best]) < MIN_SHARE else (best,)


@given(articles())
def test_it_finds_what_comparing_all_finds(article):
    paragraphs, line = article
    assert Paragraphs(paragraphs).of_line(line) == compared(line, paragraphs)


@pytest.mark.parametrize(
    ("line", "places"),
    [
        ("الجسر", (0,)),
        ("النهر", ()),
        ("افتتح الوزير", (1, 2)),
        ("وافتتح الوزير الجسر\tعلى النهر وقال", (1,)),
        ("", ()),
    ],
)
def test_a_word_alone_is_no_part_and_spaces_are_alike(line, places):
    assert Paragraphs(["الجسر", "افتتح الوزير  الجسر على النهر", "كما افتتح الوزير أمس"]).of_line(line) == places


def test_two_thousand_lines_find_each_its_paragraph_among_as_many():
    paragraphs = [
        f"قال الوزير {number} في المدينة إن الجسر رقم {number * 7} على النهر افتتح صباح الخميس بعد عامين من العمل فيه"
        for number in range(2_000)
    ]
    lines = [f"{paragraph.replace('صباح', 'مساء')} ثم غادر" for paragraph in paragraphs]
    known = Paragraphs(paragraphs)
    assert [known.of_line(line) for line in lines] == [(place,) for place in range(2_000)]
