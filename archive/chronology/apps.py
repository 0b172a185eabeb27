from django.apps import AppConfig


class ChronologyConfig(AppConfig):
    name = "archive.chronology"
    label = "chronology"
    verbose_name = "التواريخ"
