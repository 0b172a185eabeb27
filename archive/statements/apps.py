from django.apps import AppConfig


class StatementsConfig(AppConfig):
    name = "archive.statements"
    label = "statements"
    verbose_name = "الأقوال"
