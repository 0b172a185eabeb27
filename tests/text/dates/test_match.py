from hypothesis import given
from hypothesis import strategies as st

from archive.text.dates.match import OccupiedSpans

PLACES = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 5)).map(lambda place: (place[0], sum(place))))


@given(PLACES, st.integers(0, 30), st.integers(1, 5))
def test_a_place_is_taken_where_one_of_its_letters_is(places, start, length):
    letters = {letter for first, last in places for letter in range(first, last)}
    assert OccupiedSpans(places).is_taken(start, start + length) == bool(letters & set(range(start, start + length)))


def test_it_tells_where_the_last_place_before_ends():
    taken = OccupiedSpans([(10, 12), (3, 5)])
    assert [taken.end_before(place) for place in (2, 5, 9, 12)] == [0, 5, 5, 12]
