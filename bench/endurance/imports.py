"""What else writes: imports of new articles, rebuilds of the index, backups; one command after the other until stopped."""

import json
import re
import threading
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from bench.load.samples import Samples
from bench.load.served_site import ServedSite

PAUSE_S = 2.0
_SUMMARY = re.compile(r"(\d+) articles? added, (\d+) updated, (\d+) unchanged, \d+ stubs?, (\d+) failed")


class NewArticles:
    """Imports a file of JSON lines in parts. `ids` are those of the records that were imported."""

    def __init__(self, site: ServedSite, file: Path, folder: Path, part: int) -> None:
        self._site, self._file, self._folder, self._part = site, file, folder, part
        self.ids: list[str] = []

    def work(self, samples: Samples, stopped: threading.Event) -> None:
        for lines in self._parts():
            if stopped.wait(PAUSE_S):
                return
            samples.timed(partial(self._import, lines))

    def _parts(self) -> Iterator[list[str]]:
        with self._file.open(encoding="utf-8") as file:
            while lines := list(islice(file, self._part)):
                yield lines

    def _import(self, lines: list[str]) -> None:
        part = self._folder / "new.jsonl"
        part.write_text("".join(lines), encoding="utf-8")
        summary = self._site.manage("ingest", str(part)).splitlines()[-1]
        counts = _SUMMARY.search(summary)
        if counts is None or int(counts[4]) or sum(map(int, counts.groups())) != len(lines):
            raise ValueError(summary)
        self.ids += [str(json.loads(line)["id"]) for line in lines]


def rebuild_often(site: ServedSite, samples: Samples, stopped: threading.Event, *, every_s: float) -> None:
    while not stopped.wait(every_s):
        samples.timed(lambda: site.manage("rebuild_index", "--noinput", "--verbosity=0"))


def back_up_often(
    site: ServedSite, folder: Path, samples: Samples, stopped: threading.Event, *, every_s: float
) -> None:
    """Files `backup-1.zip` and so on."""
    number = 0
    while not stopped.wait(every_s):
        number += 1
        samples.timed(partial(site.manage, "backup", str(folder / f"backup-{number}.zip")))
