from django.apps import AppConfig


class CoverageConfig(AppConfig):
    name = "archive.coverage"
    label = "coverage"
    verbose_name = "النسخ"
