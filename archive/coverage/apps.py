from django.apps import AppConfig
from django.db.models.signals import pre_delete


class CoverageConfig(AppConfig):
    name = "archive.coverage"
    label = "coverage"
    verbose_name = "القصص والنسخ"

    def ready(self) -> None:
        from archive.catalog.jobs import register_job, register_queue
        from archive.coverage import background

        register_queue("comparisons", background.comparisons_step)  # after the outbox: changes are searchable first
        register_job("due_comparisons", background.find_due, every_s=background.DUE_EVERY_S)
        pre_delete.connect(background.article_deleted, sender="catalog.Article", dispatch_uid="coverage")
