"""`python -m bench exports`: what exports of a running site cost by their size: peak memory of its workers, time, bytes.

The peak of a process is set back before each export (Linux: `5` in /proc/PID/clear_refs) and read after it (VmHWM), so the site
must run on this machine, under this user. An export is answered by one worker: the largest growth of any is its cost.
"""

import http.client
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bench.site.answers import fetch

SUFFIXES = ("jsonl", "csv", "xlsx", "ris", "bib")
CHUNK = 1 << 16
TIMEOUT_S = 1_800


@dataclass(frozen=True)
class Export:
    articles: int
    size: int
    """Bytes of the file."""
    seconds: float
    before: int
    peak: int
    """Memory of the worker that grew most, in kilobytes: before the export, and at its peak."""


def processes_of(supervisor: int) -> list[int]:
    """The supervisor's children and theirs. Raises OSError without /proc."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue  # it ended meanwhile
    found, new = {supervisor}, {supervisor}
    while new:
        new = {pid for pid, parent in parents.items() if parent in new} - found
        found |= new
    return sorted(found - {supervisor})


def memory(pid: int, name: str) -> int:
    """`VmRSS` or `VmHWM` of a process in kilobytes; 0 if it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(f"{name}:")), 0)


def counted(site: str, query: str) -> int:
    return int(json.loads(fetch(site, f"/api/v1/search?per_page=1&{query}").body)["count"])


def query_of(site: str, size: int) -> str:
    """A search that finds about so many articles: those published from a day on."""
    days = sorted(
        value["key"] for value in json.loads(fetch(site, "/api/v1/search?per_page=1").body)["facets"]["month"]
    )
    low, high = 0, len(days) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if counted(site, f"from={days[middle]}") >= size else (low, middle - 1)
    return f"from={days[low]}" if days else ""


def export(site: str, suffix: str, query: str, pids: list[int], target: Path | None = None) -> Export:
    """Fetch an export, to a file if one is named. Raises ValueError if it is refused."""
    before = {}
    for pid in pids:
        Path(f"/proc/{pid}/clear_refs").write_text("5")
        before[pid] = memory(pid, "VmRSS")
    began = time.perf_counter()
    connection = http.client.HTTPConnection(urlsplit(site).netloc, timeout=TIMEOUT_S)
    connection.request("GET", f"/search/export.{suffix}?{query}")
    answer = connection.getresponse()
    if answer.status != 200:
        raise ValueError(f"{suffix}: {answer.status} {answer.read(300).decode('utf-8', 'replace')}")
    size = sum(map(len, _chunks(answer, target)))
    connection.close()
    taken = time.perf_counter() - began
    peaks = {pid: memory(pid, "VmHWM") for pid in pids}
    grown = max(pids, key=lambda pid: peaks[pid] - before[pid])
    return Export(counted(site, query), size, taken, before[grown], peaks[grown])


def _chunks(answer: http.client.HTTPResponse, target: Path | None) -> Iterator[bytes]:
    with target.open("wb") if target else Path("/dev/null").open("wb") as file:
        while chunk := answer.read(CHUNK):
            file.write(chunk)
            yield chunk


class Command(BaseCommand):
    help = "Export from a running site on this machine, and print time, bytes and the peak memory of its workers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("supervisor", type=int, help="process id of `manage.py serve`")
        parser.add_argument("--site", default="http://127.0.0.1:8000", help="its address (default %(default)s)")
        parser.add_argument("--sizes", default="1000,10000,0", help="articles, 0 for all (default %(default)s)")
        parser.add_argument("--formats", default=",".join(SUFFIXES), help="default %(default)s")
        parser.add_argument("--keep", help="folder that the largest files are kept in")

    def handle(self, *args: Any, **options: Any) -> None:
        site, keep = options["site"], Path(options["keep"]) if options["keep"] else None
        try:
            for size in map(int, options["sizes"].split(",")):
                query = query_of(site, size) if size else "kind=all"
                for suffix in options["formats"].split(","):
                    target = keep / f"export.{suffix}" if keep and not size else None
                    found = export(site, suffix, query, processes_of(options["supervisor"]), target)
                    self.stdout.write(
                        f"{suffix:5} {found.articles:7,} articles {found.size / 1e6:8.1f} MB {found.seconds:7.1f} s"
                        f"  worker {found.before / 1024:6.0f} MB before, {found.peak / 1024:6.0f} MB at its peak"
                    )
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
