from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig, apps
from django.contrib.admin.apps import AdminConfig
from django.db import connections
from django.db.models.signals import post_migrate

from archive.catalog.metrics import Gauge


class CurationConfig(AppConfig):
    name = "archive.curation"
    label = "curation"
    verbose_name = "الإشراف"

    def ready(self) -> None:
        from archive.catalog.jobs import register_job
        from archive.catalog.metrics import register_gauges
        from archive.catalog.services import takedowns_forget
        from archive.curation import embargoes, takedowns
        from archive.curation.batch_undo import JOB as UNDO_JOB
        from archive.curation.batch_undo import undo_batch_job
        from archive.curation.entity_rereading import JOB, entity_reread_job

        register_gauges("queues", _read_queues)
        register_job(embargoes.JOB, embargoes.open_embargoes, every_s=embargoes.EVERY_S, is_due=embargoes.is_due)
        register_job(JOB, entity_reread_job)
        register_job(UNDO_JOB, undo_batch_job)
        register_job(takedowns.JOB, takedowns_forget, every_s=takedowns.EVERY_S)
        # the last app with models: by then all permissions are made
        post_migrate.connect(_keep_roles, sender=apps.get_app_config("curation"))


def _read_queues() -> Iterable[Gauge]:
    from archive.curation.queues import read_gauges

    return read_gauges()


def _keep_roles(using: str, **more: Any) -> None:
    """In the database that was migrated, after Django has made the permissions, which it does on the same signal."""
    from django.contrib.auth.models import Group

    from archive.curation.roles import roles_keep

    if Group._meta.db_table in connections[using].introspection.table_names():
        roles_keep(using)


class CurationAdminConfig(AdminConfig):
    default_site = "archive.curation.site.CurationSite"
