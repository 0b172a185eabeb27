"""Curators' changes to entities, and the articles they concern."""

import pytest

from archive.catalog.models import Article, OutboxEntry
from archive.catalog.services import article_save
from archive.entities.models import AuthorityChange, Entity, Mention, NameForm
from archive.entities.services.change_undo import change_undo
from archive.entities.services.entity_changes import (
    AuthorityConflictError,
    entities_confirm,
    entities_refuse,
    entity_merge,
    entity_rename,
    entity_split,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return article_save(article=Article(title="خبر"), paragraphs=[("lede", "نص.")])


def known(name, *forms, type="person", **fields):
    entity = Entity.objects.create(type=type, name=name, **fields)
    NameForm.objects.bulk_create(NameForm(entity=entity, text=text) for text in (name, *forms))
    return entity


def candidate(name, type="person"):
    return Entity.objects.create(type=type, name=name, state=Entity.State.CANDIDATE, sound="x")


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


def names(entity):
    return set(entity.forms.values_list("text", flat=True))


def test_a_merge_moves_names_and_mentions_and_redirects_the_key(article):
    one, other = known("ديمتري بيسكوف", "بيسكوف"), known("دميتري بيسكوف", "بيسكوف", "ديميتري بيسكوف")
    mention(article, other, "دميتري بيسكوف")
    OutboxEntry.objects.all().delete()
    entity_merge(kept=one, merged=[other], by="ليلى")
    other.refresh_from_db()
    assert other.merged_into == one
    assert names(one) == {"ديمتري بيسكوف", "بيسكوف", "دميتري بيسكوف", "ديميتري بيسكوف"}
    assert not names(other)
    assert [found.entity for found in article.mentions.all()] == [one]
    assert [entry.article_pk for entry in OutboxEntry.objects.all()] == [article.pk]


def test_the_name_of_a_merged_candidate_becomes_a_form(article):
    one, other = known("ديمتري بيسكوف"), candidate("ديمتري بسكوف")
    mention(article, other, "ديمتري بسكوف", confidence=0.4)
    before = standing()
    change = entity_merge(kept=one, merged=[other])
    assert "ديمتري بسكوف" in names(one)
    assert Mention.objects.visible().filter(entity=one).count() == 1
    change_undo(change=change)
    assert standing() == before


def test_a_candidate_that_others_are_merged_into_becomes_known(article):
    one, other = candidate("ناصر العلي"), candidate("نصر العلي")
    before = standing()
    change = entity_merge(kept=one, merged=[other])
    one.refresh_from_db()
    assert one.state == Entity.State.KNOWN
    assert names(one) == {"ناصر العلي", "نصر العلي"}
    change_undo(change=change)
    assert standing() == before


def test_mentions_at_one_place_become_one(article):
    one, other = known("فلان"), known("فلان الفلاني")
    mention(article, one, "فلان", 5)
    mention(article, other, "فلان", 5)
    entity_merge(kept=one, merged=[other])
    assert one.mentions.count() == 1


def test_an_entity_merged_twice_redirects_to_the_last():
    first, second, third = known("أ ب"), known("أ ج"), known("أ د")
    one = entity_merge(kept=second, merged=[third])
    other = entity_merge(kept=first, merged=[second])
    third.refresh_from_db()
    assert third.merged_into == first
    with pytest.raises(AuthorityConflictError, match="الأحدث"):
        change_undo(change=one)
    change_undo(change=other)
    change_undo(change=one)
    assert not Entity.objects.exclude(merged_into=None).exists()


def test_a_conflicting_change_is_refused_and_changes_nothing():
    person, place, merged = known("فلان"), known("فلان", type="place"), known("فلان الفلاني")
    entity_merge(kept=person, merged=[merged])
    merged.refresh_from_db()
    before = standing()
    for kept, others in ((person, [person]), (person, [place]), (merged, [known("علان")])):
        with pytest.raises(AuthorityConflictError):
            entity_merge(kept=kept, merged=others)
    Entity.objects.get(name="علان").delete()
    assert standing() == before
    assert AuthorityChange.objects.count() == 1


def test_a_split_takes_forms_and_the_mentions_printed_so(article):
    entity = known("كيم", "كيم جونغ أون", "كيم إيل سونغ")
    mention(article, entity, "كيم إيل سونغ")
    mention(article, entity, "كيم جونغ أون", 30)
    before = standing()
    change = entity_split(
        entity=entity, forms=entity.forms.filter(text="كيم إيل سونغ"), description="مؤسس كوريا الشمالية"
    )
    new = Entity.objects.get(name="كيم إيل سونغ")
    assert names(entity) == {"كيم", "كيم جونغ أون"}
    assert [found.surface for found in new.mentions.all()] == ["كيم إيل سونغ"]
    change_undo(change=change)
    new.refresh_from_db()
    assert new.merged_into == entity
    new.delete()
    assert standing() == before


@pytest.mark.parametrize("chosen", [[], ["كيم", "كيم جونغ أون"]])
def test_a_split_leaves_both_a_name(chosen):
    entity = known("كيم", "كيم جونغ أون")
    with pytest.raises(AuthorityConflictError, match="بعض الصيغ"):
        entity_split(entity=entity, forms=entity.forms.filter(text__in=chosen))


def test_a_split_into_an_existing_entity_is_refused():
    entity = known("كيم", "كيم جونغ أون")
    known("كيم جونغ أون")
    before = standing()
    with pytest.raises(AuthorityConflictError, match="عَلَم آخر"):
        entity_split(entity=entity, forms=entity.forms.filter(text="كيم جونغ أون"))
    assert standing() == before


def test_a_new_name_leaves_the_old_one_as_a_form():
    entity = known("نجوين خاك جيانج")
    before = standing()
    change = entity_rename(entity=entity, name="نغوين خاك  جيانغ")
    assert entity.name == "نغوين خاك جيانغ"
    assert names(entity) == {"نجوين خاك جيانج", "نغوين خاك جيانغ"}
    change_undo(change=change)
    assert standing() == before
    with pytest.raises(AuthorityConflictError):
        entity_rename(entity=entity, name=" ")


def test_confirmed_candidates_are_known_and_count(article):
    entity = candidate("نغوين خاك جيانغ")
    mention(article, entity, "نغوين خاك جيانغ", confidence=0.4)
    before = standing()
    OutboxEntry.objects.all().delete()
    change = entities_confirm(entities=[entity])
    entity.refresh_from_db()
    assert entity.state == Entity.State.KNOWN
    assert names(entity) == {entity.name}
    assert Mention.objects.visible().count() == 1
    assert OutboxEntry.objects.count() == 1
    change_undo(change=change)
    assert standing() == before


def test_refused_candidates_count_nowhere(article):
    entity = candidate("الجمعة الماضي")
    mention(article, entity, "الجمعة الماضي")
    before = standing()
    change = entities_refuse(entities=[entity, known("فلان")])
    assert not Mention.objects.visible().exists()
    change_undo(change=change)
    Entity.objects.get(name="فلان").delete()
    assert standing() == before


def test_a_known_entity_is_neither_confirmed_nor_refused():
    for service in (entities_confirm, entities_refuse):
        with pytest.raises(AuthorityConflictError, match="مرشَّح"):
            service(entities=[known(f"فلان {service.__name__}")])


def test_a_change_records_what_was_done_and_by_whom():
    change = entity_rename(entity=known("فلان"), name="علان", by="ليلى")
    assert str(change) == "تسمية: فلان → علان"
    assert change.by == "ليلى"
