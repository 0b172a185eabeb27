"""The subjects by name, and one stage of one of them in a process of its own."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings

from archive.search.engine import open_engine
from bench.engines import lucene
from bench.engines.cluster import ClusterSubject
from bench.engines.course import ClockName, Stage, Subject
from bench.engines.engines import EngineSubject
from bench.engines.fts5 import Fts5
from bench.engines.lucene import AbsentError
from bench.engines.results import Result, timed

SUBJECTS = ("whoosh", "tantivy", "opensearch", "fts5", "lucene")
STAGES: tuple[Stage, ...] = ("index", "ask")
LONGEST = 7_200
"""Seconds that a stage may take."""


def measured(name: str, folder: Path, size: int, clock: ClockName) -> Result:
    """A subject's figures at one size; why there are none, where it is not here.

    An index that stands in the folder, with the figures of its making, is not made again.
    """
    made = folder / f"{name}.index.json"
    try:
        if not made.exists():
            made.write_text(json.dumps(_stage(name, "index", folder, size, clock)), encoding="utf-8")
        fields: dict[str, Any] = json.loads(made.read_text(encoding="utf-8")) | _stage(name, "ask", folder, size, clock)
    except AbsentError as error:
        return Result(name, size, absent=str(error))
    times = tuple(timed(one) for one in fields.pop("times"))
    return Result(name, size, **{**fields, "changes": tuple(fields["changes"])}, times=times)


def subject(name: str, folder: Path) -> Subject:
    """A subject that runs in this process."""
    if name == "fts5":
        return Fts5(folder / name)
    engine = open_engine(name, _place(name, folder))
    return ClusterSubject(engine) if name == "opensearch" else EngineSubject(engine)


def _stage(name: str, stage: Stage, folder: Path, size: int, clock: ClockName) -> dict[str, Any]:
    if name == "lucene":
        return lucene.run(stage, folder, size, clock)
    return _apart(name, stage, folder, size, clock)


def _apart(name: str, stage: Stage, folder: Path, size: int, clock: ClockName) -> dict[str, Any]:
    _look_for(name)
    found = folder / f"{name}.json"
    options = {
        "--stage": stage,
        "--subjects": name,
        "--folder": folder,
        "--sizes": size,
        "--clock": clock,
        "--save": found,
    }
    run_bench(folder, "engines", *(str(word) for option in options.items() for word in option))
    fields: dict[str, Any] = json.loads(found.read_text(encoding="utf-8"))
    return fields


def run_bench(folder: Path, *arguments: str) -> None:
    """A command of `python -m bench` on an archive of its own in `folder`, which has the authority file and no articles."""
    data = folder / "data"
    environment = {
        **os.environ,
        "ARCHIVE_DATA_DIR": str(data),
        "ARCHIVE_SEARCH_ENGINE": "whoosh",
        "ARCHIVE_DATABASE_URL": "",
    }
    if not data.exists():
        data.mkdir()
        prepare = [sys.executable, str(settings.BASE_DIR / "manage.py"), "prepare", "--no-sample"]
        subprocess.run(prepare, env=environment, check=True, stdout=subprocess.DEVNULL, timeout=LONGEST)
    subprocess.run(
        [sys.executable, "-m", "bench", *arguments], cwd=settings.BASE_DIR, env=environment, check=True, timeout=LONGEST
    )


def _look_for(name: str) -> None:
    """Raises AbsentError where an engine is not installed, or no server is named for it."""
    if name != "fts5" and find_spec(f"archive.search.engine.{name}") is None:
        raise AbsentError("not here: there is no such engine")
    needed = {"tantivy": "tantivy", "opensearch": "opensearchpy"}.get(name)
    if needed and find_spec(needed) is None:
        raise AbsentError(f"not here: the package {needed} is not installed")
    if name == "opensearch" and not os.environ.get("ARCHIVE_OPENSEARCH_URL"):
        raise AbsentError("not here: neither --opensearch nor ARCHIVE_OPENSEARCH_URL names a server")


def _place(name: str, folder: Path) -> str:
    if name == "opensearch":
        return f"{os.environ['ARCHIVE_OPENSEARCH_URL'].rstrip('/')}/khizana-bench-{folder.name.lower()}"
    return str(folder / name)
