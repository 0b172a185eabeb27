"""Inputs that hold other inputs: ZIP archives, and mails with attachments. Their members are unpacked one at a time.

Bounds: what an archive unpacks to (`zip_problem`), the number of members, archives within archives. A member that is damaged
is a failure; the rest is read.
"""

import shutil
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from archive.catalog.tables import zip_problem
from archive.ingest.readers import mail
from archive.ingest.record import Failure, UnreadableError

MAX_MEMBERS = 100_000
MAX_LEVELS = 2
"""A mail within a ZIP archive within another."""
MAX_NAME_CHARS = 100
_UTF8_NAME = 0x800
"""Flag of a ZIP member whose name is UTF-8; others have code pages of their own."""


def zip_members(path: Path, folder: Path) -> Iterator[tuple[str, Path] | Failure]:
    """(name in the archive, path) of each member, unpacked into `folder`; the file is gone when the next one comes.

    Raises UnreadableError if the archive cannot be opened.
    """
    if problem := zip_problem(path):
        raise UnreadableError(problem)
    with zipfile.ZipFile(path) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        if len(infos) > MAX_MEMBERS:
            raise UnreadableError(f"more than {MAX_MEMBERS:,} members")
        for info in infos:
            name = _printed(info)
            target = _target(folder, name)
            try:
                with archive.open(info) as source, target.open("wb") as file:
                    shutil.copyfileobj(source, file)
            except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
                yield Failure(name, f"damaged or encrypted ({error})")
            else:
                yield name, target
            target.unlink(missing_ok=True)


def mail_members(path: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """The same of a mail's attachments. Raises UnreadableError."""
    for name, content in mail.attachments(path):
        target = _target(folder, name)
        target.write_bytes(content)
        yield name, target
        target.unlink(missing_ok=True)


def _target(folder: Path, name: str) -> Path:
    """A file in the folder with the member's own name, never outside of it."""
    last = PurePosixPath(name.replace("\\", "/")).name.replace("\0", "") or "member"
    stem, dot, suffix = last.rpartition(".")
    return folder / (f"{stem[:MAX_NAME_CHARS]}{dot}{suffix[:20]}" if dot else last[:MAX_NAME_CHARS])


def _printed(info: zipfile.ZipInfo) -> str:
    """The name of a member; without the flag of UTF-8 its bytes are tried as UTF-8, then as Arabic of Windows."""
    if info.flag_bits & _UTF8_NAME or info.filename.isascii():
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "cp1256"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename
