import pytest

from archive.catalog.services import article_withdraw
from archive.search import drain
from archive.search.related.co_mentions import also_about, co_mentioned
from tests.search.conftest import mention, write
from tests.search.test_grouping import versions

pytestmark = pytest.mark.django_db


@pytest.fixture
def articles():
    """Three share the bridge, all the country; the second shares the engineer with the first as well."""
    made = [write(f"خبر {number}", "نص الخبر.") for number in range(4)]
    *_, country = (mention(article, "place", "بلد") for article in made)
    *_, bridge = (mention(article, "place", "جسر") for article in made[:3])
    *_, engineer = (mention(article, "person", "مهندسة") for article in made[:2])
    drain()
    return made, country, bridge, engineer


def test_co_mentions_are_counted_in_articles_without_the_entity_itself(articles):
    _, country, bridge, engineer = articles
    assert co_mentioned("place", bridge.key, 5) == [(country.key, 3), (engineer.key, 2)]
    assert co_mentioned("place", bridge.key, 1) == [(country.key, 3)]
    assert co_mentioned("person", "nobody", 5) == []


def test_neighbours_share_what_is_rare(articles):
    made, *_ = articles
    assert also_about(made[0], 5) == [made[1], made[2], made[3]]
    assert also_about(made[0], 1) == [made[1]]


def test_versions_of_a_text_are_no_neighbours_of_each_other_and_one_neighbour_of_others(articles):
    made, *_ = articles
    versions(made[0], made[1])
    drain()
    assert also_about(made[0], 5) == [made[2], made[3]]
    neighbours = also_about(made[2], 5)
    assert len(neighbours) == 2
    assert made[3] in neighbours


def test_withdrawn_articles_are_not_counted(articles):
    made, country, bridge, engineer = articles
    article_withdraw(article=made[1])
    drain()
    assert co_mentioned("place", bridge.key, 5) == [(country.key, 2), (engineer.key, 1)]
    assert also_about(made[0], 5) == [made[2], made[3]]
    assert also_about(made[1], 5) == []


def test_an_article_without_names_has_no_neighbours():
    article = write("خبر", "نص الخبر.")
    drain()
    assert also_about(article, 5) == []
