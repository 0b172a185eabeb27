from django.apps import AppConfig


class EntitiesConfig(AppConfig):
    name = "archive.entities"
    label = "entities"
    verbose_name = "الأعلام"
