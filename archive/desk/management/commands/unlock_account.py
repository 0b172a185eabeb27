"""Let an account sign in again after too many failures."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.desk.services import account_unlock


class Command(BaseCommand):
    help = "Let an account sign in again at once after too many wrong passwords."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the user name")
        parser.add_argument(
            "--address", default="", help="also let this address in, even while others guess at the account's password"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not get_user_model().objects.filter(username=options["name"]).exists():
            raise CommandError(f"There is no account {options['name']!r}.")
        try:
            forgotten = account_unlock(name=options["name"], address=options["address"])
        except ValueError as error:
            raise CommandError(f"--address: {error}.") from error
        state = "may sign in again" if forgotten else "was not slowed down"
        self.stdout.write(f"The account {options['name']!r} {state}.")
