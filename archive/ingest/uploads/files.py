"""Uploaded files in the data folder: `uploads/UPLOAD/POSITION/NAME`, for the archive's user alone, outside of anything served.

Each file has a folder of its own, so that names may be alike and readers see the name that the curator gave. Names are
sanitised before they become paths; what they lose (folders, controls, marks of direction) shows in nothing else.
"""

import errno
import os
import shutil
import time
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from archive.ingest.inputs import Input
from archive.ingest.models import Upload, UploadFile

MAX_FILES = 1_000
"""Files of one upload; more come as a ZIP archive."""
MAX_KEPT_UPLOADS = 10
"""All uploads together take at most so many times the size of the largest one allowed."""
MIN_FREE_BYTES = 200 << 20
"""Left free on the disk, for the database that the files are loaded into."""
MAX_NAME_BYTES = 200
"""Of a file's name in UTF-8; file systems take 255."""
UNNAMED = "ملف"
_REMOVED = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
"""Unicode categories of signs that show nothing and may change how a name reads."""
_SHORT_LIVED_S = 24 * 3600


class UploadError(ValueError):
    """Why files are not taken, as a code: none, too_many, too_large, kept_too_much, no_space."""


def safe_name(given: str) -> str:
    """The last part of a name, without folders and signs that show nothing; never empty, hidden or too long for a disk."""
    last = given.replace("\\", "/").rpartition("/")[2]
    shown = "".join(sign for sign in unicodedata.normalize("NFC", last) if unicodedata.category(sign) not in _REMOVED)
    name = " ".join(shown.split()).lstrip(". ")
    stem, dot, suffix = name.rpartition(".")
    if not dot or len(suffix.encode()) > 16:
        return _cut(name, MAX_NAME_BYTES) or UNNAMED
    return f"{_cut(stem, MAX_NAME_BYTES - len(suffix.encode()) - 1) or UNNAMED}.{suffix}"


def _cut(text: str, size: int) -> str:
    return text.encode()[:size].decode(errors="ignore").strip()


def distinct_names(given: Iterable[str]) -> list[str]:
    """The safe names of some files; one that came before gets a number: `news (2).txt`."""
    names: list[str] = []
    taken, numbers = set[str](), dict[str, int]()
    for name in map(safe_name, given):
        stem, dot, suffix = name.rpartition(".")
        own, number = name, numbers.get(name.casefold(), 1)
        while own.casefold() in taken:
            number += 1
            own = f"{stem} ({number}).{suffix}" if dot else f"{name} ({number})"
        numbers[name.casefold()] = number
        taken.add(own.casefold())
        names.append(own)
    return names


def max_upload_bytes() -> int:
    return settings.ARCHIVE_UPLOAD_MB << 20


def check_room(sizes: Collection[int]) -> None:
    """Raises UploadError if files of these sizes cannot be kept."""
    size = sum(sizes)
    if not sizes:
        raise UploadError("none")
    if len(sizes) > MAX_FILES:
        raise UploadError("too_many")
    if size > max_upload_bytes():
        raise UploadError("too_large")
    uploads_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    if size + _kept_bytes() > MAX_KEPT_UPLOADS * max_upload_bytes():
        raise UploadError("kept_too_much")
    if shutil.disk_usage(uploads_folder()).free - size < MIN_FREE_BYTES:
        raise UploadError("no_space")


def _kept_bytes() -> int:
    """Files of another upload may go while this is counted."""
    size = 0
    for folder, _, names in os.walk(uploads_folder()):
        for name in names:
            with suppress(FileNotFoundError):
                size += os.lstat(os.path.join(folder, name)).st_size
    return size


def uploads_folder() -> Path:
    return Path(settings.DATA_DIR) / "uploads"


def upload_folder(upload: Upload) -> Path:
    return uploads_folder() / str(upload.pk)


def file_path(file: UploadFile) -> Path:
    return uploads_folder() / str(file.upload_id) / str(file.position) / file.name


def file_write(file: UploadFile, chunks: Iterable[bytes]) -> int:
    """Store the bytes of a file; how many there were. Raises UploadError where the disk does not take them."""
    try:
        return _write(file_path(file), chunks)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise UploadError("no_space") from error


def _write(path: Path, chunks: Iterable[bytes]) -> int:
    for folder in (path.parent.parent, path.parent):
        folder.mkdir(mode=0o700, exist_ok=True)
    size = 0
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target:
        for chunk in chunks:
            size += target.write(chunk)
    return size


def files_remove(upload: Upload) -> None:
    shutil.rmtree(upload_folder(upload), ignore_errors=True)


def has_files(upload: Upload) -> bool:
    return upload_folder(upload).is_dir()


def inputs(files: Iterable[UploadFile]) -> Iterator[Input]:
    """The files as inputs of an import."""
    for file in files:
        yield Input(file_path(file), file.format, file.columns, file.name)


def strays_remove(known: Collection[str]) -> None:
    """Remove folders of uploads that are in no table, and what an upload that broke off has left, after a day."""
    if not uploads_folder().is_dir():
        return
    for path in uploads_folder().iterdir():
        if path.name not in known and time.time() - path.lstat().st_mtime > _SHORT_LIVED_S:
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
