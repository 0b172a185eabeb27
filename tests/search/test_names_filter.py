"""`names`: articles that mention all of several names, whatever their kinds."""

import pytest

from archive.entities.services import entity_merge
from archive.search import SearchRequest, alternatives, drain
from tests.search.conftest import find, mention, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def articles():
    both, one = write("لقاء", "التقى الاثنان."), write("خطاب", "تحدث واحد.")
    first, second = mention(both, "person", "فلاديمير"), mention(both, "person", "سيرغي")
    place = mention(both, "place", "هانوي")
    mention(one, "person", "فلاديمير")
    return both, one, first, second, place


def test_all_of_the_names_are_mentioned(articles):
    both, one, first, second, place = articles
    assert find(names=(first.key,)) == {both.pk, one.pk}
    assert find(names=(first.key, second.key)) == {both.pk}
    assert find(names=(first.key, place.key)) == {both.pk}
    assert find(filters={"person": (first.key, second.key)}) == {both.pk, one.pk}  # any of them
    assert find(names=("nobody",)) == set()


def test_a_merged_name_is_found_by_its_old_key(articles):
    both, one, first, second, _ = articles
    entity_merge(kept=first, merged=[second])
    assert find(names=(first.key, second.key)) == {both.pk, one.pk}


def test_one_name_less_is_offered_where_nothing_mentions_all(articles):
    first = articles[2]
    drain()
    offered = alternatives(SearchRequest(names=(first.key, "nobody")))
    assert [(other.request.names, other.count) for other in offered if other.reason == "without_filter"] == [
        ((first.key,), 2)
    ]
