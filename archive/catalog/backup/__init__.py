"""A backup is one ZIP file of what cannot be made again: the record, what waits to be loaded, and the archive's own word table.

    manifest.json      format, time, migrations, counts, and name, size and SHA-256 of every other file
    archive.sqlite3    the whole database at one moment, without sessions; also where the archive uses PostgreSQL
    data/…             files of the data folder: uploads, media, stems.table, authority.version

Index, static files, locks and the secret key are left out. `writing` makes the file while the site runs, `checking` proves it,
`restoring` puts it back, into SQLite or PostgreSQL, whichever it came from (`rows`).
"""

from archive.catalog.backup.checking import archive_problems, backup_problems
from archive.catalog.backup.manifest import BackupError, Manifest, disk_sentence
from archive.catalog.backup.restoring import Restored, backup_restore
from archive.catalog.backup.writing import backup_write

__all__ = [
    "BackupError",
    "Manifest",
    "Restored",
    "archive_problems",
    "backup_problems",
    "backup_restore",
    "backup_write",
    "disk_sentence",
]
