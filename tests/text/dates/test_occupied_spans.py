from hypothesis import given
from hypothesis import strategies as st

from archive.text.dates.occupied_spans import OccupiedSpans

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 5)).map(lambda span: (span[0], sum(span))))


@given(SPANS, st.integers(0, 30), st.integers(1, 5))
def test_a_span_overlaps_if_one_of_its_characters_is_occupied(spans, start, length):
    occupied = {offset for first, last in spans for offset in range(first, last)}
    assert OccupiedSpans(spans).overlaps(start, start + length) == bool(occupied & set(range(start, start + length)))


def test_it_finds_the_end_of_the_last_span_before_an_offset():
    spans = OccupiedSpans([(10, 12), (3, 5)])
    assert [spans.last_end_before(offset) for offset in (2, 5, 9, 12)] == [0, 5, 5, 12]
