"""An index of numbers by key, without dictionaries."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from archive.entities.name_lookup.hash_index import HashIndex


@given(st.lists(st.tuples(st.text(max_size=3), st.integers(0, 1000))))
def test_it_gives_the_numbers_of_a_key_in_ascending_order(entries):
    expected = defaultdict(list)
    for key, number in entries:
        expected[key].append(number)
    index = HashIndex(entries)
    for key, numbers in expected.items():
        assert list(index.get(key)) == sorted(numbers)


def test_an_unknown_key_has_no_numbers():
    assert list(HashIndex([("a", 1), (("a", 2), 3)]).get("b")) == []
