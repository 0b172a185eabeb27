from django.apps import AppConfig


class IngestConfig(AppConfig):
    name = "archive.ingest"
    label = "ingest"
    verbose_name = "الإدخال"

    def ready(self) -> None:
        from archive.catalog.jobs import register_job
        from archive.ingest import upload_services as uploads

        register_job(uploads.PREVIEW_JOB, uploads.upload_preview)
        register_job(uploads.LOAD_JOB, uploads.upload_load)
        register_job("forget_uploads", uploads.uploads_forget, every_s=3600)
