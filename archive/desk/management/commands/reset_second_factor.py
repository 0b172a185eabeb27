"""Take the second factor of an account away, for whoever lost his telephone and his recovery codes."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.desk.services import second_factor_turn_off


class Command(BaseCommand):
    help = "Take the second factor of an account away: its password alone signs in again. Its sessions end."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the user name")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["name"]).first()
        if user is None:
            raise CommandError(f"There is no account {options['name']!r}.")
        state = "has no second factor any more" if second_factor_turn_off(user=user) else "had no second factor"
        self.stdout.write(f"The account {options['name']!r} {state}.")
