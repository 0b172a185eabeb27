"""`manage.py work` as a process: changes of other processes are found within seconds, and survive its death."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.search.fork_server import ForkServer
from tests.search.test_killed import MANAGE, NO_AUTHORITY_FILE, Archive

EDIT = """
import json, sys, time
from archive import search
from archive.catalog.models import Article
from archive.catalog.services import article_save

word, wait_s = sys.argv[1], float(sys.argv[2])
search.warm_up()
began = time.monotonic()
article_save(article=Article.objects.first(), paragraphs=[("lede", word)])
saved = time.monotonic()
request = search.SearchRequest(q=word)
while not (count := search.search(request).count) and time.monotonic() < saved + wait_s:
    time.sleep(0.02)
print(json.dumps({"save_s": saved - began, "found_s": time.monotonic() - saved, "count": count}))
"""
COUNT = """
from archive.catalog.models import OutboxEntry
print(OutboxEntry.objects.count())
"""


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    folder = str(tmp_path / "data")
    with ForkServer(NO_AUTHORITY_FILE, ARCHIVE_DATA_DIR=folder, ARCHIVE_SEARCH_ENGINE="whoosh") as processes:
        made = Archive(tmp_path, processes)
        made.manage("ingest", made.articles("first", 0, 40))
        yield made


@pytest.fixture
def work(archive: Archive):
    """A function that starts the background process; what still runs after the test is killed."""
    processes = []

    def start():
        environment = archive.processes.environment
        command = [sys.executable, "-c", MANAGE, "work"]
        processes.append(subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True))
        return processes[-1]

    yield start
    for process in processes:
        process.kill()
        process.wait()
        process.stderr.close()


def edit(archive: Archive, word: str, wait_s: float = 30.0) -> dict[str, float]:
    done = archive.processes.run(EDIT, word, str(wait_s))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def outbox_rows(archive: Archive) -> int:
    return int(archive.processes.run(COUNT).stdout.splitlines()[-1])


def test_an_edit_is_found_without_anybody_draining(archive: Archive, work):
    work()
    assert edit(archive, "زمردة")["count"] == 1
    assert edit(archive, "ياقوتة")["count"] == 1


def test_edits_wait_for_a_process_that_was_killed(archive: Archive, work):
    process = work()
    assert edit(archive, "زمردة")["count"] == 1
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert edit(archive, "ياقوتة", wait_s=0.5)["count"] == 0
    assert outbox_rows(archive) == 1
    work()
    deadline = time.monotonic() + 30
    while outbox_rows(archive) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert archive.agrees() == 40


def test_a_process_that_is_told_to_stop_ends_in_peace(archive: Archive, work):
    process = work()
    edit(archive, "زمردة")
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    assert outbox_rows(archive) == 0
    assert "Traceback" not in process.stderr.read()


def test_an_import_beside_it_ends_with_its_articles_indexed(archive: Archive, work):
    work()
    edit(archive, "زمردة")
    assert "20 articles added" in archive.manage("ingest", archive.articles("second", 100, 20))
    assert outbox_rows(archive) == 0
    assert archive.agrees() == 60
