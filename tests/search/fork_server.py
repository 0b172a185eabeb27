"""Processes that can be killed, without the seconds that each would take to import Django and read the word table.

A server imports everything once and forks for every command; a child that is killed takes nothing with it but its own
state, as a process started afresh would. The server has no open index, database connection or thread when it forks.
"""

import json
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from tests.postgresql.databases import own_database

ROOT = Path(__file__).parents[2]
SERVER = """
import importlib, json, os, signal, sys, time
import django
django.setup()
from archive import search, text
from archive.ingest.management.commands import ingest
from archive.search.engine import CLASSES
importlib.import_module(f"archive.search.engine.{os.environ['ARCHIVE_SEARCH_ENGINE']}.engine")
text.analyze("وزير")  # reads the word table
# setup

def run(task):
    for name, descriptor in (("out", 1), ("err", 2)):
        os.dup2(os.open(task[name], os.O_WRONLY), descriptor)
    sys.argv = task["argv"]
    try:
        exec(compile(task["code"], "<task>", "exec"), {"__name__": "__main__"})
        status = 0
    except SystemExit as stopped:
        status = stopped.code if isinstance(stopped.code, int) else int(stopped.code is not None)
    except BaseException:
        import traceback
        traceback.print_exc()
        status = 1
    sys.stdout.flush(); sys.stderr.flush()
    os._exit(status)

for line in sys.stdin:
    task = json.loads(line)
    pid = os.fork()
    if not pid:
        run(task)
    if task["seconds"] is not None:
        time.sleep(task["seconds"])
        os.kill(pid, signal.SIGKILL)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
"""


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


class ForkServer:
    """A context manager; `environment` names the data folder and the engine, `setup` is run before the first fork.

    Where tests run on PostgreSQL, the processes have an empty database there of their own, unless `environment` names one.
    """

    def __init__(self, setup: str = "", **environment: str) -> None:
        self.code = SERVER.replace("# setup", setup)
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "archive.settings",
            "PYTHONPATH": str(ROOT),
            **environment,
        }
        self._stack, self._is_named = ExitStack(), "ARCHIVE_DATABASE_URL" in environment

    def __enter__(self) -> "ForkServer":
        if not self._is_named:
            self.environment["ARCHIVE_DATABASE_URL"] = self._stack.enter_context(own_database())
        self.process = subprocess.Popen(
            [sys.executable, "-c", self.code],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._stack:
            self.process.communicate(timeout=60)

    def run(self, code: str, *arguments: str, kill_after: float | None = None) -> Done:
        """Run Python code in a process of its own; `kill_after` seconds kill it, unless it has ended by then."""
        assert self.process.stdin
        assert self.process.stdout
        with tempfile.NamedTemporaryFile("r") as out, tempfile.NamedTemporaryFile("r") as err:
            task = {"code": code, "argv": ["-c", *arguments], "out": out.name, "err": err.name, "seconds": kill_after}
            print(json.dumps(task), file=self.process.stdin, flush=True)
            status = self.process.stdout.readline()
            assert status, "the server of processes has ended"
            return Done(int(status), out.read(), err.read())
