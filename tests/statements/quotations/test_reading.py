import signal
from contextlib import contextmanager
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.statements.quotations import reading
from archive.statements.quotations.reading import read_quotations


@pytest.mark.parametrize(
    "text",
    [
        "وقال الكاهن الذي لفت الأنظار: «توجد قوة، قوة في الصبر».",
        "وأشار المذيع إلى تصريحات الناطق سليم الحداد، التي قال فيها إن البحرية غيرت سلوكها بالتأكيد.",
    ],
)
def test_words_that_two_cues_introduce_are_one_quotation(text, monkeypatch):
    read = []
    one_in_place = reading._one_in_place
    monkeypatch.setattr(reading, "_one_in_place", lambda found: one_in_place(read.extend(found) or found))
    found = read_quotations([text], [[]])
    assert len(read) == 2
    assert [one.confidence for one in found] == [max(one.confidence for one in read)]


@pytest.mark.parametrize("last", ["بحسب", "وفقا"])
def test_a_source_that_the_paragraph_breaks_off_is_none(last):
    read = read_quotations([f"قال الوزير إن الجسر سيفتح غدا، {last}"], [[]])
    assert [one.cue for one in read] == ["قال"]


@contextmanager
def at_most(seconds):
    """An endless loop fails the test instead of holding the run up."""

    def give_up(*_):
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize(("mark", "other"), [*product('"“”«»', repeat=2)])
@pytest.mark.parametrize("cue", ["قال", "كتبوا على اللافتات", "أعلن"])
def test_marks_around_a_single_letter_end_the_reading_too(cue, mark, other):
    text = f"{cue} {mark}باقون هنا {other}و{mark}لن نرحل {other}و{mark}نريد خبزا{other}."
    with at_most(10):
        read_quotations([text], [[]])


@given(st.lists(st.sampled_from([*'"“”«»():،. ', "و", "قال", "كتب", "إن", "الوزير", "بحسب", "باقون هنا"]), max_size=30))
def test_any_row_of_words_and_marks_is_read(parts):
    with at_most(10):
        for one in read_quotations(["".join(parts), " ".join(parts)], [[], []]):
            assert one.start < one.end
