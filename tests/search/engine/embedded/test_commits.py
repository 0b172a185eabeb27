"""A commit, at whatever step it is seen or killed, leaves an index that every process calls sound; damage is found all the same."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archive.search.engine.contract import Engine, IndexDamagedError
from archive.search.engine.embedded import checksums
from archive.search.engine.tantivy import shared_writer
from tests.search.contract.engines import EMBEDDED, fresh, opened_again
from tests.search.contract.writing import document, pks
from tests.search.damage import flip

STEPS = ("rename", "replace", "remove", "unlink")
"""What Python asks the file system for when a file takes another's place or goes."""
KILLED = 9
CHILD_S, MAX_STUCK = 15, 8
"""Seconds after which a child is stuck, and how many may be."""


@pytest.fixture(params=EMBEDDED)
def engine(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setattr(shared_writer, "MERGE_GRACE_S", 0.0)
    with fresh(request.param, tmp_path) as opened:
        write(opened, 1, 2)
        write(opened, 3)
        yield opened


def write(engine: Engine, *numbers: int) -> None:
    engine.write([document(number) for number in numbers])
    wait(engine)


def wait(engine: Engine) -> None:
    """Until Tantivy's writer is closed."""
    if engine.name == "tantivy":
        engine.writer.wait()


def stop_at_steps(monkeypatch: pytest.MonkeyPatch, stop: Callable[[], None]) -> None:
    """Call `stop` before and after each change of a file's name, and around the mark of a writer."""

    def stopping(original):
        def step(*args, **kwargs):
            stop()
            result = original(*args, **kwargs)
            stop()
            return result

        return step

    for name in STEPS:
        monkeypatch.setattr(os, name, stopping(getattr(os, name)))
    for name in ("begin_writing", "end_writing", "seal"):
        monkeypatch.setattr(checksums, name, stopping(getattr(checksums, name)))


def test_every_process_finds_a_sound_index_at_each_step_of_a_commit(engine, monkeypatch):
    running, seen = opened_again(engine), []

    def look():
        new = opened_again(engine)
        new.check(full=True)
        running.check()
        assert new.info() is not None
        assert pks(running) <= pks(new)
        seen.append(frozenset(pks(new)))

    with monkeypatch.context() as steps:
        stop_at_steps(steps, look)
        for number in (4, 5):
            write(engine, number, 1)
    assert len(seen) > 15
    assert {frozenset(range(1, last)) for last in (4, 5, 6)} == set(seen)


def test_a_commit_killed_at_any_step_leaves_a_sound_index(engine, monkeypatch):
    kill_at = stuck = 0
    while True:
        kill_at += 1
        child = os.fork()
        if not child:
            _write_and_die(engine, monkeypatch, kill_at)
        status = _status(child)
        if status == -signal.SIGKILL and stuck < MAX_STUCK:
            stuck, kill_at = stuck + 1, kill_at - 1
            continue
        new = opened_again(engine)
        new.check(full=True)
        assert pks(new) >= {1, 2, 3}
        if status == 0:
            break
        assert status == KILLED
        if kill_at % 4 == 0:  # the mark of the dead writer is left to the next one
            write(new, 100 + kill_at)
            opened_again(engine).check(full=True)
    assert kill_at > 8


def _status(child: int) -> int:
    """How the child ended. One that has not by CHILD_S is killed: a lock that a thread of this process held at the fork is never
    released in it, which says nothing of the index."""
    until = time.monotonic() + CHILD_S
    while time.monotonic() < until:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _write_and_die(engine: Engine, monkeypatch: pytest.MonkeyPatch, kill_at: int) -> None:
    """In a child: ends at the step of this number, or with the status 0 after the last."""
    left = kill_at

    def die_in_time():
        nonlocal left
        left -= 1
        if left == 0:
            os._exit(KILLED)

    try:
        stop_at_steps(monkeypatch, die_in_time)
        write(opened_again(engine), 4, 1)
        os._exit(0)
    finally:
        os._exit(1)


def test_a_commit_during_a_full_check_is_no_damage(engine):
    commits = iter(range(10, 14))

    def commit():
        number = next(commits, None)
        if number is not None:
            write(engine, number, 1)

    opened_again(engine).check(full=True, pause=commit)
    assert next(commits, None) is None
    opened_again(engine).check()


def test_a_commit_between_the_list_and_the_files_is_no_damage(engine, monkeypatch):
    checking = opened_again(engine)
    read = checking.generations._files._list
    commits = iter((4, 5))

    def slow(folder):
        found = read(folder)
        for number in commits:
            write(engine, number, 1)
        return found

    monkeypatch.setattr(checking.generations._files, "_list", slow)
    checking.generations.check()
    assert next(commits, None) is None


def test_damage_is_found_while_commits_come_in(engine):
    folder = engine.generations.current()
    largest = max(folder.iterdir(), key=lambda path: path.stat().st_size * (path.suffix in {".keys", ".term"}))
    flip(largest)
    pauses = iter(range(10, 12))

    def touch_list():
        if next(pauses, None):
            content = (folder / checksums.NAME).read_bytes()
            (folder / "again").write_bytes(content)
            (folder / "again").replace(folder / checksums.NAME)

    with pytest.raises(IndexDamagedError, match=largest.name):
        opened_again(engine).check(full=True, pause=touch_list)
    with pytest.raises(IndexDamagedError, match=largest.name):
        opened_again(engine).info()


def test_a_rebuild_while_the_pointer_is_followed_is_no_damage(engine, monkeypatch):
    checking = opened_again(engine)
    read = checking.generations.commit_token
    rebuilds = iter((1, 2))

    def slow():
        token = read()
        for _ in rebuilds:
            with engine.build(lambda _: ()) as builder:
                builder.add([document(number) for number in (1, 2, 3)])
        return token

    monkeypatch.setattr(checking.generations, "commit_token", slow)
    assert checking.info() is not None
    checking.check(full=True)
    assert next(rebuilds, None) is None
    assert pks(checking) == {1, 2, 3}
