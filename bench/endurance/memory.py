"""Memory of the processes of a site over time: what each has for itself and its share of what several have (PSS, Linux)."""

import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

MEGA_KB = 1024


@dataclass
class Memory:
    """MB by seconds since the beginning, for each process, named by its kind and id."""

    seen: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))

    def watch(self, root: int, stopped: threading.Event, *, every_s: float = 10.0) -> None:
        began = time.monotonic()
        while not stopped.wait(every_s):
            for pid, kind in processes(root).items():
                if (size := pss_mb(pid)) is not None:
                    self.seen[f"{kind} {pid}"].append((time.monotonic() - began, size))

    def growth(self, name: str) -> tuple[float, float, float]:
        """Medians of the second and of the last quarter of the process's life, and its peak, in MB."""
        sizes = [size for _, size in self.seen[name]]
        quarter = max(len(sizes) // 4, 1)
        return median(sizes[quarter : 2 * quarter] or sizes), median(sizes[-quarter:]), max(sizes)


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


def pss_mb(pid: int) -> float | None:
    """None if the process has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) / MEGA_KB for line in lines if line.startswith("Pss:")), None)


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
