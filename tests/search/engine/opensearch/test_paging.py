"""Sort orders end in the primary key, so that no two hits are tied."""

import pytest

from archive.search.engine.opensearch.paging import NEWEST, OLDEST, SCORE, sorting


@pytest.mark.parametrize(
    ("order", "scored", "expected"),
    [
        ("newest", True, NEWEST),
        ("oldest", True, OLDEST),
        ("relevance", False, NEWEST),
        ("relevance", True, SCORE + NEWEST),
        ((("pk", True), ("score", False)), True, [{"pk": "desc"}, {"_score": "asc"}, *NEWEST]),
    ],
)
def test_orders(order, scored, expected):
    assert sorting(order, scored=scored) == expected


@pytest.mark.parametrize("order", ["newest", "oldest", "relevance", (("tag", False),)])
def test_every_order_ends_in_the_primary_key(order):
    assert sorting(order, scored=True)[-1] == {"pk": "desc"}


def test_missing_keys_come_last_in_either_direction():
    for descending in (True, False):
        ((name, options),) = sorting((("tag", descending),), scored=True)[0].items()
        assert (name, options["missing"], options["mode"]) == ("tag", "_last", "min")
