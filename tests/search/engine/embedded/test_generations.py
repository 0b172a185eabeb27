"""Folders of generations, the pointer to the current one, and locks that end with their process."""

import subprocess
import sys
from pathlib import Path

import pytest

from archive.search.engine.contract import IndexBusyError
from archive.search.engine.embedded.generations import Generations


@pytest.fixture
def generations(tmp_path: Path):
    return Generations(tmp_path / "index", 1, lambda folder: (folder / "words").write_text("كلمات"))


def test_a_second_writer_waits_for_the_first(generations):
    with generations.lock(), pytest.raises(IndexBusyError), generations.lock(timeout=0.1):
        pass
    with generations.lock(timeout=0.1):
        pass


def test_a_writer_that_dies_releases_the_lock(generations):
    generations.root.mkdir(parents=True)
    script = "import fcntl,os,sys; f=open(sys.argv[1],'a'); fcntl.flock(f,fcntl.LOCK_EX); os._exit(9)"
    died = subprocess.run([sys.executable, "-c", script, str(generations.root / "lock")], check=False)
    assert died.returncode == 9
    with generations.lock(timeout=0.1):
        pass


def test_a_new_generation_replaces_and_removes_the_old_one(generations):
    assert (generations.commit_token(), generations.current(), generations.size()) == (None, None, 0)
    first = generations.create()
    generations.publish(first)
    token = generations.commit_token()
    with generations.build() as second:
        assert generations.current() == first
        assert generations.building() == [second]
        generations.note_missed([7, 3])
        generations.note_missed([7])
        assert generations.missed(second) == [3, 7]
        generations.publish(first)
        assert generations.commit_token() != token
        generations.finish(second)
    assert generations.current() == second
    assert [path for path in generations.root.iterdir() if path.is_dir()] == [second]
    assert generations.size() > 0


def test_a_generation_whose_build_failed_is_removed(generations):
    with pytest.raises(RuntimeError), generations.build():
        raise RuntimeError
    assert generations.current() is None
    assert not [path for path in generations.root.iterdir() if path.is_dir()]


def test_a_generation_whose_builder_died_is_removed_by_the_next_commit(generations):
    abandoned = generations.create()
    (abandoned / "missed").touch()
    assert generations.building() == []
    generations.publish(generations.create())
    assert not abandoned.exists()


def test_a_generation_knows_the_versions_that_it_was_built_with(generations):
    folder = generations.create()
    assert generations.info(folder).readable
    assert not generations.info(folder).stale
    newer = Generations(generations.root, 2, lambda folder: None)
    assert not newer.info(folder).readable
    assert newer.info(folder).stale
