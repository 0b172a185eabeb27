"""`python -m bench engines`: a table of costs per engine and peer. Works in a temporary folder; no archive is touched."""

import datetime as dt
import json
import os
import platform
import shutil
import tempfile
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bench.engines import chart, results, stages
from bench.engines.collection import read_rows, write_articles, write_workload
from bench.engines.subjects import STAGES, SUBJECTS, measure, subject
from bench.engines.table import render

SIZES = "5000,35000,100000"


class Command(BaseCommand):
    help = "Benchmark the installed engines, SQLite FTS5 and Lucene on articles from a JSON lines file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--corpus", type=Path, help="articles as JSON lines (.gz too)")
        parser.add_argument("--sizes", default=SIZES, help=f"collection sizes, comma-separated (default {SIZES})")
        parser.add_argument("--subjects", default=",".join(SUBJECTS), help="comma-separated (default all)")
        parser.add_argument("--queries", type=int, default=60, help="queries of each class")
        parser.add_argument("--seed", type=int, default=7, help="seed of the synthetic articles and the queries")
        parser.add_argument(
            "--clock",
            choices=stages.CLOCKS,
            default="wall",
            help="cpu: processor time, for a busy machine",
        )
        parser.add_argument("--opensearch", help="address of a running cluster (default: ARCHIVE_OPENSEARCH_URL)")
        parser.add_argument("--save", type=Path, help="write the figures to this file, as JSON")
        parser.add_argument(
            "--saved", type=Path, nargs="+", help="measure nothing; print the figures of these files as one run"
        )
        parser.add_argument("--figure", type=Path, help="write a chart of how costs grow with size to this file (SVG)")
        parser.add_argument(
            "--folder", type=Path, help="keep articles and indexes in this folder and reuse those found there"
        )
        parser.add_argument("--stage", choices=STAGES, help="run one stage of one subject in a prepared folder")

    def handle(self, *args: Any, **options: Any) -> None:
        subjects, sizes = options["subjects"].split(","), _sizes(options["sizes"])
        if unknown := sorted(set(subjects) - set(SUBJECTS)):
            raise CommandError(f"Unknown subjects: {', '.join(unknown)}. Choose from {', '.join(SUBJECTS)}.")
        if options["opensearch"]:
            os.environ["ARCHIVE_OPENSEARCH_URL"] = options["opensearch"]  # inherited by the processes of the stages
        if options["stage"]:
            folder, clock = options["folder"], options["clock"]
            found = stages.run_stage(subject(subjects[0], folder), options["stage"], folder, sizes[0], clock)
            options["save"].write_text(json.dumps(found, default=asdict), encoding="utf-8")
            return
        if options["saved"]:
            run = results.merge_runs([results.load(path) for path in options["saved"]])
        elif options["corpus"] is None or not options["corpus"].is_file():
            raise CommandError("--corpus must name a file of articles, one JSON object per line (make bench CORPUS=…).")
        else:
            run = self._run(subjects, sizes, options)
        self.stdout.write(render(run), ending="")
        if options["figure"]:
            options["figure"].write_text(chart.render_svg(run), encoding="utf-8")

    def _run(self, subjects: list[str], sizes: list[int], options: dict[str, Any]) -> results.Run:
        """Measure and save subject by subject, so that an interrupted run leaves its figures."""
        folder = options["folder"] or Path(tempfile.mkdtemp(prefix="khizana-bench-"))
        run = results.Run(
            machine=_machine(),
            date=dt.datetime.now(tz=dt.UTC).date().isoformat(),
            source=options["corpus"].name,
            queries=options["queries"],
            seed=options["seed"],
            clock=options["clock"],
        )
        try:
            folder.mkdir(parents=True, exist_ok=True)
            articles = folder / "articles.jsonl"
            if not articles.exists():
                self._log(f"writing {sizes[-1]:,} articles from {options['corpus'].name}")
                write_articles(options["corpus"], articles, sizes[-1], seed=options["seed"])
            for size in sizes:
                here = folder / str(size)
                if not here.exists():
                    here.mkdir()
                    (here / "articles.jsonl").symlink_to(articles.absolute())
                    rows = read_rows(articles, size)
                    write_workload(rows, here / "workload.json", queries=options["queries"], seed=options["seed"])
                for name in subjects:
                    self._log(f"{name}, {size:,} articles")
                    run = replace(run, results=(*run.results, measure(name, here, size, options["clock"])))
                    if options["save"]:
                        run.save(options["save"])
                if not options["folder"]:
                    shutil.rmtree(here)
        finally:
            if options["folder"] is None:
                shutil.rmtree(folder, ignore_errors=True)
        return run

    def _log(self, line: str) -> None:
        self.stderr.write(f"{dt.datetime.now():%H:%M:%S} {line} …")


def _sizes(given: str) -> list[int]:
    try:
        sizes = sorted({int(size) for size in given.split(",")})
    except ValueError:
        raise CommandError(f"--sizes {given!r}: expected comma-separated whole numbers.") from None
    if sizes[0] < 10:
        raise CommandError("--sizes: at least 10 articles.")
    return sizes


def _machine() -> str:
    """Number and model of processors, and the Python version."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [
            line.partition(":")[2].strip() for line in cpuinfo.read_text().splitlines() if line.startswith("model name")
        ]
        model = names[0] if names else model
    return f"{os.cpu_count()} × {model}, Python {platform.python_version()}"
