"""Which mentions readers and curators see."""

import pytest
from django.db import IntegrityError, transaction

from archive.catalog.models import Article
from archive.entities.models import MIN_CONFIDENCE, Entity, Mention

pytestmark = pytest.mark.django_db


@pytest.fixture
def mention():
    article = Article.objects.create(title="عاد سالم الناصر")
    entity = Entity.objects.create(type="person", name="سالم الناصر")
    return Mention.objects.create(article=article, entity=entity, surface="سالم الناصر", paragraph=-1, start=4, end=15)


@pytest.mark.parametrize(("confidence", "visible"), [(MIN_CONFIDENCE, True), (MIN_CONFIDENCE - 0.01, False)])
def test_a_mention_is_visible_or_a_suggestion(mention, confidence, visible):
    Mention.objects.update(confidence=confidence)
    assert Mention.objects.visible().exists() is visible
    assert Mention.objects.suggested().exists() is not visible


def test_mentions_of_a_refused_entity_are_neither(mention):
    Entity.objects.update(state=Entity.State.REFUSED)
    assert not Mention.objects.visible().exists()
    Mention.objects.update(confidence=0.1)
    assert not Mention.objects.suggested().exists()


@pytest.mark.parametrize("wrong", [{"confidence": 1.5}, {"relation": "hint"}, {"witness": "nobody"}, {"end": 4}])
def test_the_table_refuses_impossible_values(mention, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Mention.objects.update(**wrong)
