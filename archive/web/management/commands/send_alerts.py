"""Look for what alerts find, and send the mails that are due: `manage.py send_alerts`. `manage.py work` does it every minute."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from archive import search
from archive.catalog.database import trouble_sentence
from archive.desk.services import AlertsBusyError, Looked
from archive.text.layout import visible_controls
from archive.web import alerts


class Command(BaseCommand):
    help = "Look for what the alerts of saved searches find, and send the mails that are due."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would be found and sent; change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        if not alerts.may_mail():
            self.stderr.write(f"{alerts.NO_ADDRESS}.")
        try:
            run = alerts.alerts_run(is_rehearsal=options["dry_run"], seconds=float("inf"))
        except AlertsBusyError as error:
            self._end(f"Nothing sent: {error}.")
        except Exception as error:
            reason = search.trouble_sentence(error) or trouble_sentence(error)
            if reason is None:
                raise
            self._end(f"Nothing sent: {reason}")
        for looked in run.looked:
            self._print(looked)
        found = sum(looked.found for looked in run.looked)
        decided = sum(looked.mail is not None for looked in run.looked)
        if options["dry_run"]:
            self.stdout.write(
                f"{found} articles would be found, {decided} mails decided; {run.waiting} would wait to be sent"
            )
            return
        self.stdout.write(f"{found} articles found, {run.sent} mails sent, {run.failed} failed, {run.waiting} waiting")
        if run.failed:
            sys.exit(1)

    def _print(self, looked: Looked) -> None:
        """By key: what journalists search for is not for logs."""
        if looked.found or looked.mail or looked.trouble:
            said = "cannot be asked: a parameter or filter is gone" if looked.trouble else f"{looked.found} found"
            mail = f", mail {looked.mail.message_id}" if looked.mail else ""
            self.stdout.write(visible_controls(f"{looked.search.key} ({looked.search.rhythm}): {said}{mail}"))

    def _end(self, sentence: str) -> None:
        self.stderr.write(sentence)
        sys.exit(1)
