"""Load the shipped authority file; curators' changes are kept."""

from typing import Any

from django.core.management.base import BaseCommand

from archive.entities.models import Entity
from archive.entities.services import authority_load


class Command(BaseCommand):
    help = "Add the shipped persons, places and organizations that the archive lacks."

    def handle(self, *args: Any, **options: Any) -> None:
        entities, forms = authority_load()
        self.stdout.write(f"{entities} entities and {forms} forms added; {Entity.objects.count()} entities in total.")
