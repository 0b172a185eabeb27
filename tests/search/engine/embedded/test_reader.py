"""A process opens an index again only after a commit, and retries if a writer removed files meanwhile."""

from pathlib import Path

import pytest

from archive.search.engine.contract import IndexInfo
from archive.search.engine.embedded import reader as module
from archive.search.engine.embedded.generations import Generations
from archive.search.engine.embedded.reader import Reader


class Names(Reader[str]):
    """A snapshot is the name of the folder, and how often it was opened."""

    def __init__(self, generations: Generations) -> None:
        self.opened = 0
        self.failures = 0
        super().__init__(generations)

    def empty(self, info: IndexInfo | None) -> str:
        return "none" if info is None else "unreadable"

    def open(self, folder: Path, info: IndexInfo) -> str:
        self.opened += 1
        if self.failures:
            self.failures -= 1
            raise FileNotFoundError(folder)
        return f"{folder.name} {self.opened}"


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    return Generations(tmp_path / "index", 1, lambda folder: None)


def test_without_an_index_the_snapshot_is_empty(generations):
    assert Names(generations).snapshot() == "none"


def test_nothing_is_opened_again_without_a_commit(generations):
    reader, folder = Names(generations), generations.create()
    generations.publish(folder)
    assert reader.snapshot() == reader.snapshot() == f"{folder.name} 1"
    generations.publish(folder)
    assert reader.snapshot() == f"{folder.name} 2"


def test_a_vanished_index_is_empty(generations):
    reader = Names(generations)
    generations.publish(generations.create())
    reader.snapshot()
    (generations.root / "current").unlink()
    assert reader.snapshot() == "none"


def test_an_index_in_another_format_is_not_opened(generations):
    reader = Names(generations)
    generations.version = 2
    generations.publish(generations.create())
    generations.version = 1
    assert (reader.snapshot(), reader.opened) == ("unreadable", 0)


def test_opening_is_tried_again_when_files_vanish(generations, monkeypatch):
    monkeypatch.setattr(module, "RETRY_PAUSE_S", 0.0)
    reader = Names(generations)
    generations.publish(generations.create())
    reader.failures = 2
    assert reader.snapshot().endswith(" 3")


def test_a_lasting_failure_is_raised_and_the_next_look_tries_again(generations, monkeypatch):
    monkeypatch.setattr(module, "RETRY_PAUSE_S", 0.0)
    reader = Names(generations)
    generations.publish(generations.create())
    reader.failures = module.ATTEMPTS
    with pytest.raises(FileNotFoundError):
        reader.snapshot()
    assert reader.snapshot().endswith(f" {module.ATTEMPTS + 1}")
