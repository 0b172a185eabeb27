"""Tests on a real PostgreSQL server: `make test-postgresql`.

Starts a server of its own, unless ARCHIVE_DATABASE_URL names one to use; runs the tests of the rooms that read and write the record,
or those that are named; stops the server. Fails where the server does not start.
"""

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE))

IN_TWO_PROCESSES = ("--numprocesses", "2", "--dist", "loadscope", "--no-loadscope-reorder")
ROOMS = [
    f"tests/{room}"
    for room in (
        "catalog",
        "entities",
        "chronology",
        "statements",
        "coverage",
        "search",
        "desk",
        "ingest",
        "postgresql",
    )
]
CHOSEN = ("-m", "not opensearch and not sqlite")

from server import Server, ServerError  # noqa: E402


def main() -> int:
    with ExitStack() as stack:
        url = os.environ.get("ARCHIVE_DATABASE_URL") or stack.enter_context(Server()).url
        environment = os.environ | {"ARCHIVE_DATABASE_URL": url}
        command = [sys.executable, "-m", "pytest", *IN_TWO_PROCESSES, *CHOSEN, *(sys.argv[1:] or ROOMS)]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ServerError as problem:
        sys.exit(f"No PostgreSQL, no test: {problem}")
