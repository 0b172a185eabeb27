"""Tests on a real PostgreSQL server: `make test-postgresql`.

Starts a server of its own, unless ARCHIVE_DATABASE_URL names one to use; runs the tests of the rooms that read and write the record,
or those that are named; prints a table of the rooms; stops the server. Fails where the server does not start.
"""

import os
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from xml.etree import ElementTree

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE))

IN_TWO_PROCESSES = ("--numprocesses", "2", "--dist", "loadscope", "--no-loadscope-reorder")
ROOMS = (
    "tests/catalog",
    "tests/entities",
    "tests/chronology",
    "tests/statements",
    "tests/coverage",
    "tests/search",
    "tests/desk",
    "tests/ingest",
    "tests/curation",
    "tests/web/views",
    "tests/postgresql",
)
CHOSEN = ("-m", "not opensearch and not sqlite and not browser")
OUTCOMES = ("passed", "failed", "skipped")

from server import Server, ServerError  # noqa: E402


def main() -> int:
    with ExitStack() as stack:
        url = os.environ.get("ARCHIVE_DATABASE_URL") or stack.enter_context(Server()).url
        report = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "report.xml"
        environment = os.environ | {"ARCHIVE_DATABASE_URL": url}
        command = [sys.executable, "-m", "pytest", *IN_TWO_PROCESSES, *CHOSEN, f"--junitxml={report}"]
        status = subprocess.run([*command, *(sys.argv[1:] or ROOMS)], cwd=ROOT, env=environment, check=False).returncode
        if report.exists():
            print("\n".join(table(report)))
        return status


def table(report: Path) -> Iterator[str]:
    """A line for each room: how many of its tests passed, failed, were skipped, and the seconds that they took."""
    counts, seconds = defaultdict[str, Counter[str]](Counter), Counter[str]()
    for case in ElementTree.parse(report).iter("testcase"):
        room = room_of(case.get("classname", ""))
        counts[room][outcome(case)] += 1
        seconds[room] += float(case.get("time", 0))
    yield f"{'':18}" + "".join(f"{name:>9}" for name in (*OUTCOMES, "seconds"))
    for room in sorted(counts):
        yield f"{room:18}" + "".join(f"{counts[room][name]:9}" for name in OUTCOMES) + f"{seconds[room]:9.0f}"


def room_of(classname: str) -> str:
    """`tests.web.views.test_home` → `web/views`."""
    room, part = [*classname.removeprefix("tests.").split("."), ""][:2]
    return f"{room}/{part}" if room == "web" else room


def outcome(case: ElementTree.Element) -> str:
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    return "skipped" if case.find("skipped") is not None else "passed"


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ServerError as problem:
        sys.exit(f"No PostgreSQL, no test: {problem}")
