"""One decision about many mentions, and what is taken back of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.entities.models import Entity, Mention
from archive.entities.services.change_undo import change_undo
from archive.entities.services.entity_changes import AuthorityConflictError, entity_merge, entity_rename
from archive.entities.services.mention_groups import mention_group_confirm, mention_group_correct

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken_for():
    return Entity.objects.create(type="person", name="ريتشارد برانسون")


@pytest.fixture
def meant():
    return Entity.objects.create(type="person", name="أندرو برانسون")


def mention(entity, article=None, **fields):
    article = article or article_save(article=Article(title="خبر"), paragraphs=[("lede", "وصل برانسون.")])
    place = {"paragraph": 0, "start": 4, "end": 11}
    return Mention.objects.create(
        article=article, entity=entity, surface="برانسون", confidence=0.4, **{**place, **fields}
    )


def standing():
    return sorted(Mention.objects.values_list("article", "start", "entity", "confidence", "decision"))


def test_a_correction_takes_as_many_queries_for_many_as_for_few(taken_for, meant):
    counts = []
    for count in (2, 40):
        mentions = [mention(taken_for) for _ in range(count)]
        with CaptureQueriesContext(connection) as queries:
            mention_group_correct(mentions=mentions, entity=meant)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_correction_replaces_what_stood_in_its_places_and_there_alone(taken_for, meant):
    mentions = [mention(taken_for) for _ in range(3)]
    mention(meant, mentions[0].article)
    elsewhere = mention(meant, mentions[0].article, start=5)
    before = standing()
    change = mention_group_correct(mentions=mentions, entity=meant)
    assert set(meant.mentions.values_list("pk", flat=True)) == {elsewhere.pk, *(one.pk for one in mentions)}
    change_undo(change=change)
    assert standing() == before


def test_what_stood_in_the_place_of_a_deleted_article_does_not_return(taken_for, meant):
    mentions = [mention(taken_for) for _ in range(2)]
    for one in mentions:
        mention(meant, one.article)
    change = mention_group_correct(mentions=mentions, entity=meant)
    mentions[0].article.delete()
    change_undo(change=change)
    connection.check_constraints()
    assert [row[0] for row in standing()] == [mentions[1].article_id] * 2


def test_what_was_decided_otherwise_since_gets_nothing_beside_it(taken_for, meant):
    corrected = mention(taken_for)
    mention(meant, corrected.article)
    change = mention_group_correct(mentions=[corrected], entity=meant)
    Mention.objects.update(decision="refused")
    change_undo(change=change)
    assert [row[-1] for row in standing()] == ["refused"]


def test_names_and_decisions_about_mentions_are_undone_apart(taken_for):
    renamed = entity_rename(entity=taken_for, name="السير ريتشارد برانسون")
    decided = mention_group_confirm(mentions=[mention(taken_for)])
    again = entity_rename(entity=Entity.objects.get(pk=taken_for.pk), name="ريتشارد")
    change_undo(change=decided)
    with pytest.raises(AuthorityConflictError, match="الأحدث"):
        change_undo(change=renamed)
    change_undo(change=again)
    mention_group_confirm(mentions=list(Mention.objects.all()))
    change_undo(change=renamed)
    assert Entity.objects.get().name == "ريتشارد برانسون"


def test_a_decision_is_not_undone_under_a_later_merge(taken_for, meant):
    decided = mention_group_confirm(mentions=[mention(taken_for)])
    entity_merge(kept=meant, merged=[taken_for])
    with pytest.raises(AuthorityConflictError, match="الأحدث"):
        change_undo(change=decided)
