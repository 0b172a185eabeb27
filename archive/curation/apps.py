from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class CurationConfig(AppConfig):
    name = "archive.curation"
    label = "curation"
    verbose_name = "الإشراف"

    def ready(self) -> None:
        from archive.catalog.jobs import register_job
        from archive.curation.batch_undo import JOB as UNDO_JOB
        from archive.curation.batch_undo import undo_batch_job
        from archive.curation.entity_rereading import JOB, entity_reread_job

        register_job(JOB, entity_reread_job)
        register_job(UNDO_JOB, undo_batch_job)


class CurationAdminConfig(AdminConfig):
    default_site = "archive.curation.site.CurationSite"
