"""Files to import from a list of paths, each with its format.

Folders are walked. Links in them are followed to files of the same folder only: not to folders, and not out of it, where somebody
who may write into the folder could name any file of the machine.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from archive.ingest.record import Failure

FORMATS = (
    "auto",
    "text",
    "html",
    "jsonl",
    "json",
    "csv",
    "tsv",
    "xlsx",
    "rss",
    "warc",
    "pdf",
    "docx",
    "odt",
    "eml",
    "zip",
)
_JSON_LINES = (".jsonl", ".ndjson", ".json", ".jsonl.gz", ".ndjson.gz", ".json.gz")
_TEXT = (".txt", ".text")
_FEEDS = (".xml", ".rss", ".atom", ".rdf")
_TABLES = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm")
_WEB_ARCHIVES = (".warc", ".warc.gz")
_OTHERS = {".pdf": "pdf", ".docx": "docx", ".odt": "odt", ".eml": "eml", ".zip": "zip", ".wacz": "zip"}
_PAGES = (".html", ".htm", ".xhtml", ".shtml")

_SAVED_WITH_PAGE = re.compile(r"(?:_files|_fichiers|_archivos|_ملفات|\.files)$")


_NO_COLUMNS: Mapping[str, str] = MappingProxyType({})


class Input(NamedTuple):
    """A file with its format; `columns` are headings of its own for fields of a table, `name` is shown instead of its path."""

    path: Path
    format: str
    columns: Mapping[str, str] = _NO_COLUMNS
    name: str = ""

    @property
    def shown(self) -> str:
        """What failures call it."""
        return self.name or printed_name(self.path)


def printed_name(path: str | Path) -> str:
    """A file name that every database and terminal accepts: bytes that are not UTF-8 are replaced."""
    return os.fsencode(path).decode("utf-8", "replace")


def find_inputs(paths: Iterable[str | Input], given: str = "auto") -> Iterator[Input | Failure]:
    """Files in the order of the paths, folders by name. Files of other kinds in a folder are skipped.

    An input has a format of its own, which may be "auto".
    """
    for name in paths:
        if isinstance(name, Input):
            yield from (
                each._replace(columns=name.columns, name=name.name)
                if isinstance(each, Input)
                else Failure(name.shown, each.reason)
                for each in find_inputs([str(name.path)], name.format)
            )
            continue
        path = Path(name)
        if problem := _problem(path):
            yield Failure(printed_name(name), problem)
        elif path.is_dir():
            yield from _walk(path, given)
        else:
            yield Input(path, given if given != "auto" else format_of(path) or "text")


def format_of(path: Path) -> str | None:
    """The format by the file name; None for other kinds."""
    name = path.name.lower()
    if name.endswith(_JSON_LINES):
        return "jsonl"
    if name.endswith(_PAGES):
        return "html"
    if name.endswith(_WEB_ARCHIVES):
        return "warc"
    if kind := _OTHERS.get(path.suffix.lower()):
        return kind
    if name.endswith(_TABLES):
        return "xlsx" if name.endswith((".xlsx", ".xlsm")) else "csv"
    if name.endswith(_FEEDS):
        return "rss"
    return "text" if name.endswith(_TEXT) else None


def _walk(folder: Path, given: str) -> Iterator[Input | Failure]:
    unreadable: list[OSError] = []
    top = folder.resolve()
    for root, folders, files in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not _belongs_to_page(name, files))
        for name in [name for name in folders if Path(root, name).is_symlink()]:
            yield Failure(printed_name(Path(root, name)), "a link to a folder, not followed")
        for path in (Path(root, name) for name in sorted(files)):
            kind = format_of(path)
            if kind is None or path.name.startswith("."):
                continue
            if problem := _problem(path) or _link_problem(path, top):
                yield Failure(printed_name(path), problem)
            else:
                yield Input(path, given if given != "auto" else kind)
    for error in unreadable:
        yield Failure(printed_name(error.filename), f"the folder cannot be opened ({error.strerror})")


def _belongs_to_page(folder: str, files: list[str]) -> bool:
    """Whether a browser saved this folder with a page: pictures, scripts and frames."""
    stem = _SAVED_WITH_PAGE.sub("", folder)
    return stem != folder and any(f"{stem}{suffix}" in files for suffix in _PAGES)


def _link_problem(path: Path, top: Path) -> str:
    """Why a link in a folder is not followed; empty for files and for links within the folder."""
    is_outside = path.is_symlink() and not path.resolve().is_relative_to(top)
    return "a link that leads out of the folder, not followed" if is_outside else ""


def _problem(path: Path) -> str:
    """Why a file or folder cannot be read; empty if it can."""
    try:
        if path.is_symlink() and not path.exists():
            return "a broken link"
        if not path.exists():
            return "no such file"
        if path.is_dir():
            return ""
        if not path.is_file():
            return "not a regular file"
    except OSError as error:
        # a name that is too long, or a parent folder without permission
        return f"cannot be reached ({error.strerror})"
    return "" if os.access(path, os.R_OK) else "no permission to read it"
