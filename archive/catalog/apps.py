from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "archive.catalog"
    label = "catalog"
    verbose_name = "الأرشيف"

    def ready(self) -> None:
        from archive.catalog import checks  # noqa: F401 (registers them)
