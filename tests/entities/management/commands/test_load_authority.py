"""The command that loads the shipped authority file."""

import pytest
from django.core.management import call_command

from archive.entities.models import Entity, NameForm


@pytest.mark.django_db
def test_it_says_what_was_added_and_adds_nothing_again(capsys):
    call_command("load_authority")
    entities, forms = Entity.objects.count(), NameForm.objects.count()
    assert capsys.readouterr().out == f"{entities} entities and {forms} forms added; {entities} entities in total.\n"
    call_command("load_authority")
    assert capsys.readouterr().out == f"0 entities and 0 forms added; {entities} entities in total.\n"
