"""One run: all actors at once for a given time; then everything that was written is looked for."""

import os
import re
import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from shutil import copytree
from subprocess import CalledProcessError

from bench.endurance.feed_server import FeedServer
from bench.endurance.imports import NewArticles, back_up_often, rebuild_often
from bench.endurance.memory import Memory
from bench.endurance.visitors import Visits, draw_addresses, visit
from bench.load.curators import Curator, CuratorTimes
from bench.load.importer import Importer
from bench.load.run import lost_updates
from bench.load.samples import Samples
from bench.load.served_site import ServedSite
from bench.load.workload import Workload, draw_workload
from bench.site.answers import fetch

SETTLE_S = 600.0
"""Seconds for which the outbox may take to empty after the actors have stopped."""
_REQUESTS = re.compile(r'^khizana_requests_total\{route="([^"]+)",status="(\d+)"\} (\d+)$', re.MULTILINE)


@dataclass(frozen=True)
class Plan:
    seconds: float
    readers: int
    reader_pause_s: float
    curators: int
    records: int
    """Changed records of each import."""
    new_articles: Path
    part: int
    """Records of each import of new articles."""
    feeds: int
    rebuild_every_s: float
    backup_every_s: float
    seed: int
    keep: Path | None
    """A new folder for the copy of the archive, left there in the end; None: one that is deleted."""


@dataclass
class Outcome:
    visits: Visits
    samples: list[Samples]
    memory: Memory
    requests: Counter[tuple[str, str]] = field(default_factory=Counter)
    """As the site counted them, by route and status."""
    lost: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    """What `verify` said of the archive, and of each backup restored elsewhere."""
    loads: list[float] = field(default_factory=list)
    """Load averages of the machine, one a minute."""


def run(checkout: Path, data: Path, plan: Plan, say: Callable[[str], object]) -> Outcome:
    """Serve a copy of the data folder and put the load on it."""
    with ExitStack() as stack:
        feeds = stack.enter_context(FeedServer(plan.feeds))
        folder = plan.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="khizana-endurance-")))
        folder.mkdir(mode=0o700, exist_ok=plan.keep is None)
        copy = copytree(data, folder / "data")
        drawn = draw_workload(
            copy / "archive.sqlite3", queries=400, edited=10 * plan.curators, records=plan.records, seed=plan.seed
        )
        site = ServedSite(checkout, copy)
        site.environment |= {
            "ARCHIVE_FEED_PRIVATE_HOSTS": feeds.host,
            "ARCHIVE_METRICS": "loopback",
            "ARCHIVE_API_RATE": "0",
            "ARCHIVE_LOG_FILE": str(folder / "khizana.log"),
        }
        with site:
            outcome = _Run(site, drawn, plan, feeds).all(say)
            restored(site, sorted(folder.glob("backup-*.zip")), folder, outcome.said)
        outcome.said += _log(folder / "khizana.log")
        return outcome


class _Run:
    def __init__(self, site: ServedSite, drawn: Workload, plan: Plan, feeds: FeedServer) -> None:
        self._site, self._drawn, self._plan, self._feeds = site, drawn, plan, feeds
        self._data = Path(site.environment["ARCHIVE_DATA_DIR"])
        self._folder = folder = self._data.parent
        self._stopped = threading.Event()
        self._curators = [Curator(site.address, number) for number in range(plan.curators)]
        self._importer = Importer(site, drawn.records, folder)
        self._new = NewArticles(site, plan.new_articles, folder, plan.part)
        self._times = CuratorTimes()
        names = ("import of changed records", "import of new articles", "rebuild of the index", "backup")
        self._samples = [self._times.forms, self._times.saves, self._times.found, *map(Samples, names)]
        self._outcome = Outcome(Visits(), self._samples, Memory())

    def all(self, say: Callable[[str], object]) -> Outcome:
        self._follow_feeds()
        threads = [threading.Thread(target=actor, daemon=True) for actor in self._actors()]
        for thread in threads:
            thread.start()
        self._wait(say)
        self._stopped.set()
        for thread in threads:
            thread.join()
        self._outcome.requests = counted_requests(self._site.address)
        say("stopped; looking for what was written")
        self._look_for_losses()
        return self._outcome

    def _actors(self) -> list[Callable[[], object]]:
        plan, stopped, site = self._plan, self._stopped, self._site
        addresses = draw_addresses(self._data / "archive.sqlite3", self._drawn.queries, plan.seed)
        changed, new, rebuilt, backed_up = self._samples[3:]
        readers = [
            partial(
                visit,
                site.address,
                addresses,
                self._outcome.visits,
                stopped,
                pause_s=plan.reader_pause_s,
                seed=plan.seed + n,
            )
            for n in range(plan.readers)
        ]
        curators = [
            partial(curator.work, self._drawn.edited[number :: plan.curators], self._times, stopped, pause_s=5.0)
            for number, curator in enumerate(self._curators)
        ]
        assert site.process_id is not None
        return [
            *readers,
            *curators,
            partial(self._importer.work, changed, stopped),
            partial(self._new.work, new, stopped),
            partial(rebuild_often, site, rebuilt, stopped, every_s=plan.rebuild_every_s),
            partial(back_up_often, site, self._folder, backed_up, stopped, every_s=plan.backup_every_s),
            partial(self._outcome.memory.watch, site.process_id, stopped),
        ]

    def _follow_feeds(self) -> None:
        rows = ", ".join(f"Feed(address={address!r}, interval_minutes=5)" for address in self._feeds.addresses)
        code = f"from archive.ingest.models import Feed; Feed.objects.bulk_create([{rows}])"
        self._site.manage("shell", "--no-imports", "-c", code)

    def _wait(self, say: Callable[[str], object]) -> None:
        until = time.monotonic() + self._plan.seconds
        while (left := until - time.monotonic()) > 0:
            time.sleep(min(left, 60.0))
            self._outcome.loads.append(os.getloadavg()[0])
            visits = self._outcome.visits
            counts = ", ".join(f"{one.name} {len(one.seconds)}/{len(one.errors)}" for one in self._samples)
            say(f"{left / 60:.0f} min left; {dict(visits.statuses)} {len(visits.samples.errors)} errors; {counts}")

    def _look_for_losses(self) -> None:
        self._feeds.freeze()
        lost = self._outcome.lost
        for command in (("watch_feeds", "--all"), ("update_index", "--verbosity=0")):
            try:
                self._site.manage(*command)
            except CalledProcessError as error:
                lost.append(f"{command[0]}: {(error.stderr or error.stdout)[-300:]}")
        _settle(self._site.address)
        expected = {key: marker for curator in self._curators for key, marker in curator.saved.items()}
        if self._importer.marker:
            expected |= dict.fromkeys(self._drawn.record_keys, self._importer.marker)
        lost += lost_updates(self._site.address, expected)
        lost += missing_articles(self._data / "archive.sqlite3", self._new.ids, self._feeds.links())
        self._outcome.said.append(f"the archive: {said_by(self._site, 'verify')}")


def missing_articles(database: Path, ids: list[str], links: set[str]) -> list[str]:
    """Records and items of feeds that are no article."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        keys = {key for (key,) in connection.execute("SELECT import_key FROM catalog_article")}
        urls = {url for (url,) in connection.execute("SELECT url FROM catalog_article")}
    connection.close()
    known = {str(key).rpartition(":")[2] for key in keys}
    return [f"record {one}" for one in ids if one not in known] + [f"item {link}" for link in sorted(links - urls)]


def restored(site: ServedSite, backups: list[Path], folder: Path, said: list[str]) -> None:
    """Put each backup back elsewhere, and let `verify` look at it."""
    for number, backup in enumerate(backups):
        other = ServedSite(site.checkout, folder / f"restored-{number}")
        answers = [
            said_by(other, *command) for command in (("restore", str(backup)), ("prepare", "--no-sample"), ("verify",))
        ]
        said.append(f"{backup.name} restored elsewhere: {answers[0]} → {answers[-1]}")


def said_by(site: ServedSite, *command: str) -> str:
    """The last line that a command prints, with its status if that is not 0."""
    try:
        lines = site.manage(*command).strip().splitlines()
    except CalledProcessError as error:
        lines = (error.stdout + error.stderr).strip().splitlines()
        return f"status {error.returncode}: {' / '.join(lines[-3:])}"
    return lines[-1] if lines else ""


def counted_requests(site: str) -> Counter[tuple[str, str]]:
    text = fetch(site, "/metrics").body.decode()
    return Counter({(route, status): int(number) for route, status, number in _REQUESTS.findall(text)})


def _settle(site: str) -> None:
    """Until the outbox is empty."""
    until = time.monotonic() + SETTLE_S
    while time.monotonic() < until and b"\nkhizana_outbox_rows 0\n" not in fetch(site, "/metrics").body:
        time.sleep(1.0)


def _log(path: Path) -> list[str]:
    """How often each kind of line was logged: digits are left out to count alike lines together."""
    if not path.exists():
        return ["the log is empty"]
    text = path.read_text(encoding="utf-8", errors="replace")
    lines = [line.partition(" ")[2] for line in text.splitlines() if re.match(r"\d{4}-\d\d-\d\dT", line)]
    kinds = Counter(
        re.sub(r"[0-9a-f]*\d[0-9a-f]*|/(articles|entities|sources)/[^/ ]+", "N", line)[:160] for line in lines
    )
    sys.stderr.write(text[-20_000:])
    return [f"log: {count} × {kind}" for kind, count in kinds.most_common(12)]
