"""kill -9 during an import, a commit or a swap: what the next process drains makes the index equal to the record.

Each scene runs the real commands in a process of its own, on a data folder of its own, and kills it at a given step or
after a given time. Then another process does what the next start does, and compares index and record article by article.
"""

import json
import random
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.search.fork_server import ForkServer

ARTICLES = 240
WORDS = "وزير مدينة اتفاق نهر رئيس بيان مؤتمر اقتصاد جسر مباراة تعليم صحة طريق ميناء حديقة".split()
ENGINES = ["whoosh", "tantivy"]

KILLER = """
import importlib, os, signal, sys
from django.core.management import call_command

name, when, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
path, _, attribute = name.partition(":")
owner = importlib.import_module(path)
*parents, last = attribute.split(".")
for parent in parents:
    owner = getattr(owner, parent)
original = getattr(owner, last)

def killing(*args, **kwargs):
    global count
    count -= 1
    if when == "before" and count == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    result = original(*args, **kwargs)
    if when == "after" and count == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return result

setattr(owner, last, killing)
call_command(*sys.argv[4:])
print("NOT KILLED")
"""
NO_AUTHORITY_FILE = "from archive.entities import services; services.authority_changed = lambda: False"
"""Names play no part here, and reading them takes each process a second."""
MANAGE = """
import sys
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", *sys.argv[1:]])
"""
CHECK = """
import json
from archive import search
from archive.catalog.models import Article

search.drain()
found = search.index_diff()
status = search.index_status()
print(json.dumps({
    "differences": [found.missing, found.surplus, found.outdated, found.waiting],
    "compared": found.compared,
    "published": Article.objects.published().count(),
    "found": search.search(search.SearchRequest(q="خبر", per_page=1)).count,
    "indexed": status.indexed,
    "rebuilding": status.rebuilding,
}))
"""


class Archive:
    """An archive on disk, used by processes of its own."""

    def __init__(self, folder: Path, processes: ForkServer) -> None:
        self.folder = folder
        self.processes = processes
        self.manage("migrate", "--verbosity", "0")

    def manage(self, *arguments: str) -> str:
        done = self.processes.run(MANAGE, *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def killed(self, where: str, when: str, count: int, *command: str) -> None:
        done = self.processes.run(KILLER, where, when, str(count), *command)
        assert done.returncode == -signal.SIGKILL, f"{where} was not reached: {done.stdout}{done.stderr}"

    def articles(self, name: str, first: int, count: int) -> str:
        """A JSONL file of made-up articles; their numbers are the keys of re-import."""
        chance = random.Random(f"{name}{first}")
        path = self.folder / f"{name}.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for number in range(first, first + count):
                body = " ".join(chance.choices(WORDS, k=60))
                record = {
                    "id": str(number),
                    "title": f"خبر {name} {number}",
                    "body": f"خبر {body}.",
                    "date": "2024-06-20",
                }
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
        return str(path)

    def agrees(self) -> int:
        """Does what the next start does, asserts that the index equals the record, returns the number of articles."""
        done = self.processes.run(CHECK)
        assert done.returncode == 0, done.stderr
        answer = json.loads(done.stdout.splitlines()[-1])
        assert answer["differences"] == [[], [], [], []]
        assert answer["compared"] == answer["published"] == answer["indexed"] == answer["found"]
        return int(answer["published"])


@pytest.fixture(params=ENGINES)
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Archive]:
    with ForkServer(
        NO_AUTHORITY_FILE, ARCHIVE_DATA_DIR=str(tmp_path / "data"), ARCHIVE_SEARCH_ENGINE=request.param
    ) as processes:
        yield Archive(tmp_path, processes)


GENERATIONS = "archive.search.engine.embedded.generations:Generations"
SCENES = {
    "before a part of the import is committed": ("archive.catalog.models:OutboxEntry.objects.bulk_create", "before", 1),
    "between the record's commit and the index": ("archive.search.indexing.outbox:drain", "before", 1),
    "while the documents are read": ("archive.search.indexing.indexer:documents", "after", 1),
    "before the commit is published": (f"{GENERATIONS}.publish", "before", 1),
    "after it was published, with the outbox unsettled": (f"{GENERATIONS}.publish", "after", 1),
    "between index and outbox": ("archive.search.indexing.outbox:outbox_settle", "before", 1),
}
SWAPS = {
    "while the new generation is filled": ("archive.search.indexing.indexer:documents", "after", 1),
    "before what changed meanwhile is caught up": (f"{GENERATIONS}.missed", "before", 1),
    "just before the swap": (f"{GENERATIONS}.finish", "before", 1),
    "just before the pointer is moved": (f"{GENERATIONS}.publish", "before", 1),
    "just after the swap": (f"{GENERATIONS}.finish", "after", 1),
}


def test_an_import_killed_at_any_step_is_made_up_for(archive: Archive):
    first = archive.articles("first", 0, 40)
    archive.manage("ingest", first)
    for number, (where, when, count) in enumerate(SCENES.values(), 1):
        changed = archive.articles(f"changed{number}", 20, 40)
        archive.killed(where, when, count, "ingest", changed)
        assert archive.agrees() in (40, 60)
    archive.manage("ingest", changed)
    assert archive.agrees() == 60


def test_a_rebuild_killed_at_any_step_leaves_an_index_that_agrees(archive: Archive):
    archive.manage("ingest", archive.articles("first", 0, 60))
    for where, when, count in SWAPS.values():
        archive.killed(where, when, count, "rebuild_index", "--noinput")
        assert archive.agrees() == 60
        folders = [path for path in (archive.folder / "data").glob("index*/*") if path.is_dir()]
        assert folders, "the generation that serves is there"
    archive.manage("rebuild_index", "--noinput", "--verbosity", "0")
    folders = [path for path in (archive.folder / "data").glob("index*/*") if path.is_dir()]
    assert len(folders) == 1, "what the killed ones left behind is gone"
    assert archive.agrees() == 60


def test_an_import_killed_at_any_time_is_made_up_for(archive: Archive):
    chance = random.Random(20240620)
    for round_ in range(4):
        articles = archive.articles(f"round{round_}", 100 * round_, ARTICLES)
        archive.processes.run(MANAGE, "ingest", articles, kill_after=chance.uniform(0.05, 1.5))
        archive.agrees()
