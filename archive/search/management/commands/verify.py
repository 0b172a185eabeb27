"""Prove the archive whole, or a backup of it; exit status 1 and a line for each damage if it is not."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.catalog.backup import BackupError, archive_problems, backup_problems
from archive.search import SearchUnavailableError, index_diff
from archive.search.engine import current_engine


class Command(BaseCommand):
    help = (
        "Check the database's structure, every original against its hash, and the index against the record; "
        "or, with FILE, a backup."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="a backup; without it, the archive in place is checked")

    def handle(self, *args: Any, file: Path | None, **options: Any) -> None:
        if file is not None:
            try:
                damaged = self._report("backup", backup_problems(file.expanduser().absolute()))
            except BackupError as error:
                raise CommandError(str(error)) from error
        else:
            damaged = self._report("database and originals", archive_problems())
            damaged += self._report("index", _index_problems())
        if damaged:
            raise CommandError(f"Damaged: {damaged} found.")

    def _report(self, what: str, problems: Iterable[str]) -> int:
        count = 0
        for problem in problems:
            count += 1
            self.stdout.write(self.style.ERROR(problem))
        if not count:
            self.stdout.write(f"{what}: sound")
        return count


def _index_problems() -> Iterable[str]:
    try:
        current_engine().check(full=True)
        found = index_diff()
    except SearchUnavailableError as error:
        yield f"The index is damaged: {error} Run: manage.py rebuild_index"
        return
    for name, pks in (
        ("missing in the index", found.missing),
        ("in the index alone", found.surplus),
        ("indexed with other contents", found.outdated),
    ):
        if pks:
            yield f"{len(pks):,} articles are {name}: {_some(pks)}. Run: manage.py update_index"


def _some(pks: tuple[int, ...]) -> str:
    return ", ".join(map(str, pks[:20])) + (" …" if len(pks) > 20 else "")
