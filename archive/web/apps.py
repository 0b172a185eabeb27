from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "archive.web"
    label = "web"
    verbose_name = "الموقع"

    def ready(self) -> None:
        from archive.catalog.jobs import register_job
        from archive.catalog.metrics import register_counter
        from archive.log_lines import use_request
        from archive.web import alerts
        from archive.web.server.current_request import asked_for, request_id

        use_request(request_id, asked_for)

        register_counter(
            "khizana_requests_total",
            "Requests answered, by the name of the address and the status.",
            "route",
            "status",
            times="khizana_request_seconds",
            timed_by=1,
        )
        register_job(alerts.JOB, alerts.alerts_job, every_s=alerts.EVERY_S)
