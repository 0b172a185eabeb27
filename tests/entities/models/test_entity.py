"""What the tables of entities and forms refuse."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from archive.entities.models import Entity, NameForm

pytestmark = pytest.mark.django_db


@pytest.fixture
def entity():
    return Entity.objects.create(type="person", name="سالم الناصر")


@pytest.mark.parametrize("wrong", [{"type": "animal"}, {"name": ""}, {"state": "lost"}, {"merged_into": F("pk")}])
def test_an_impossible_entity(entity, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Entity.objects.update(**wrong)


def test_two_entities_that_nothing_distinguishes_unless_one_is_merged(entity):
    with pytest.raises(IntegrityError), transaction.atomic():
        Entity.objects.create(type="person", name="سالم الناصر")
    assert Entity.objects.create(type="person", name="سالم الناصر", merged_into=entity).merged_into == entity


@pytest.mark.parametrize("wrong", [{"text": ""}, {"relation": "coreference"}])
def test_an_impossible_form(entity, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        NameForm.objects.create(**{"entity": entity, "text": "سالم", "relation": "name"} | wrong)


def test_an_entity_redirects_by_its_key(entity):
    assert entity.get_absolute_url() == f"/entities/{entity.key}/"
