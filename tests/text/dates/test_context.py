import pytest

from archive.text.dates.context import (
    adjacent_weekday,
    are_joined,
    follows_between,
    is_conjunction,
    may_precede_ordinal,
)
from archive.text.dates.normalization import fold_for_dates


def place(text, date="DATE"):
    """The folded text with the date in it replaced by as many digits, and its offsets."""
    folded = fold_for_dates(text.replace(date, "1" * len(date)))[0]
    start = folded.index("1")
    return folded, start, start + len(date)


@pytest.mark.parametrize(
    ("text", "weekday"),
    [
        ("الاثنين DATE", 0),
        ("يوم الجمعة الموافق DATE", 4),
        ("والخميس (DATE", 3),
        ("DATE (الأحد)", 6),
        ("DATE، السبت", 5),
        ("الاثنين ثم DATE", None),
        ("DATE السبت عاد", None),
    ],
)
def test_a_weekday_directly_before_or_after_a_date_belongs_to_it(text, weekday):
    adjacent = adjacent_weekday(*place(text))
    assert (adjacent.weekday if adjacent else None) == weekday


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("من DATE إلى ", True),
        ("خلال DATE - ", True),
        ("بين DATE و", True),
        ("DATE إلى ", False),
        ("في DATE و", False),
        ("من DATE ثم ", False),
    ],
)
def test_two_dates_are_a_span_if_words_before_and_between_say_so(text, joined):
    folded, start, end = place(text)
    assert are_joined(folded, start, end, len(folded)) is joined


@pytest.mark.parametrize(
    ("text", "possible"),
    [("في ", True), ("الاثنين ", True), ("الموافق ", True), ("الأسبوع ", False), ("الدور ", False)],
)
def test_an_ordinal_after_a_definite_noun_is_not_a_day(text, possible):
    folded = fold_for_dates(text)[0]
    assert may_precede_ordinal(folded, len(folded)) is possible


@pytest.mark.parametrize(("before", "found"), [("بين ", True), ("بين يومي ", True), ("من ", False)])
def test_between_may_be_followed_by_one_word(before, found):
    assert follows_between(before, len(before)) is found


@pytest.mark.parametrize(("words", "found"), [(" و", True), (" الي ", False), (" والي ", False), (" وحتي ", False)])
def test_a_conjunction_is_the_word_and_alone(words, found):
    assert is_conjunction(words) is found
