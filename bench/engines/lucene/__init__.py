"""Lucene as a peer: a small Java program that uses Lucene's own analyzer, index and facets.

The jars are downloaded once from Maven Central into the virtual environment and verified by checksum; the program is
compiled on demand. Lucene 9.12 is the last release line for Java 17. Without a JDK, or without network on the first run,
the run reports Lucene as unavailable and continues.
"""

import datetime as dt
import hashlib
import json
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.engines.collection import read_rows, read_workload
from bench.engines.stages import ClockName, Row, Stage

HERE = Path(__file__).parent
CENTRAL = "https://repo1.maven.org/maven2/org/apache/lucene"
HEAP = "-Xmx512m"
"""Maximum heap; the JVM's default, a quarter of the machine's memory, would make its memory figure meaningless."""
FIELDS, VALUES = "\x1f", "\x1e"


class UnavailableError(Exception):
    """The subject cannot run on this machine; the message names what is missing."""


def run(stage: Stage, folder: Path, size: int, clock: ClockName) -> dict[str, Any]:
    """Run one stage in a JVM; returns fields of a Result. Raises UnavailableError."""
    program = compile_program(Path(sys.prefix) / "peers")
    articles, workload = folder / f"lucene-{size}.txt", folder / "lucene-workload.txt"
    if stage == "index":
        with articles.open("w", encoding="utf-8") as file:
            file.writelines(f"{line(row)}\n" for row in read_rows(folder / "articles.jsonl", size))
    else:
        workload.write_text("".join(_lines(folder / "workload.json")), encoding="utf-8")
    arguments = [stage, folder / "lucene", articles, workload, clock]
    done = subprocess.run(
        [*program, *map(str, arguments)], stdout=subprocess.PIPE, encoding="utf-8", check=True, timeout=3_600
    )
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def compile_program(cache: Path) -> list[str]:
    """Compile the program; returns the command that runs it. Raises UnavailableError."""
    for tool in ("java", "javac"):
        if shutil.which(tool) is None:
            raise UnavailableError(f"not available: no {tool} (a JDK of 17 or newer is needed)")
    classpath = [*(fetch_jar(name, checksum, cache) for name, checksum in pinned()), cache / "classes"]
    joined = ":".join(map(str, classpath))
    done = subprocess.run(
        ["javac", "-encoding", "UTF-8", "-cp", joined, "-d", str(cache / "classes"), str(HERE / "Peer.java")],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if done.returncode:
        raise UnavailableError(f"not available: javac fails ({done.stderr.strip().splitlines()[0]})")
    return ["java", HEAP, "-cp", joined, "Peer"]


def pinned() -> list[tuple[str, str]]:
    """(file name, SHA-256) of each jar."""
    lines = (HERE / "jars.sha256").read_text(encoding="ascii").split("\n")
    return [(name, checksum) for checksum, name in (line.split() for line in lines if line)]


def fetch_jar(name: str, checksum: str, cache: Path) -> Path:
    """The path of the jar in the cache, downloaded if missing. Raises UnavailableError."""
    cache.mkdir(parents=True, exist_ok=True)
    path = cache / name
    if not path.exists():
        artifact, _, version = name.removesuffix(".jar").rpartition("-")
        try:
            with urllib.request.urlopen(f"{CENTRAL}/{artifact}/{version}/{name}", timeout=60) as answer:
                content = answer.read()
        except OSError as error:
            raise UnavailableError(f"not available: {name} could not be fetched ({error})") from error
        part = path.with_suffix(".part")
        part.write_bytes(content)
        part.replace(path)
    if hashlib.sha256(path.read_bytes()).hexdigest() != checksum:
        path.unlink()
        raise UnavailableError(f"not available: {name} is not the file that was pinned")
    return path


def line(row: Row) -> str:
    """An article in the program's input format: primary key, day, month, source, places, texts."""
    day = "" if row["day"] is None else str(row["day"])
    texts = [row["title"], *row["paragraphs"]]
    fields = [row["pk"], day, _month(row["day"]), row["source"], VALUES.join(row["keys"].get("place", ()))]
    return FIELDS.join([*map(str, fields), VALUES.join(_plain(text) for text in texts)])


def _lines(workload: Path) -> Iterable[str]:
    for part, drawn in read_workload(workload).items():
        for name, asks in drawn.items():
            for asked in asks:
                days = ["" if day is None else str(day) for day in (asked.first, asked.last)]
                yield FIELDS.join([part, name, asked.kind, VALUES.join(asked.words), *days]) + "\n"


def _month(day: int | None) -> str:
    return "" if day is None else dt.date.fromordinal(day).strftime("%Y-%m")


def _plain(text: str) -> str:
    """Without the separators of lines, fields and values."""
    return " ".join(text.replace(FIELDS, " ").replace(VALUES, " ").split())
