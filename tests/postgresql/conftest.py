from tests.catalog.backup.conftest import empty, first_archive, first_backup

__all__ = ["empty", "first_archive", "first_backup"]
