"""Feeds are fetched when they are due, one process at a time, by the background process or by the command."""

import datetime as dt
import fcntl
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from archive.catalog.jobs import worker
from archive.catalog.models import Article, Job
from archive.ingest.feed_services import feed_fetch_queue
from archive.ingest.feeds import watch
from archive.ingest.feeds.schedule import feeds_due
from archive.ingest.feeds.watch import FeedsBusyError, feeds_watch
from archive.ingest.management.commands import watch_feeds
from archive.ingest.models import Feed
from tests.ingest.feeds.site import TEASER, Site, item, rss, web_page

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[3]


@pytest.fixture
def feeds(site):
    """Three feeds of one site: overdue, due, and due tomorrow."""
    now = timezone.now()
    made = []
    for number, at in enumerate((now - dt.timedelta(hours=2), now, now + dt.timedelta(days=1))):
        path = f"/feed{number}"
        site.answers[path] = site.content(rss(item(f"https://fields.example/{number}", f"الخبر {number}")))
        made.append(Feed.objects.create(address=site.url(path), next_fetch_at=at))
    return made


def test_those_that_have_waited_longest_come_first_and_others_not_yet(site, feeds):
    runs = feeds_watch()
    assert [run.feed for run in runs] == feeds[:2]
    assert site.paths() == ["/feed0", "/feed1"]
    assert feeds_watch() == []


def test_feeds_that_are_switched_off_are_not_fetched(site, feeds):
    Feed.objects.update(is_active=False)
    assert feeds_watch() == []
    assert site.requests == []


def test_a_clock_that_was_set_back_delays_no_feed_for_years(feeds):
    Feed.objects.update(next_fetch_at=timezone.now() + dt.timedelta(days=400))
    assert feeds_due().count() == 3


def test_a_turn_ends_after_its_time_and_leaves_the_rest_for_the_next(feeds):
    assert [run.feed for run in feeds_watch(seconds=-1)] == []
    assert len(feeds_watch()) == 2


def test_one_failing_feed_keeps_no_other_from_its_turn(site, feeds):
    site.answers["/feed0"] = site.status(500)
    assert [run.outcome for run in feeds_watch()] == ["failed", "brought"]


def test_two_processes_do_not_fetch_at_once(feeds, data_folder):
    with (data_folder / "feeds.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(FeedsBusyError):
            feeds_watch()
        watch.watch_job({})
        with pytest.raises(FeedsBusyError):
            watch.fetch_job({"pk": feeds[2].pk})
    assert len(feeds_watch()) == 2


def test_the_background_process_watches_feeds_by_itself(feeds):
    while worker.run_one_job():
        pass
    assert Article.objects.count() == 2
    assert Job.objects.get(name=watch.WATCH_JOB, state="done").key == "periodic"


def test_of_the_runs_of_every_minute_the_last_is_kept(feeds, monkeypatch):
    for _ in range(3):
        Job.objects.filter(name=watch.WATCH_JOB).update(finished_at=timezone.now() - dt.timedelta(hours=1))
        while worker.run_one_job():
            pass
    assert Job.objects.filter(name=watch.WATCH_JOB, state="done").count() == 1


def test_a_curator_has_a_feed_fetched_that_is_not_due(site, feeds):
    feed_fetch_queue(feed=feeds[2])
    feed_fetch_queue(feed=feeds[2])
    Feed.objects.exclude(pk=feeds[2].pk).update(is_active=False)
    while worker.run_one_job():
        pass
    assert site.paths() == ["/feed2"]


def test_a_site_that_asked_to_wait_is_not_asked_on_a_curators_word(feeds):
    feeds[2].waits_until = timezone.now() + dt.timedelta(hours=1)
    with pytest.raises(ValueError, match="طلب الموقع"):
        feed_fetch_queue(feed=feeds[2])


def test_a_feed_that_was_deleted_before_its_job_is_no_failure(feeds):
    feed_fetch_queue(feed=feeds[2])
    Feed.objects.all().delete()
    while worker.run_one_job():
        pass
    assert not Job.objects.filter(state__in=("failed", "queued"), name=watch.FETCH_JOB).exists()


@pytest.fixture
def command(monkeypatch, capsys):
    """Run the command; its lines and its exit status."""
    monkeypatch.setattr(watch_feeds, "archive_prepare", lambda: None)
    monkeypatch.setattr(watch_feeds.search, "drain_or_wait", lambda: None)

    def command(*arguments):
        status = 0
        try:
            call_command("watch_feeds", *arguments)
        except SystemExit as ended:
            status = ended.code
        return capsys.readouterr().out.splitlines(), status

    return command


def test_the_command_says_what_came_of_each_feed(feeds, command, site):
    lines, status = command()
    assert lines == [
        f"{site.url('/feed0')}: 1 added, 0 updated, 0 stubs",
        f"{site.url('/feed1')}: 1 added, 0 updated, 0 stubs",
        "2 feeds fetched, 0 failed, 2 articles added",
    ]
    assert status == 0
    assert command() == (["0 feeds fetched, 0 failed, 0 articles added"], 0)


def test_the_command_fetches_all_on_demand_and_its_status_tells_failures(feeds, command, site):
    site.answers["/feed1"] = site.status(404)
    lines, status = command("--all")
    assert lines[-1] == "3 feeds fetched, 1 failed, 2 articles added"
    assert status == 1


def test_the_command_shows_no_control_characters_of_a_server(feeds, command, site):
    Feed.objects.exclude(pk=feeds[0].pk).update(is_active=False)
    site.answers["/feed0"] = site.content(b"\x1b[31m<x", "text/\x1b[31mplain")
    lines, _ = command()
    assert "\x1b" not in "".join(lines)


# A process that is killed


class Killing:
    """Answers of a site at which the process that asks is killed, once each."""

    def __init__(self, site: Site, paths: list[str]) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.done: list[str] = []
        for path in paths:
            site.answers[path] = self._killing(path, site.answers[path])

    def _killing(self, path, answer):
        def kill(handler):
            if path not in self.done:
                self.done.append(path)
                os.kill(self.process.pid, signal.SIGKILL)
                self.process.wait()
                handler.close_connection = True
            else:
                answer(handler)

        return kill


def test_a_process_that_is_killed_anywhere_loses_nothing_and_repeats_nothing(tmp_path):
    """Killed while it reads and writes what the feed brings, and at the page of an article."""
    site = Site()
    links = [site.url(f"/{number}") for number in range(6)]
    full = [item(f"https://fields.example/{number}", f"خبر كامل {number}") for number in range(40)]
    stubs = [item(link, f"الخبر رقم {number}", TEASER) for number, link in enumerate(links)]
    site.answers["/feed"] = site.content(rss(*stubs, *full), ETag='"v1"')
    for number in range(6):
        site.answers[f"/{number}"] = site.content(web_page(f"الخبر رقم {number}"), "text/html")
    site.answers["/robots.txt"] = site.status(404)
    environment = {
        "PATH": os.environ["PATH"],
        "ARCHIVE_DATA_DIR": str(tmp_path),
        "ARCHIVE_FEED_PRIVATE_HOSTS": f"127.0.0.1:{site.port}",
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "archive.settings",
    }
    code = (
        "import django; django.setup()\n"
        "from archive.ingest.preparation import archive_prepare; archive_prepare()\n"
        "from archive.ingest.models import Feed\n"
        "from archive.ingest.feeds import pacing, watch; pacing.GAP_S = 0.0\n"
        f"Feed.objects.get_or_create(address={site.url()!r})\n"
        "watch.feeds_watch(pks=[Feed.objects.get().pk])\n"
    )

    def start():
        return subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=environment, stderr=subprocess.PIPE)

    plain = site.answers["/feed"]
    first = start()
    site.answers["/feed"] = lambda handler: (plain(handler), threading.Timer(0.3, first.kill).start())
    first.communicate()
    site.answers["/feed"] = plain
    killing = Killing(site, ["/3"])
    killing.process = start()
    killing.process.communicate()
    assert killing.process.returncode == -signal.SIGKILL
    last = start()
    assert (last.communicate()[1], last.returncode) == (b"", 0)
    site.close()
    with sqlite3.connect(tmp_path / "archive.sqlite3") as database:
        count = lambda query: database.execute(query).fetchone()[0]  # noqa: E731
        assert count("SELECT count(*) FROM catalog_article WHERE kind = 'article'") == 46
        assert count("SELECT count(*) FROM catalog_article WHERE kind = 'stub'") == 0
        assert count("SELECT count(DISTINCT import_key) FROM ingest_feeditem") == 46
        assert count("SELECT count(*) FROM ingest_feeditem WHERE page = 'read'") == 6
        assert count("SELECT count(*) FROM ingest_feedfetch WHERE outcome = 'running'") == 0
        assert count("SELECT etag FROM ingest_feed") == '"v1"'
        assert count("SELECT sum(added) + sum(stubs) FROM catalog_batch") <= 46
