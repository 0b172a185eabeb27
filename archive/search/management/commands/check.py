"""Django's `check`, with a check whether the search index is stale, which needs the word table."""

from typing import Any

from django.core.checks import register
from django.core.management.commands.check import Command as DjangoCommand

from archive.search.indexing.checks import index_is_current


class Command(DjangoCommand):
    def handle(self, *app_labels: Any, **options: Any) -> None:
        register(index_is_current, "search")
        super().handle(*app_labels, **options)
