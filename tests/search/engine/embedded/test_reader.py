"""A process opens an index again only after a commit, and retries if a writer removed files meanwhile."""

import errno
import shutil
from pathlib import Path

import pytest

from archive.search.engine.contract import IndexDamagedError, IndexInfo, SearchUnavailableError
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
    shutil.rmtree(generations.root)
    assert reader.snapshot() == "none"


def test_a_vanished_pointer_is_damage_until_it_is_back(generations, monkeypatch):
    monkeypatch.setattr(module, "DAMAGED_CHECK_S", 0.0)
    reader, folder = Names(generations), generations.create()
    generations.publish(folder)
    generations.end_writing(folder)
    before, pointer = reader.snapshot(), (generations.root / "current").read_bytes()
    (generations.root / "current").unlink()
    with pytest.raises(IndexDamagedError, match="current is missing"):
        reader.snapshot()
    (generations.root / "current").write_bytes(pointer)
    assert reader.snapshot().split()[0] == before.split()[0]


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


def test_a_lasting_failure_is_damage_and_a_later_look_tries_again(generations, monkeypatch):
    monkeypatch.setattr(module, "RETRY_PAUSE_S", 0.0)
    monkeypatch.setattr(module, "DAMAGED_CHECK_S", 0.0)
    reader = Names(generations)
    generations.publish(generations.create())
    reader.failures = module.ATTEMPTS
    with pytest.raises(IndexDamagedError, match="FileNotFoundError"):
        reader.snapshot()
    assert reader.snapshot().endswith(f" {module.ATTEMPTS + 1}")


@pytest.mark.parametrize("number", [errno.EMFILE, errno.ENFILE, errno.ENOMEM])
def test_a_process_that_lacks_descriptors_or_memory_calls_no_index_damaged(generations, monkeypatch, number):
    reader = Names(generations)
    generations.publish(generations.create())
    monkeypatch.setattr(reader, "open", lambda *_: (_ for _ in ()).throw(OSError(number, "too many")))
    with pytest.raises(SearchUnavailableError) as raised:
        reader.snapshot()
    assert not isinstance(raised.value, IndexDamagedError)
