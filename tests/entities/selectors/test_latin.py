"""The Latin names follow the authority file."""

import pytest

from archive.entities.models import Entity, NameForm
from archive.entities.selectors import latin_names


@pytest.mark.django_db
def test_the_record_is_read_again_when_a_name_is_added():
    assert latin_names().of(("Peskov",)) == ()
    entity = Entity.objects.create(type="person", name="دميتري بيسكوف", latin_name="Dmitry Peskov")
    NameForm.objects.create(entity=entity, text="دميتري بيسكوف")
    assert latin_names().of(("Peskov",)) == ("بيسكوف",)
