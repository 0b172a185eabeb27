"""Decisions about mentions outlive new readings of the article."""

import pytest

from archive.catalog.models import Article, OutboxEntry
from archive.catalog.services import article_save
from archive.entities.models import Entity, Mention, NameForm
from archive.entities.services.mention_decisions import mention_correct, mentions_confirm, mentions_refuse
from archive.entities.services.mentions import mentions_refresh

pytestmark = pytest.mark.django_db

NAME = "سالموف الناصرين"


def person(name):
    entity = Entity.objects.create(type="person", name=name)
    NameForm.objects.create(entity=entity, text=name)
    return entity


@pytest.fixture
def article():
    person(NAME)
    saved = article_save(article=Article(title="خبر"), paragraphs=[("lede", f"قال {NAME} إن الجلسة انتهت.")])
    mentions_refresh(article=saved)
    OutboxEntry.objects.all().delete()
    return saved


def read_again(article, text=None):
    if text:
        article_save(article=article, paragraphs=[("lede", text)])
    mentions_refresh(article=article)


def test_a_refused_mention_counts_nowhere_and_is_not_read_again(article):
    assert mentions_refuse(mentions=article.mentions.all()) == 1
    assert not Mention.objects.visible().exists()
    assert OutboxEntry.objects.count() == 1
    read_again(article)
    assert [mention.decision for mention in article.mentions.all()] == ["refused"]
    assert not Mention.objects.visible().exists()


def test_a_confirmed_mention_counts_and_is_no_suggestion(article):
    article.mentions.update(confidence=0.3)
    assert Mention.objects.suggested().count() == 1
    mentions_confirm(mentions=article.mentions.all())
    read_again(article)
    assert Mention.objects.visible().count() == 1
    assert not Mention.objects.suggested().exists()


def test_a_corrected_mention_stays_with_who_is_meant(article):
    other = Entity.objects.create(type="person", name="سالم آخر")
    mention_correct(mention=article.mentions.get(), entity=other)
    read_again(article)
    assert [(mention.entity, mention.decision) for mention in article.mentions.all()] == [(other, "confirmed")]


def test_a_correction_to_a_merged_entity_goes_to_who_was_kept(article):
    kept = Entity.objects.create(type="person", name="سالم آخر")
    merged = Entity.objects.create(type="person", name="سليم آخر", merged_into=kept)
    mention_correct(mention=article.mentions.get(), entity=merged)
    assert article.mentions.get().entity == kept


def test_a_decision_moves_with_its_words(article):
    mentions_refuse(mentions=article.mentions.all())
    text = f"وفي اليوم نفسه قال {NAME} إن الجلسة انتهت."
    read_again(article, text)
    mention = article.mentions.get()
    assert mention.decision == "refused"
    assert text[mention.start : mention.end] == NAME


def test_a_decision_goes_with_words_that_are_no_longer_printed(article):
    mentions_refuse(mentions=article.mentions.all())
    read_again(article, "نص آخر.")
    assert not article.mentions.exists()
