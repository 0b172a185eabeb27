"""Django's SQLite backend with three guards.

SQLite creates an empty database where there is none: an archive whose database was lost would pass for a new one. Here a file is
created only within `database.creation_allowed`. And a process goes on reading and writing a file that was deleted or replaced:
here every statement looks whether the file is still the same (one `stat`, a microsecond) and connects again if it is not. What
was opened while the file or its disk was read-only stays read-only for SQLite: here such a connection, or one that met an error,
serves no other request.
"""

import os
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base

from archive.catalog.database import DatabaseMissingError, DatabaseReplacedError, is_creation_allowed, missing_sentence

Identity = tuple[int, int]


class DatabaseWrapper(base.DatabaseWrapper):
    _file: Identity | None = None
    _is_read_only = False

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        path = self._path()
        if path is not None and not is_creation_allowed() and not _has_content(path):
            raise DatabaseMissingError(missing_sentence(path))
        self._is_read_only = path is not None and not os.access(path, os.W_OK)
        opened = super().get_new_connection(conn_params)
        self._file = _identity(path)
        return opened

    def ensure_connection(self) -> None:
        if self._is_replaced():
            if self.in_atomic_block:
                raise DatabaseReplacedError("The database file was deleted or replaced during a transaction.")
            self.close()  # SQLite leaves the write-ahead log alone if its database was moved
        super().ensure_connection()

    def close_if_unusable_or_obsolete(self) -> None:
        """Called between requests. Django's would connect again, which fails where the file is gone."""
        if (self._is_replaced() or self._is_read_only) and not self.in_atomic_block:
            self.close()
        else:
            super().close_if_unusable_or_obsolete()

    def is_usable(self) -> bool:
        """Asked between requests, of a connection that met an error."""
        return False

    def _is_replaced(self) -> bool:
        return self.connection is not None and self._file is not None and _identity(self._path()) != self._file

    def _path(self) -> Path | None:
        """None for a database in memory."""
        name = str(self.settings_dict["NAME"])
        return None if self.is_in_memory_db() or name.startswith(("file:", ":")) else Path(name)


def _identity(path: Path | None) -> Identity | None:
    try:
        status = path.stat() if path else None
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if status else None


def _has_content(path: Path) -> bool:
    """SQLite takes an empty file for a new database."""
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False
    except OSError:
        return True  # connecting says what is wrong
