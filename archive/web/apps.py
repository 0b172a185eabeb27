from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "archive.web"
    label = "web"
    verbose_name = "الموقع"

    def ready(self) -> None:
        from archive.catalog.jobs import register_job
        from archive.web import alerts

        register_job(alerts.JOB, alerts.alerts_job, every_s=alerts.EVERY_S)
