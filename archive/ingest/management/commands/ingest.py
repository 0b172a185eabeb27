"""Import files and folders: `manage.py ingest PATH…`. The last line of stdout is the summary; failures are on stderr."""

import sys
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from archive import search
from archive.catalog.database import patiently, short_busy_timeout, trouble_sentence
from archive.ingest.inputs import FORMATS, Input, find_inputs, printed_name
from archive.ingest.page_text.gazetteer import load_gazetteer
from archive.ingest.preparation import archive_prepare
from archive.ingest.readers.record_fields import READ
from archive.ingest.readers.text import line_roles
from archive.ingest.record import Failure, UnreadableError
from archive.ingest.services import ImportSummary, import_stages_save, paths_import
from archive.ingest.stages import INDEXING
from archive.ingest.standard_input import standard_input_spooled
from archive.text.layout import visible_controls

MIN_INDEXED_ALONGSIDE = 1_000
"""Records from which on another process indexes what the import has written."""
MIN_TIMED = 200
"""Records from which on the stages of an import are timed for the user."""


class Command(BaseCommand):
    help = "Import articles from text, HTML, JSON, tables, feeds, documents, mails and web archives, or from folders of them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="files and folders; - is standard input")
        parser.add_argument(
            "--format",
            choices=FORMATS,
            default="auto",
            help="auto: by the file's name (standard input: by its content), else text",
        )
        parser.add_argument("--source", default="", metavar="NAME", help="source of articles that name none")
        parser.add_argument(
            "--namespace",
            default="",
            metavar="NAME",
            help="whose ids the records bear; else by their source, else --source",
        )
        parser.add_argument(
            "--map",
            action="append",
            nargs="+",
            default=[],
            metavar="FIELD=COLUMN",
            help=f"columns of tables that are not recognised; fields: {', '.join(READ)}",
        )
        parser.add_argument("--restore-deleted", action="store_true", help="add articles again that curators deleted")
        parser.add_argument("--dry-run", action="store_true", help="read and count, write nothing")
        parser.add_argument(
            "--roles", action="store_true", help="print the role of each line of text files; writes nothing"
        )
        parser.add_argument("--no-index", action="store_true", help="leave the index to the background process")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            archive_prepare()
            spooled = standard_input_spooled(options["paths"], options["format"], sys.stdin.buffer)
            with short_busy_timeout(), spooled as (paths, failures):
                failed = (
                    self._print_roles(paths, failures) if options["roles"] else self._import(options, paths, failures)
                )
        except (DatabaseError, OSError) as error:
            if (sentence := trouble_sentence(error)) is None:
                raise
            self.stderr.write(sentence)
            if not options["roles"]:
                self.stdout.write(str(ImportSummary(failures=[Failure("", sentence)])))
            failed = True
        except KeyboardInterrupt:
            self.stderr.write(
                "\nInterrupted; what was written before is stored. To continue, import the same files again."
            )
            sys.exit(130)
        if failed:
            sys.exit(1)

    def _import(self, options: dict[str, Any], paths: list[str | Input], failures: list[Failure]) -> bool:
        counter = _Counter()
        indexes = not (options["dry_run"] or options["no_index"])
        with search.indexing_companion() as companion:

            def report(done: int) -> None:
                counter.read(done)
                if done == MIN_INDEXED_ALONGSIDE and indexes and settings.ARCHIVE_IMPORT_PROCESSES > 1:
                    companion.start()

            summary = paths_import(
                paths=paths,
                given_format=options["format"],
                source=options["source"],
                namespace=options["namespace"],
                columns=_columns(options["map"]),
                restore_deleted=options["restore_deleted"],
                dry_run=options["dry_run"],
                report=report,
                say=self.stderr.write,
                announce=counter.announce,
            )
            summary.failures += failures
            counter.close()
            self._name_all(summary)
            with summary.clock.stage(INDEXING):
                companion.finish()
                is_indexed = not indexes or self._index(counter)
        if summary.clock.records >= MIN_TIMED:
            self.stderr.write(str(summary.clock))
            patiently(lambda: import_stages_save(summary), self.stderr.write)
        self.stdout.write(visible_controls(str(summary)))
        return bool(summary.failures) or not is_indexed

    def _name_all(self, summary: ImportSummary) -> None:
        """Warnings, notices and failures, one a line."""
        for warning in summary.warnings:
            self.stderr.write(visible_controls(warning))
        for notice in summary.counts.notices:
            self.stderr.write(visible_controls(str(notice)))
        for failure in summary.failures:
            self.stderr.write(visible_controls(str(failure)))

    def _index(self, counter: "_Counter") -> bool:
        try:
            waiting = patiently(lambda: search.settle(progress=counter.indexed), self.stderr.write)
        except Exception as error:
            reason = search.trouble_sentence(error) or trouble_sentence(error)
            if reason is None and not isinstance(error, OSError):
                raise
            self.stderr.write(
                f"The articles are stored, but not all are in the index yet: {reason or error} "
                "The background process indexes them later, or: manage.py update_index"
            )
            return False
        finally:
            counter.close()
        if waiting:
            self.stderr.write(
                f"{waiting:,} articles are still to be compared with others, so that versions of one text are one result: "
                "the background process does so, or: manage.py find_versions, then manage.py update_index"
            )
        return True

    def _print_roles(self, paths: list[str | Input], failures: list[Failure]) -> bool:
        """Print line number and role, separated by a tab; with several files, each after a comment line. True if one failed."""
        gazetteer = load_gazetteer()
        inputs = [*find_inputs(paths, "auto"), *failures]
        failed = False
        for each in inputs:
            try:
                if isinstance(each, Failure):
                    raise UnreadableError(each.reason)
                if each.format != "text":
                    raise UnreadableError("roles are shown for text files only")
                roles = line_roles(each.path.read_bytes(), gazetteer)
            except (UnreadableError, OSError) as error:
                name = printed_name(each.path) if isinstance(each, Input) else each.name
                self.stderr.write(visible_controls(f"{name}: {error}"))
                failed = True
                continue
            if len(inputs) > 1:
                self.stdout.write(visible_controls(f"# {printed_name(each.path.name)}"))
            for number, role in roles:
                self.stdout.write(f"{number}\t{role}")
        return failed


def _columns(given: list[list[str]]) -> dict[str, str]:
    """Headings by field; raises CommandError."""
    columns: dict[str, str] = {}
    for pair in (pair for pairs in given for pair in pairs):
        field, equals, heading = pair.partition("=")
        if not equals or not heading.strip() or field not in READ:
            raise CommandError(f"--map {pair}: write FIELD=COLUMN, with a field of {', '.join(READ)}")
        columns[field] = heading
    return columns


class _Counter:
    """Progress on stderr if it is a terminal, at most ten times a second."""

    def __init__(self) -> None:
        self._shown = 0.0
        self._began = time.monotonic()
        self._on = sys.stderr.isatty()
        self._name = ""

    def announce(self, name: str, size: int) -> None:
        """Show the file that is read now: a long text may take half a minute."""
        self._name = f" · {visible_controls(name)}, {size / 1_000_000:,.1f} MB"
        self._show(f"reading{self._name}")

    def read(self, done: int) -> None:
        seconds = max(time.monotonic() - self._began, 0.001)
        self._show(f"{done:,} read, {done / seconds:,.0f} a second{self._name}")

    def indexed(self, done: int, total: int) -> None:
        self._show(f"{done:,} of {total:,} indexed")

    def _show(self, words: str) -> None:
        if self._on and time.monotonic() - self._shown > 0.1:
            self._shown = time.monotonic()
            sys.stderr.write(f"\r\x1b[K{words}")
            sys.stderr.flush()

    def close(self) -> None:
        if self._on and self._shown:
            sys.stderr.write("\r\x1b[K")
            self._shown = 0.0
