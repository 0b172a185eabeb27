"""Imports with recognizing processes, as commands on a data folder of their own: equal to one process, also where some are killed."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from tests.postgresql.databases import own_database
from tests.search.fork_server import ForkServer
from tests.search.test_killed import MANAGE

ARTICLES = 320
"""Four batches: few enough to be quick, enough for several processes."""
GIVEN, FAMILY = "نزيه سلمى عدنان وفاء رامي هدى".split(), "القلعوشي الدرعاني المنجوري السهواني البرقاعي".split()
DUMP = """
from archive.catalog.models import Article, OutboxEntry
from archive.chronology.models import DateMention
from archive.entities.models import Entity, Mention

print(list(Article.objects.order_by("pk").values_list("import_key", "title", "content_hash", "raw_document__sha256", "source__name")))
print(list(Entity.objects.order_by("pk").values_list("type", "name", "state", "sound")))
print(list(Mention.objects.order_by("pk").values_list(
    "article", "entity", "relation", "surface", "paragraph", "start", "end", "witness", "confidence")))
print(list(DateMention.objects.order_by("pk").values_list("article", "value", "surface", "paragraph", "start")))
print(list(OutboxEntry.objects.order_by("pk").values_list("article_pk", "priority")))
"""


@pytest.fixture
def news(tmp_path: Path) -> str:
    chance, path = random.Random(2024), tmp_path / "news.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(ARTICLES):
            person, other = (f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}" for _ in range(2))
            body = f"وقال الدكتور {person} إن الأشغال انطلقت في عام {2000 + number % 20}.\nوأضافت السيدة {other} أنها مستمرة."
            file.write(
                json.dumps({"id": str(number), "title": f"خبر {number}", "body": body}, ensure_ascii=False) + "\n"
            )
    return str(path)


class Archives:
    """Data folders that begin empty, each for an import with so many processes."""

    def __init__(self, folder: Path, databases: ExitStack) -> None:
        self.folder, self.databases = folder, databases
        self.count = 0
        self.empty_url = self.url = databases.enter_context(own_database())
        with self.server(folder / "empty") as server:
            assert server.run("from archive.ingest import preparation; preparation.archive_prepare()").returncode == 0

    def server(self, folder: Path, processes: int = 1) -> ForkServer:
        variables = {
            "ARCHIVE_DATA_DIR": str(folder),
            "ARCHIVE_IMPORT_PROCESSES": str(processes),
            "ARCHIVE_DATABASE_URL": self.url,
        }
        return ForkServer(ARCHIVE_SEARCH_ENGINE="whoosh", **variables)

    def start(self, news: str, processes: int) -> "subprocess.Popen[str]":
        """An import into a new archive, running."""
        self.count += 1
        self.current = self.folder / str(self.count)
        self.url = self.databases.enter_context(own_database(copy_of=self.empty_url))
        shutil.copytree(self.folder / "empty", self.current)
        server = self.server(self.current, processes)
        command = [sys.executable, "-c", MANAGE, "ingest", "--no-index", news]
        return subprocess.Popen(
            command, env=server.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def dump(self) -> str:
        with self.server(self.current) as server:
            done = server.run(DUMP)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture
def archives(tmp_path: Path) -> Iterator[Archives]:
    with ExitStack() as databases:
        yield Archives(tmp_path, databases)


def children(pid: int) -> list[int]:
    """The recognizing processes of an import."""
    return [child for origin in origins(pid) for child in of(origin)]


def origins(pid: int) -> list[int]:
    """The process from which they are forked."""
    return [child for child in of(pid) if b"recognizers.process" in Path(f"/proc/{child}/cmdline").read_bytes()]


def of(pid: int) -> list[int]:
    """The processes that this one started."""
    found = []
    with suppress(FileNotFoundError):
        for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
            found += map(int, tasks.read_text().split())
    return found


def wait_for(condition: Callable[[], object], seconds: float = 60) -> object:
    until = time.monotonic() + seconds
    while not (found := condition()) and time.monotonic() < until:
        time.sleep(0.02)
    return found


def test_several_processes_write_what_one_writes_whether_or_not_some_are_killed(archives: Archives, news: str):
    out, err = archives.start(news, 1).communicate(timeout=120)
    assert out.startswith(f"{ARTICLES} articles added"), err
    alone = archives.dump()
    assert "نزيه القلعوشي" in alone
    out, err = archives.start(news, 2).communicate(timeout=120)
    assert out.startswith(f"{ARTICLES} articles added"), err
    assert archives.dump() == alone
    for among in (children, origins):
        killed = archives.start(news, 2)
        os.kill(wait_for(lambda: among(killed.pid))[0], signal.SIGKILL)  # type: ignore[index]  # noqa: B023
        out, err = killed.communicate(timeout=120)
        assert out.startswith(f"{ARTICLES} articles added"), err
        assert archives.dump() == alone


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_recognizing_processes_end_with_their_owner_and_the_next_import_goes_on(
    archives: Archives, news: str, ending: signal.Signals
):
    stopped = archives.start(news, 2)
    pids = wait_for(lambda: len(found := children(stopped.pid)) == 2 and found)
    assert isinstance(pids, list)
    pids += origins(stopped.pid)
    stopped.send_signal(ending)
    _out, err = stopped.communicate(timeout=60)
    assert wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in pids))
    if ending == signal.SIGINT:
        assert stopped.returncode == 130
        assert "Traceback" not in err
        assert "Interrupted" in err
    assert archives.dump().count("'خبر ") % 100 == 0
