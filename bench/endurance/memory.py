"""Memory of the processes of a site over time: what each has for itself and its share of what several have (PSS, Linux)."""

import threading
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import NamedTuple

MEGA_KB = 1024


class Size(NamedTuple):
    """MB: `own` is anonymous, `mapped` the share of files (database, index, word table), which the system may drop."""

    own: float
    mapped: float


@dataclass
class Memory:
    """Sizes in the order in which they were taken, for each process, named by its kind and id."""

    seen: dict[str, list[Size]] = field(default_factory=lambda: defaultdict(list))

    def watch(self, root: int, stopped: threading.Event, *, every_s: float = 10.0) -> None:
        while not stopped.wait(every_s):
            for pid, kind in processes(root).items():
                if (size := size_of(pid)) is not None:
                    self.seen[f"{kind} {pid}"].append(size)

    def quarters(self, name: str) -> list[Size]:
        """Medians of the second, the third and the last quarter of the process's life."""
        sizes = self.seen[name]
        quarter = max(len(sizes) // 4, 1)
        parts = (sizes[start * quarter : (start + 1) * quarter] or sizes for start in (1, 2))
        return [Size(*map(median, zip(*part, strict=True))) for part in (*parts, sizes[-quarter:])]

    def peak(self, name: str) -> float:
        """MB of its own."""
        return max(size.own for size in self.seen[name])


def processes(root: int) -> dict[int, str]:
    """The supervisor and what it runs, by process id; a child of the web server is a worker."""
    found = {root: "supervisor"}
    parents = {pid: parent for pid, parent in _parents().items() if pid != parent}
    for _ in range(3):
        for pid, parent in parents.items():
            if parent not in found or pid in found:
                continue
            command = _command(pid)
            if found[parent] == "web server":
                found[pid] = "web worker" if "http_server" in command else "helper"
            elif "http_server" in command:
                found[pid] = "web server"
            elif "work" in command:
                found[pid] = "background"
            else:
                found[pid] = "helper"
    return found


def size_of(pid: int) -> Size | None:
    """None if the process has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    found = {line.partition(":")[0]: int(line.split()[1]) / MEGA_KB for line in lines[1:]}
    return Size(found["Pss_Anon"], found["Pss_File"]) if "Pss_Anon" in found else None


def _parents() -> dict[int, int]:
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            found[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    return found


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8", errors="replace").replace("\0", " ")
    except OSError:
        return ""
