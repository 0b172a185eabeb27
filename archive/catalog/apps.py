from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "archive.catalog"
    label = "catalog"
    verbose_name = "السجل"
