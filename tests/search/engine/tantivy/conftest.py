from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.search.engine.tantivy.engine import Tantivy
from archive.text import Levels, Term, current_analyzer, override_analyzer, word_spans


class Shortening:
    """An analysis that drops a letter for each level, so that no spelling is its own spelling; in the real one nearly all are."""

    version = "shortening"

    def __init__(self) -> None:
        self.lexicon = current_analyzer().lexicon

    def levels(self, word: str) -> Levels:
        return word, word[1:] or word, word[2:] or word[1:] or word, word[-1]

    def analyze(self, text: str) -> list[Term]:
        return [Term(*self.levels(word), start, end) for word, start, end in word_spans(text)]

    def takes_article(self, word: str) -> bool:
        return False


@pytest.fixture
def engine(tmp_path: Path) -> Tantivy:
    return Tantivy(str(tmp_path / "index"))


@pytest.fixture
def shortening() -> Iterator[None]:
    with override_analyzer(Shortening()):
        yield
