from pathlib import Path

from django.apps import AppConfig
from django.conf import settings


class SearchConfig(AppConfig):
    name = "archive.search"
    label = "search"
    verbose_name = "البحث"

    def ready(self) -> None:
        from archive import text
        from archive.catalog.jobs import register_job, register_queue
        from archive.catalog.metrics import register_counter, register_gauges
        from archive.search.indexing import background, checks, gauges  # noqa: F401 (registers them)

        text.use_table(Path(settings.DATA_DIR) / "stems.table")
        register_gauges("search", gauges.read_gauges)
        register_counter(
            "khizana_searches_total",
            "Searches that were computed, by what they found.",
            "outcome",
            times="khizana_search_seconds",
        )
        register_queue("rebuild", background.rebuild_step)  # before the outbox, which needs a sound index
        register_queue("outbox", background.outbox_step)
        register_job("index_check", background.check_index, every_s=background.CHECK_EVERY_S)
        register_job("word_forms", background.update_word_forms, every_s=300)
        register_job("due_dates", background.index_due_dates, every_s=background.DUE_DATES_EVERY_S)
