"""With an unreachable cluster every method raises SearchUnavailableError in bounded time; it never looks like an empty archive."""

import pytest

from archive.search.engine import open_engine
from archive.search.engine.contract import MATCH_ALL, Engine, SearchQuery, SearchUnavailableError


@pytest.fixture
def away() -> Engine:
    """An engine at port 1, where no server listens."""
    return open_engine("opensearch", "http://127.0.0.1:1/khizana")


@pytest.mark.parametrize(
    "ask",
    [
        lambda engine: engine.info(),
        lambda engine: engine.state(),
        lambda engine: engine.doc_versions(),
        lambda engine: engine.write([], gone=[1]),
        lambda engine: engine.clear(),
        lambda engine: engine.build(lambda _: ()).__enter__(),
        lambda engine: engine.view().count,
        lambda engine: engine.view().search(SearchQuery(MATCH_ALL)),
        lambda engine: engine.view().doc_freqs(["e:بوتين"]),
        lambda engine: engine.view().sample(["e:بوتين"], 5),
        lambda engine: engine.view().words_by_sound("btn"),
        lambda engine: engine.view().terms("e:"),
        lambda engine: engine.view().records([1]),
    ],
)
def test_it_raises_search_unavailable(away, ask):
    with pytest.raises(SearchUnavailableError) as error:
        ask(away)
    assert "127.0.0.1:1" in str(error.value)
