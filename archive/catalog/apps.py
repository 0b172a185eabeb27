from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "archive.catalog"
    label = "catalog"
    verbose_name = "الأرشيف"

    def ready(self) -> None:
        from archive.catalog import (
            checks,  # noqa: F401 (registers them)
            gauges,
        )
        from archive.catalog.metrics import register_counter, register_gauges

        register_gauges("catalog", gauges.read_gauges)
        register_gauges("disk", gauges.read_disk_gauges)
        register_counter(
            "khizana_job_runs_total",
            "Runs of jobs in the background process, by how they ended.",
            "name",
            "outcome",
            times="khizana_job_seconds",
            timed_by=1,
        )
