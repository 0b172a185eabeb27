"""The command line: `manage.py COMMAND` in a checkout, `khizana COMMAND` where the archive is installed as a package.

`khizana init DIR` makes an archive in a folder, `khizana run [DIR]` serves it. Every other command works on the archive of the
current folder, or of ARCHIVE_DATA_DIR.
"""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from archive.catalog.data_folder import MARKER

USAGE = """\
khizana init DIR [--no-sample]            make an archive in a new or empty folder
khizana run [DIR] [--host] [--port]       bring it up to date and serve it
khizana COMMAND …                         any other command on the archive of this folder; khizana help lists them
"""


def execute(arguments: Sequence[str]) -> None:
    """Run one of Django's or the archive's commands; `arguments` begin with the program's name. What whoever runs the archive can
    mend ends with one sentence and exit status 1 (`--traceback` shows the rest)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        settings.INSTALLED_APPS  # noqa: B018 (reads the settings)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    try:
        execute_from_command_line(list(arguments))
    except Exception as error:
        from archive import search
        from archive.catalog.database import trouble_sentence

        sentence = search.trouble_sentence(error) or trouble_sentence(error)
        if sentence is None or "--traceback" in arguments:
            raise
        sys.exit(sentence)


def khizana() -> None:
    """The program `khizana`."""
    command, *given = sys.argv[1:] or ["--help"]
    if command in ("--help", "-h"):
        print(USAGE, end="")
    elif command == "init":
        _init(given)
    elif command == "run":
        _run(given)
    else:
        _use(None)
        execute(["khizana", command, *given])


def _init(given: Sequence[str]) -> None:
    parser = ArgumentParser(prog="khizana init", description="Make an archive in a new or empty folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--no-sample", action="store_true", help="without the sample articles")
    options = parser.parse_args(given)
    folder = options.folder.expanduser().absolute()
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / MARKER).exists())):
        sys.exit(f"{folder} is not empty, and no archive is in it. Name a new folder.")
    os.environ["ARCHIVE_DATA_DIR"] = str(folder)
    execute(["khizana", "prepare", *(["--no-sample"] if options.no_sample else [])])
    print(f"The archive is in {folder}. Serve it with: khizana run {folder}")


def _run(given: Sequence[str]) -> None:
    parser = ArgumentParser(prog="khizana run", description="Bring an archive up to date and serve it until Ctrl-C.")
    parser.add_argument("folder", type=Path, nargs="?", help="default: ARCHIVE_DATA_DIR or this folder")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", default="8000")
    parser.add_argument("--workers", default="3", help="web worker processes")
    options = parser.parse_args(given)
    _use(options.folder)
    execute(["khizana", "prepare", "--no-sample", "--port", options.port])
    sys.stdout.flush()  # the next command replaces this process
    execute(["khizana", "serve", "--host", options.host, "--port", options.port, "--workers", options.workers])


def _use(folder: Path | None) -> None:
    """Name the archive for the settings; ends with a sentence where there is none."""
    chosen = folder or Path(os.environ.get("ARCHIVE_DATA_DIR") or ".")
    place = chosen.expanduser().absolute()
    if not (place / MARKER).exists() and not (place / "archive.sqlite3").exists():
        sys.exit(f"There is no archive in {place}. Make one with: khizana init DIR")
    os.environ["ARCHIVE_DATA_DIR"] = str(place)


if __name__ == "__main__":
    execute(sys.argv)
