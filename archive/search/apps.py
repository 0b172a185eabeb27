from pathlib import Path

from django.apps import AppConfig
from django.conf import settings


class SearchConfig(AppConfig):
    name = "archive.search"
    label = "search"
    verbose_name = "البحث"

    def ready(self) -> None:
        from archive import text
        from archive.search.indexing import checks  # noqa: F401 (registers them)

        text.use_table(Path(settings.DATA_DIR) / "stems.table")
