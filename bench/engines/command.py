"""Print what each engine takes, beside peers: a table, never a verdict. Everything lies in a temporary folder."""

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

from bench.engines import course, figure, results
from bench.engines.collection import read_rows, write_articles, write_workload
from bench.engines.subjects import STAGES, SUBJECTS, measured, subject
from bench.engines.table import rendered

SIZES = "5000,35000,100000"


class Command(BaseCommand):
    help = "Measure the engines that are installed, SQLite FTS5 and Lucene on articles made from a JSON lines file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--corpus", type=Path, help="JSON lines to begin with (.gz too)")
        parser.add_argument("--sizes", default=SIZES, help=f"numbers of articles, by commas (default {SIZES})")
        parser.add_argument("--subjects", default=",".join(SUBJECTS), help="which of them, by commas (default all)")
        parser.add_argument("--queries", type=int, default=60, help="queries of each class")
        parser.add_argument("--seed", type=int, default=7, help="another draw of articles and queries")
        parser.add_argument("--clock", choices=course.CLOCKS, default="wall", help="cpu: for a machine that is busy")
        parser.add_argument("--opensearch", help="address of a server that runs (default: ARCHIVE_OPENSEARCH_URL)")
        parser.add_argument("--save", type=Path, help="keep the figures, as JSON, in this file")
        parser.add_argument(
            "--saved", type=Path, nargs="+", help="measure nothing; show what these files kept, as one run"
        )
        parser.add_argument("--figure", type=Path, help="draw how each cost grows (SVG) into this file")
        parser.add_argument("--folder", type=Path, help="keep articles and indexes here, and use those that are here")
        parser.add_argument("--stage", choices=STAGES, help="one stage of one subject, in a folder that is prepared")

    def handle(self, *args: Any, **options: Any) -> None:
        subjects, sizes = options["subjects"].split(","), _sizes(options["sizes"])
        if unknown := sorted(set(subjects) - set(SUBJECTS)):
            raise CommandError(f"There is no {', '.join(unknown)} to measure; there are {', '.join(SUBJECTS)}.")
        if options["opensearch"]:
            os.environ["ARCHIVE_OPENSEARCH_URL"] = options["opensearch"]  # the stages' processes inherit it
        if options["stage"]:
            folder, clock = options["folder"], options["clock"]
            found = course.run(subject(subjects[0], folder), options["stage"], folder, sizes[0], clock)
            options["save"].write_text(json.dumps(found, default=asdict), encoding="utf-8")
            return
        if options["saved"]:
            run = results.joined([results.load(path) for path in options["saved"]])
        elif options["corpus"] is None or not options["corpus"].is_file():
            raise CommandError("Name a file of articles, one JSON object a line, with --corpus (make bench CORPUS=…).")
        else:
            run = self._run(subjects, sizes, options)
        self.stdout.write(rendered(run), ending="")
        if options["figure"]:
            options["figure"].write_text(figure.drawn(run), encoding="utf-8")

    def _run(self, subjects: list[str], sizes: list[int], options: dict[str, Any]) -> results.Run:
        """What is measured is saved as it comes, so that a run that is broken off leaves something."""
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
                self._tell(f"making {sizes[-1]:,} articles of {options['corpus'].name}")
                write_articles(options["corpus"], articles, sizes[-1], seed=options["seed"])
            for size in sizes:
                here = folder / str(size)
                if not here.exists():
                    here.mkdir()
                    (here / "articles.jsonl").symlink_to(articles.absolute())
                    rows = read_rows(articles, size)
                    write_workload(rows, here / "workload.json", queries=options["queries"], seed=options["seed"])
                for name in subjects:
                    self._tell(f"{name}, {size:,} articles")
                    run = replace(run, results=(*run.results, measured(name, here, size, options["clock"])))
                    if options["save"]:
                        run.save(options["save"])
                if not options["folder"]:
                    shutil.rmtree(here)
        finally:
            if options["folder"] is None:
                shutil.rmtree(folder, ignore_errors=True)
        return run

    def _tell(self, line: str) -> None:
        self.stderr.write(f"{dt.datetime.now():%H:%M:%S} {line} …")


def _sizes(given: str) -> list[int]:
    try:
        sizes = sorted({int(size) for size in given.split(",")})
    except ValueError:
        raise CommandError(f"--sizes {given!r}: whole numbers parted by commas are wanted.") from None
    if sizes[0] < 10:
        raise CommandError("--sizes: ten articles at least.")
    return sizes


def _machine() -> str:
    """Processor, how many of it, and the system."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [
            line.partition(":")[2].strip() for line in cpuinfo.read_text().splitlines() if line.startswith("model name")
        ]
        model = names[0] if names else model
    return f"{os.cpu_count()} × {model}, Python {platform.python_version()}"
