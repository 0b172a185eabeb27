"""The matcher follows the authority file."""

import pytest

from archive.entities.models import Entity, NameForm
from archive.entities.recognition import AnalyzedText
from archive.entities.selectors.matching import matcher

pytestmark = pytest.mark.django_db


def entity(name, kind="person", also=(), **fields):
    made = Entity.objects.create(name=name, type=kind, **fields)
    for text in (name, *also):
        NameForm.objects.create(entity=made, text=text)
    return made


def test_a_form_added_by_a_curator_is_matched_at_once():
    person = entity("سلمى الخطيب")
    assert not matcher().find(AnalyzedText("قالت الباحثة سلمى"))
    NameForm.objects.create(entity=person, text="سلمى")
    assert [name.entity for name in matcher().find(AnalyzedText("قالت الباحثة سلمى"))] == [person.pk]
