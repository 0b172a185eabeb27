import pytest
from django.db import IntegrityError, connection

from archive.catalog.models import Article, OutboxEntry
from archive.catalog.services import article_save
from archive.entities.models import Entity, Mention
from archive.entities.services import mentions_refuse
from archive.statements import services
from archive.statements.models import Quotation
from archive.statements.selectors import (
    quotations_by,
    quotations_in,
    quotations_of,
    speaker_keys,
    speaker_of,
    speakers_in,
)

pytestmark = pytest.mark.django_db
TEXT = "قال الوزير سليم الحداد إن الجسر سيفتح غدا."
ROW = {"type": "indirect", "surface": "الجسر سيفتح غدا", "paragraph": 0, "start": 26, "end": 41, "cue": "قال"}


@pytest.fixture
def article():
    return article_save(article=Article(title="خبر"), paragraphs=[("lede", TEXT)])


@pytest.fixture
def minister():
    return Entity.objects.create(type="person", name="سليم الحداد")


def quotation(article, **fields):
    return Quotation.objects.create(article=article, **ROW | fields)


@pytest.mark.parametrize("fault", [{"end": 26}, {"decision": "perhaps"}, {"type": "loud"}, {"confidence": 1.5}])
def test_the_database_refuses_empty_spans_and_unknown_values(article, fault):
    with pytest.raises(IntegrityError):
        quotation(article, **fault)


def test_uncertain_and_refused_quotations_are_not_visible(article):
    seen = [quotation(article), quotation(article, end=35, confidence=0.2, decision="confirmed")]
    waiting = quotation(article, end=36, confidence=0.2)
    quotation(article, end=37, decision="refused")
    assert set(Quotation.objects.visible()) == set(seen)
    assert list(Quotation.objects.suggested()) == [waiting]


def test_readers_find_quotations_of_published_articles_only(article, minister):
    found = quotation(article, speaker=minister)
    assert list(quotations_in([article.pk])) == list(quotations_by([minister.pk])) == [found]
    assert speakers_in([article.pk]) == [(minister.pk, 1)]
    Article.objects.filter(pk=article.pk).update(state="withdrawn")
    assert not any((quotations_in([article.pk]), quotations_by([minister.pk]), speakers_in([article.pk])))


def test_a_speaker_whose_one_mention_was_refused_is_nobody_to_readers(article, minister, django_assert_num_queries):
    found = quotation(article, speaker=minister, speaker_name=minister.name)
    named = Mention.objects.create(
        article=article, entity=minister, surface="سليم الحداد", paragraph=0, start=11, end=22
    )
    assert speaker_of(quotations_of(article).get()) == speaker_of(found) == minister
    assert (speakers_in([article.pk]), speaker_keys([article.pk])) == (
        [(minister.pk, 1)], [(article.pk, minister.key)],
    )  # fmt: skip
    mentions_refuse(mentions=[named])
    with django_assert_num_queries(1):
        assert speaker_of(quotations_in([article.pk]).get()) is None
    assert speaker_of(found) is None
    assert speakers_in([article.pk]) == speaker_keys([article.pk]) == []


def test_who_was_merged_speaks_as_the_one_that_took_over(article, minister):
    full = Entity.objects.create(type="person", name="سليم نجيب الحداد")
    found = quotation(article, speaker=minister)
    Entity.objects.filter(pk=minister.pk).update(merged_into=full)
    assert list(quotations_by([full.pk])) == [found]
    assert quotations_of(article).get().speaker_pk == full.pk
    assert speakers_in([article.pk]) == [(full.pk, 1)]


def test_quotations_of_a_speaker_are_found_by_the_index(minister):
    Entity.objects.create(type="person", name="سليم نجيب الحداد", merged_into=minister)
    if connection.vendor == "postgresql":  # it reads a table of no rows from end to end, unless that is made dear
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    assert "quotation_by_speaker" in Quotation.objects.said_by([minister.pk]).order_by().explain()


def test_a_corrected_speaker_is_a_decision_and_is_indexed_again(article, minister):
    found = quotation(article)
    OutboxEntry.objects.all().delete()
    services.quotation_correct_speaker(quotation=found, speaker=minister)
    found.refresh_from_db()
    assert (found.speaker, found.speaker_name, found.decision) == (minister, "سليم الحداد", "confirmed")
    assert OutboxEntry.objects.filter(article_pk=article.pk).exists()


def test_a_statement_within_another_is_not_the_same_quotation(article):
    whole = Quotation(article=article, **ROW)
    assert whole.overlaps(Quotation(article=article, **ROW | {"start": 28}))
    assert not whole.overlaps(Quotation(article=article, **ROW | {"start": 36}))
    assert not whole.overlaps(Quotation(article=article, **ROW | {"paragraph": 1}))
