"""Changes of entities are undone."""

import pytest

from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.entities.models import Entity, Mention, NameForm
from archive.entities.services.change_undo import change_undo
from archive.entities.services.entity_changes import (
    AuthorityConflictError,
    entity_merge,
    entity_rename,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return article_save(article=Article(title="خبر"), paragraphs=[("lede", "نص.")])


def known(name, *forms, type="person", **fields):
    entity = Entity.objects.create(type=type, name=name, **fields)
    NameForm.objects.bulk_create(NameForm(entity=entity, text=text) for text in (name, *forms))
    return entity


def mention(article, entity, surface, start=0, confidence=0.8, paragraph=0):
    return Mention.objects.create(
        article=article,
        entity=entity,
        surface=surface,
        paragraph=paragraph,
        start=start,
        end=start + 3,
        confidence=confidence,
    )


def standing():
    """Everything that undoing must bring back."""
    return (
        sorted(Entity.objects.values_list("pk", "name", "type", "state", "merged_into")),
        sorted(NameForm.objects.values_list("entity", "text", "relation", "is_guarded")),
        sorted(Mention.objects.values_list("pk", "entity", "surface", "confidence")),
    )


def test_an_undone_merge_leaves_no_trace(article):
    one, other = known("ديمتري بيسكوف", "بيسكوف"), known("دميتري بيسكوف", "بيسكوف")
    mention(article, one, "بيسكوف", 10)
    mention(article, other, "دميتري بيسكوف", confidence=0.4)
    before = standing()
    change = entity_merge(kept=one, merged=[other])
    assert standing() != before
    change_undo(change=change)
    assert standing() == before


def test_a_change_is_undone_once():
    change = entity_rename(entity=known("فلان"), name="علان")
    change_undo(change=change)
    with pytest.raises(AuthorityConflictError, match="من قبل"):
        change_undo(change=change)
