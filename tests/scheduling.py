"""Which tests run in one process: those that share an expensive fixture, so that it is built once.

`make test` distributes whole groups over its processes (`--dist loadscope`): the folders `browser` and `relevance`, the
contract suite of each engine, and otherwise each file. The groups that take longest start first, so that the processes
end at about the same time.
"""

import re

import pytest
from xdist.scheduler import LoadScopeScheduling

SLOWEST_FIRST = (
    "tests/browser",
    "contract whoosh",
    "contract tantivy",
    "contract opensearch",
    "tests/opensearch/test_three_nodes.py",
    "tests/search/test_killed.py",
    "tests/bench/engines/test_subjects.py",
)
_FOLDER = re.compile(r"tests/(?:browser|relevance)(?=/)")
_CONTRACT = re.compile(r"tests/search/contract/.*\[(whoosh|tantivy|opensearch)\b")


def group(nodeid: str) -> str:
    """The group of a test: `tests/search/contract/test_words.py::test_a_word[whoosh-x]` → `contract whoosh`."""
    if folder := _FOLDER.match(nodeid):
        return folder[0]
    if contract := _CONTRACT.match(nodeid):
        return f"contract {contract[1]}"
    return nodeid.partition("::")[0]


def by_cost(items: list[pytest.Item]) -> list[pytest.Item]:
    """The items with those of the slowest groups first; the order within a group is kept."""
    rank = {name: place for place, name in enumerate(SLOWEST_FIRST)}
    return sorted(items, key=lambda item: rank.get(group(item.nodeid), len(rank)))


class GroupScheduling(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        return group(nodeid)
