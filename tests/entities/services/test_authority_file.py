"""Loading the shipped authority file."""

import pytest

from archive.entities.models import Entity, NameForm
from archive.entities.services import authority_changed, authority_load

pytestmark = pytest.mark.django_db


def entity(name, kind="person", also=(), nationality=()):
    made = Entity.objects.create(name=name, type=kind)
    for relation, texts in (("name", (name, *also)), ("nationality", nationality)):
        for text in texts:
            NameForm.objects.create(entity=made, text=text, relation=relation)
    return made


def test_the_shipped_file_loads_once_and_adds_nothing_the_second_time(data_folder):
    entities, forms = authority_load()
    assert entities > 1_000
    assert forms > entities
    assert authority_load() == (0, 0)


def test_what_curators_changed_stays(data_folder):
    authority_load()
    Entity.objects.filter(key="united-nations").update(name="هيئة الأمم")
    own = entity("شخص أضافه المشرف")
    authority_load()
    assert Entity.objects.get(key="united-nations").name == "هيئة الأمم"
    assert Entity.objects.filter(pk=own.pk).exists()


def test_an_empty_database_needs_the_file():
    assert authority_changed()
