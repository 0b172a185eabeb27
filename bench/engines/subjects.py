"""The subjects by name; each stage of a subject runs in a process of its own."""

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
from bench.engines.fts5 import Fts5
from bench.engines.lucene import UnavailableError
from bench.engines.opensearch import OpenSearchCluster
from bench.engines.own_engines import OwnEngine
from bench.engines.results import Result, timed
from bench.engines.stages import ClockName, Stage, Subject

SUBJECTS = ("whoosh", "tantivy", "opensearch", "fts5", "lucene")
STAGES: tuple[Stage, ...] = ("index", "ask")
STAGE_TIMEOUT_S = 7_200
"""Seconds after which a stage is aborted."""


def measure(name: str, folder: Path, size: int, clock: ClockName) -> Result:
    """A subject's figures at one size, or the reason why it cannot run.

    An index that is in the folder already, with its figures, is not built again.
    """
    made = folder / f"{name}.index.json"
    try:
        if not made.exists():
            made.write_text(json.dumps(_stage(name, "index", folder, size, clock)), encoding="utf-8")
        fields: dict[str, Any] = json.loads(made.read_text(encoding="utf-8")) | _stage(name, "ask", folder, size, clock)
    except UnavailableError as error:
        return Result(name, size, absent=str(error))
    times = tuple(timed(one) for one in fields.pop("times"))
    return Result(name, size, **{**fields, "changes": tuple(fields["changes"])}, times=times)


def subject(name: str, folder: Path) -> Subject:
    """The subject of this name, to run in this process."""
    if name == "fts5":
        return Fts5(folder / name)
    engine = open_engine(name, _place(name, folder))
    return OpenSearchCluster(engine) if name == "opensearch" else OwnEngine(engine)


def _stage(name: str, stage: Stage, folder: Path, size: int, clock: ClockName) -> dict[str, Any]:
    if name == "lucene":
        return lucene.run(stage, folder, size, clock)
    return _in_process(name, stage, folder, size, clock)


def _in_process(name: str, stage: Stage, folder: Path, size: int, clock: ClockName) -> dict[str, Any]:
    _check_available(name)
    found = folder / f"{name}.json"
    options = {
        "--stage": stage,
        "--subjects": name,
        "--folder": folder,
        "--sizes": size,
        "--clock": clock,
        "--save": found,
    }
    run_bench_command(folder, "engines", *(str(word) for option in options.items() for word in option))
    fields: dict[str, Any] = json.loads(found.read_text(encoding="utf-8"))
    return fields


def run_bench_command(folder: Path, *arguments: str) -> None:
    """Run `python -m bench …` on an archive in `folder` that holds the authority file and no articles."""
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
        subprocess.run(prepare, env=environment, check=True, stdout=subprocess.DEVNULL, timeout=STAGE_TIMEOUT_S)
    subprocess.run(
        [sys.executable, "-m", "bench", *arguments],
        cwd=settings.BASE_DIR,
        env=environment,
        check=True,
        timeout=STAGE_TIMEOUT_S,
    )


def _check_available(name: str) -> None:
    """Raises UnavailableError if an engine is not installed, or no cluster is named for it."""
    if name != "fts5" and find_spec(f"archive.search.engine.{name}") is None:
        raise UnavailableError("not available: no such engine")
    needed = {"tantivy": "tantivy", "opensearch": "opensearchpy"}.get(name)
    if needed and find_spec(needed) is None:
        raise UnavailableError(f"not available: the package {needed} is not installed")
    if name == "opensearch" and not os.environ.get("ARCHIVE_OPENSEARCH_URL"):
        raise UnavailableError("not available: neither --opensearch nor ARCHIVE_OPENSEARCH_URL names a cluster")


def _place(name: str, folder: Path) -> str:
    if name == "opensearch":
        return f"{os.environ['ARCHIVE_OPENSEARCH_URL'].rstrip('/')}/khizana-bench-{folder.name.lower()}"
    return str(folder / name)
