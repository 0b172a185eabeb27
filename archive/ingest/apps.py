from django.apps import AppConfig


class IngestConfig(AppConfig):
    name = "archive.ingest"
    label = "ingest"
    verbose_name = "الإدخال"

    def ready(self) -> None:
        from archive.catalog.jobs import register_job
        from archive.catalog.metrics import register_counter, register_gauges
        from archive.ingest import (
            checks,  # noqa: F401
            rereading,
        )
        from archive.ingest import rule_services as rules
        from archive.ingest import upload_services as uploads
        from archive.ingest.feeds import gauges, watch

        register_gauges("feeds", gauges.read_gauges)
        register_counter(
            "khizana_feed_fetches_total",
            "Fetches of watched feeds, by how they ended.",
            "outcome",
            times="khizana_feed_fetch_seconds",
        )
        register_job(uploads.PREVIEW_JOB, uploads.upload_preview)
        register_job(uploads.LOAD_JOB, uploads.upload_load)
        register_job("forget_uploads", uploads.uploads_forget, every_s=3600)
        register_job(watch.WATCH_JOB, watch.watch_job, every_s=watch.EVERY_S, is_due=watch.is_due)
        register_job(rereading.REREAD_JOB, rereading.reread_job)
        register_job(rules.REREAD_JOB, rules.rule_reread_job)
        register_job(watch.FETCH_JOB, watch.fetch_job)
