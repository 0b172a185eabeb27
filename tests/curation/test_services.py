"""A curator's action is saved in a short transaction and listed in the outbox."""

import pytest
from django.db import connection

from archive.catalog.models import Article, OutboxEntry
from archive.catalog.services import article_save
from archive.curation import services
from archive.entities.models import Entity, NameForm

pytestmark = pytest.mark.django_db
TEXT = [("lede", "وصلت القافلة إلى قلعوش.")]


@pytest.fixture
def article():
    saved = article_save(article=Article(title="خبر"), paragraphs=[("lede", "نص.")])
    OutboxEntry.objects.all().delete()
    return saved


def waiting():
    return list(OutboxEntry.objects.values_list("article_pk", flat=True))


def test_a_revision_writes_only_the_edited_fields(article):
    Article.objects.filter(pk=article.pk).update(state="withdrawn", author="كاتب")
    article.title = "عنوان جديد"
    services.article_revise(article=article, paragraphs=TEXT, fields=["title"])
    stored = Article.objects.get()
    assert (stored.title, stored.author, stored.state) == ("عنوان جديد", "كاتب", "withdrawn")
    assert stored.paragraphs.get().text == TEXT[0][1]
    assert waiting() == [article.pk]


def test_a_revision_recognises_names_before_the_transaction(article, monkeypatch):
    build, depths = services.annotations_build, []

    def note(*arguments):
        depths.append(len(connection.savepoint_ids))
        return build(*arguments)

    monkeypatch.setattr(services, "annotations_build", note)
    outside = len(connection.savepoint_ids)
    services.article_revise(article=article, paragraphs=TEXT)
    assert depths == [outside]


def test_a_revision_replaces_the_mentions(article):
    place = Entity.objects.create(type="place", name="قلعوش")
    NameForm.objects.create(entity=place, text="قلعوش")
    services.article_revise(article=article, paragraphs=TEXT)
    assert [mention.entity for mention in article.mentions.all()] == [place]
    services.article_revise(article=article, paragraphs=[("lede", "نص.")])
    assert not article.mentions.exists()


def test_a_new_article_is_saved_whole():
    services.article_revise(article=Article(title="جديد"), paragraphs=TEXT)
    assert Article.objects.get().paragraphs.count() == 1


def test_states_and_deletions_are_listed(article):
    assert services.articles_set_state(articles=[article], state="withdrawn") == 1
    services.articles_delete(articles=[Article.objects.get()])
    assert len(waiting()) == 2
    assert not Article.objects.exists()


def test_articles_of_a_deleted_entity_are_listed(article):
    place = Entity.objects.create(type="place", name="قلعوش")
    NameForm.objects.create(entity=place, text="قلعوش")
    services.article_revise(article=article, paragraphs=TEXT)
    OutboxEntry.objects.all().delete()
    services.entities_delete(entities=Entity.objects.filter(pk=place.pk))
    assert waiting() == [article.pk]
