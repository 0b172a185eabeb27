"""Kill an import at random moments, import again, compare with an undisturbed one: `python -m bench killed FILE`.

Each import is a command on a data folder of its own. Articles are compared by the keys of their records: text, names with their
entity, dates, raw document; and the index with the record. Batches differ, since each command makes one.
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

DUMP = """
import hashlib
from archive import search
from archive.catalog.models import Article, RawDocument
from archive.chronology.models import DateMention
from archive.entities.models import Entity, Mention

digest = hashlib.sha256()
key = "article__import_key"
for rows in (
    Article.objects.order_by("import_key").values_list(
        "import_key", "title", "content_hash", "published_on", "source__name", "raw_document__sha256", "state",
        "parent__import_key"),
    RawDocument.objects.order_by("sha256").values_list("sha256", "origin"),
    Entity.objects.filter(mentions__isnull=False).distinct().order_by("type", "name", "pk").values_list("type", "name", "state"),
    Mention.objects.order_by(key, "paragraph", "start", "entity__name", "relation").values_list(
        key, "paragraph", "start", "end", "entity__name", "entity__type", "relation", "witness", "confidence"),
    DateMention.objects.order_by(key, "paragraph", "start").values_list(key, "paragraph", "start", "value", "end_value", "basis"),
):
    count = 0
    for row in rows.iterator():
        digest.update(repr(row).encode()); count += 1
    print(count, end=" ")
search.drain()
found = search.index_diff()
print(len(found.missing), len(found.surplus), len(found.outdated), digest.hexdigest()[:16])
"""
LOOK_S, MAX_DELAY_S = 0.05, 1.0
"""An import is killed within a second after so many articles are stored; the numbers are drawn at random."""


class Command(BaseCommand):
    help = "Kill an import at random moments, import again, and compare with an undisturbed one."

    def add_arguments(self, parser: ArgumentParser) -> None:  # type: ignore[override]
        parser.add_argument("file")
        parser.add_argument("--moments", type=int, default=20)
        parser.add_argument("--processes", type=int, default=2)
        parser.add_argument("--seed", type=int, default=7)

    def handle(self, *_: Any, **options: Any) -> None:
        with tempfile.TemporaryDirectory(prefix="khizana-killed-") as folder:
            whole, killed = Path(folder, "whole"), Path(folder, "killed")
            began = time.monotonic()
            run(whole, options).wait()
            seconds = time.monotonic() - began
            expected = dump(whole)
            self.stdout.write(f"undisturbed: {seconds:.0f} s: {expected}")
            chance = random.Random(options["seed"])
            total = int(articles(whole))
            reached = []
            for least in sorted(chance.sample(range(total), options["moments"])):
                process = run(killed, options)
                while process.poll() is None and stored(killed) < least:
                    time.sleep(LOOK_S)
                time.sleep(chance.uniform(0, MAX_DELAY_S))
                process.send_signal(signal.SIGKILL)
                process.wait()
                reached.append(stored(killed))
            self.stdout.write(f"articles after each kill: {reached}")
            run(killed, options).wait()
            found = dump(killed)
            self.stdout.write(f"killed: {found}")
            self.stdout.write("equal" if found == expected else "DIFFERENT")


def environment(folder: Path, options: dict[str, Any]) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "archive.settings",
        "ARCHIVE_DATA_DIR": str(folder),
        "ARCHIVE_IMPORT_PROCESSES": str(options["processes"]),
    }


def run(folder: Path, options: dict[str, Any]) -> "subprocess.Popen[bytes]":
    """An import, running."""
    command = [sys.executable, "manage.py", "ingest", str(Path(options["file"]).absolute())]
    values, nowhere = environment(folder, options), subprocess.DEVNULL
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=values, stdout=nowhere, stderr=nowhere)


def manage(folder: Path, code: str) -> str:
    """What Python code prints that runs within the archive."""
    command = [sys.executable, "-c", f"import django; django.setup()\n{code}"]
    values = environment(folder, {"processes": 1})
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=values, capture_output=True, text=True, check=False)
    return done.stdout.strip() or done.stderr


def dump(folder: Path) -> str:
    return manage(folder, DUMP)


def articles(folder: Path) -> str:
    return manage(folder, "from archive.catalog.models import Article; print(Article.objects.count())")


def stored(folder: Path) -> int:
    """The articles stored so far; -1 before there is a database."""
    try:
        with closing(sqlite3.connect(f"file:{folder}/archive.sqlite3?mode=ro", uri=True)) as database:
            return int(database.execute("SELECT count(*) FROM catalog_article").fetchone()[0])
    except sqlite3.OperationalError:
        return -1
