import math
from itertools import combinations

import pytest

from archive.catalog.services import article_withdraw
from archive.entities.services import authority_load
from archive.ingest.sample import sample_load
from archive.search import DateRange, SearchRequest, drain, name_network, search
from archive.search.related.name_network import association
from tests.search.conftest import mention, write

pytestmark = pytest.mark.django_db
KINDS = ("person", "place", "organization")


@pytest.fixture
def talks():
    """Five articles: two persons always together, a place in all of them, another place in two."""
    articles = [write(f"محادثات {number}", "نص المحادثات.", published="2024-06-20") for number in range(5)]
    for number, article in enumerate(articles):
        mention(article, "place", "هانوي")
        for name in ("فلاديمير", "سيرغي") if number < 3 else ():
            mention(article, "person", name)
        if number > 2:
            mention(article, "place", "موسكو")
    drain()
    return articles


def keys(network):
    return [name.key for name in network.names]


def pairs(network):
    return {
        frozenset((network.names[pair.first].key, network.names[pair.second].key)): pair.count for pair in network.pairs
    }


def test_names_that_are_always_together_are_the_strongest_pair_and_what_all_mention_goes_with_none(talks):
    network = name_network(SearchRequest(), KINDS, 10)
    assert (network.count, [name.count for name in network.names]) == (5, [5, 3, 3, 2])
    (pair,) = network.pairs
    assert (pair.count, pair.association) == (3, 1.0)
    assert {network.names[pair.first].facet, network.names[pair.second].facet} == {"person"}


def test_what_is_withdrawn_is_counted_nowhere(talks):
    article_withdraw(article=talks[0])
    drain()
    network = name_network(SearchRequest(), KINDS, 10)
    assert [name.count for name in network.names] == [4, 2, 2, 2]
    assert list(pairs(network).values()) == [2]


def test_rare_pairs_and_other_kinds_are_left_out(talks):
    for article in talks[1:3]:
        article_withdraw(article=article)
    drain()
    assert name_network(SearchRequest(), KINDS, 10).pairs == ()  # one article has both
    assert {name.facet for name in name_network(SearchRequest(), ("place",), 10).names} == {"place"}


@pytest.mark.parametrize(
    "request_of",
    [
        lambda top: SearchRequest(),
        lambda top: SearchRequest(q="القمة"),
        lambda top: SearchRequest(filters={"person": (top["person"],)}),
        lambda top: SearchRequest(filters={"place": (top["place"],)}, excludes={"person": (top["person"],)}),
        lambda top: SearchRequest(names=(top["person"], top["place"])),
        lambda top: SearchRequest(q="القمة أو نوبل", published=DateRange(None, None), match="any"),
    ],
    ids=["all", "query", "person", "place", "names", "any"],
)
def test_every_name_and_every_pair_has_the_count_of_the_search_for_it(db, request_of):
    authority_load()
    sample_load()
    drain()
    facets = search(SearchRequest(per_page=0)).facets
    asked = request_of({kind: facets[kind][1].key for kind in KINDS})
    network = name_network(asked, KINDS, 15)
    assert network.count == found(asked)
    assert network.names
    for name in network.names:
        assert name.count == found(asked, name.key)
    counted = pairs(network)
    for first, second in combinations(network.names, 2):
        both = found(asked, first.key, second.key)
        expected = both >= network.least_support and association(both, first.count, second.count, network.count) > 0
        assert counted.get(frozenset((first.key, second.key))) == (both if expected else None)


def found(request, *names):
    from dataclasses import replace

    return search(replace(request, names=(*request.names, *names), per_page=0)).count


def test_the_association_is_one_for_inseparable_names_and_zero_for_independent_ones():
    assert association(3, 3, 3, 100) == pytest.approx(1)
    assert association(5, 50, 10, 100) == pytest.approx(0)
    assert association(1, 50, 10, 100) < 0
    assert association(10, 20, 10, 100) == pytest.approx(math.log(5) / math.log(10))
    assert association(7, 7, 7, 7) == 0
