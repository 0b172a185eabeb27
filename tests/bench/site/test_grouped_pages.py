"""Which pages are asked for, and which times count; the pages themselves are timed by hand."""

from collections import Counter
from urllib.parse import parse_qs, urlsplit

from bench.site.grouped_pages import GROUPINGS, quantiles, times_by_grouping


def test_each_page_counts_with_the_lowest_time_of_its_rounds_and_the_order_turns():
    asked: Counter[str] = Counter()
    groups: list[str] = []

    def ask(address: str) -> float:
        asked[address] += 1
        (group,) = parse_qs(urlsplit(address).query)["group"]
        groups.append(group)
        return asked[address] + (10 if group == "story" else 0)

    times = times_by_grouping(ask, ["خبر", "ميناء"], "newest", rounds=2)
    assert times == {"none": [2, 2], "versions": [1, 1], "story": [11, 11]}
    assert groups[0] == "none"
    assert groups[1:4] != groups[4:7]
    assert sorted(groups[1:4]) == sorted(groups[4:7]) == sorted(GROUPINGS)


def test_quantiles_are_the_median_and_the_95th_percentile():
    assert quantiles(list(range(100))) == (50, 95)
    assert set(GROUPINGS) == {"none", "versions", "story"}
