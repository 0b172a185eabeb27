"""Make an invitation and print its link."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from archive.desk.services import DAYS, MAX_DAYS, invitation_create


class Command(BaseCommand):
    help = "Invite a journalist: print a link with which one person makes one account."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="for whom the invitation is, as the admin's list will show it")
        parser.add_argument(
            "--days", type=int, default=DAYS, help=f"how long the link is valid, 1 to {MAX_DAYS} (default %(default)s)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            _, token = invitation_create(name=options["name"].strip(), made_by=None, days=options["days"])
        except ValueError as error:
            raise CommandError(f"{error}.") from error
        path = reverse("invitation", args=[token])
        self.stdout.write(f"{settings.ARCHIVE_SITE_URL}{path}")
        if not settings.ARCHIVE_SITE_URL:
            self.stderr.write("Put the site's address before it (ARCHIVE_SITE_URL is not set).")
