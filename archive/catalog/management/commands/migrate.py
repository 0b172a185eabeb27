"""Django's `migrate`, the only command that creates a database, and not where an archive stood."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as DjangoCommand

from archive.catalog import database


class Command(DjangoCommand):
    def execute(self, *args: Any, **options: Any) -> Any:
        """`handle` comes after system checks that connect to the database already."""
        try:
            if not database.is_creation_allowed():  # `prepare --new` allows it
                database.refuse_to_replace()
        except database.DatabaseMissingError as error:
            raise CommandError(str(error)) from error
        with database.creation_allowed():
            return super().execute(*args, **options)
