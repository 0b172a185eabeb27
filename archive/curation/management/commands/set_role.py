"""Give an account a role."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.curation.roles import ROLES, role_set


class Command(BaseCommand):
    help = "Give an account a role instead of the one it had."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the user name")
        parser.add_argument("role", choices=list(ROLES), help="the role: %(choices)s")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["name"]).first()
        if user is None:
            raise CommandError(f"There is no account {options['name']!r}.")
        role_set(user=user, key=options["role"])
        self.stdout.write(f"The account {options['name']!r} has the role {options['role']}.")
        if user.is_superuser:
            self.stdout.write("It is a superuser's account, and may do everything all the same.")
