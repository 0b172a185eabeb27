"""Set up everything that serving needs; safe to run again, and quick when there is nothing to do.

Order: database schema, authority file, sample archive (only into an empty archive), index (built if it is missing or was built
with another word table, else updated), versions of one text (if few articles are new; else the background process finds them).
"""

import os
import shlex
import sys
from typing import Any

from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from archive import search
from archive.catalog.data_folder import data_folder_close
from archive.catalog.database import patiently, short_busy_timeout
from archive.ingest.preparation import database_prepare, one_at_a_time
from archive.ingest.rereading import reread_waiting
from archive.ingest.sample import sample_load

CURATOR_HINT = """To sign in as the first curator at http://127.0.0.1:{port}/admin/, run in another terminal:
    {settings}{program} createsuperuser"""


class Command(BaseCommand):
    help = "Set the archive up: schema, authority file, sample archive, index. Safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", default="8000", help="the port named in the last lines")
        parser.add_argument("--no-sample", action="store_true", help="leave an empty archive empty")
        parser.add_argument(
            "--new",
            action="store_true",
            help="begin a new archive although an index or tables of another one are there",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for warning in data_folder_close():
            self.stderr.write(self.style.WARNING(warning))
        with one_at_a_time(), short_busy_timeout():
            self._prepare(options)
        self.stdout.write(f"Khizana serves on http://127.0.0.1:{options['port']}/ (stop it with Ctrl-C).")
        if not User.objects.filter(is_staff=True).exists():
            self.stdout.write(CURATOR_HINT.format(port=options["port"], settings=_shown_settings(), program=_program()))

    def _prepare(self, options: dict[str, Any]) -> None:
        patiently(lambda: database_prepare(new=options["new"]), self.stderr.write)
        if search.word_table_refresh():
            self.stdout.write("Brought the word table up to today's rules.")
        if not options["no_sample"] and (loaded := sample_load()):
            self.stdout.write(f"Loaded the sample archive: {loaded}")
        self._update_index()
        if reread_waiting():
            self.stdout.write("Articles imported before are read again in the background; at once: manage.py reread")

    def _update_index(self) -> None:
        status = search.index_status()
        if status.version is not None and not status.stale:
            search.settle()
            return
        if status.damage:
            self.stdout.write(status.damage)
        self.stdout.write("Building the index …")
        call_command("rebuild_index", interactive=False, verbosity=0)
        search.settle()


def _shown_settings() -> str:
    """The variables with which another terminal reaches the same database; its address may hold a password."""
    folder, database = os.environ.get("ARCHIVE_DATA_DIR"), os.environ.get("ARCHIVE_DATABASE_URL")
    shown = f"ARCHIVE_DATA_DIR={shlex.quote(folder)} " if folder else ""
    return shown + ("ARCHIVE_DATABASE_URL=… " if database else "")


def _program() -> str:
    """As it was called: installed as a package (archive/command_line.py), or in a checkout."""
    return "khizana" if os.path.basename(sys.argv[0]) == "khizana" else ".venv/bin/python manage.py"
