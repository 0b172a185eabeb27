import datetime as dt

import pytest
from django.db import IntegrityError

from archive.catalog import services
from archive.catalog.models import Article, ArticleRevision, Batch, Source
from archive.catalog.services import TextChange, digests, texts_read

pytestmark = pytest.mark.django_db
OLD = [("lede", "افتتح الجسر صباح الأحد."), ("paragraph", "وحضر الأهالي.")]
NEW = [("lede", "افتتح الجسر مساء الأحد."), ("paragraph", "وحضر الأهالي.")]


@pytest.fixture
def batch():
    return Batch.objects.create(label="أولى")


@pytest.fixture
def article(batch):
    return services.article_save(
        article=Article(
            title="جسر",
            batch=batch,
            source=services.source_get_or_create(name="نشرة"),
            tags=["أ", "ب"],
            published_on=dt.date(2024, 3, 1),
            published_precision="month",
            published_basis="stated",
        ),
        paragraphs=OLD,
    )


def change(article, paragraphs=NEW, by=None, cause="import", **values):
    for name, value in values.items():
        setattr(article, name, value)
    services.articles_bulk_update(
        articles=[(article, paragraphs)], fields=list(values), change=TextChange(by, cause)
    )  # fmt: skip


def test_a_change_keeps_what_the_article_said_before(article, batch):
    second = Batch.objects.create(label="ثانية")
    change(article, by=second, title="جسر جديد", published_on=None, published_precision="", published_basis="")
    kept = ArticleRevision.objects.get()
    assert (kept.number, kept.batch, kept.replaced_by, kept.cause) == (1, batch, second, "import")
    assert kept.text.columns["title"] == "جسر"
    assert kept.text.columns["published_on"] == "2024-03-01"
    assert kept.text.columns["tags"] == ["أ", "ب"]
    assert kept.text.source_name == "نشرة"
    assert list(kept.text.paragraphs) == OLD
    assert set(kept.written) == {"title", "paragraphs", "published"}


def test_the_digests_of_a_change_are_those_of_what_is_stored_then(article):
    change(article, title="جسر جديد", section="بيئة")
    stored = digests(texts_read([article.pk])[article.pk])
    assert {field: stored[field] for field in ("title", "section", "paragraphs")} == article.revisions.get().written


def test_revisions_are_numbered_and_know_the_batch_that_made_them(article, batch):
    second, third = Batch.objects.create(label="ثانية"), Batch.objects.create(label="ثالثة")
    change(article, by=second, title="ب")
    change(article, by=third, title="ج", paragraphs=NEW)
    rows = list(article.revisions.order_by("number").values_list("number", "batch", "replaced_by"))
    assert rows == [(1, batch.pk, second.pk), (2, second.pk, third.pk)]


def test_a_change_that_changes_nothing_leaves_no_revision(article):
    change(article, paragraphs=OLD, title="جسر")
    assert not article.revisions.exists()


def test_a_column_that_was_not_saved_is_not_written(article):
    article.author = "لا يُحفظ"
    change(article, title="جسر جديد", paragraphs=OLD)
    assert set(article.revisions.get().written) == {"title"}


def test_the_time_of_a_change_is_the_articles_own(article):
    change(article, title="جسر جديد")
    assert article.revisions.get().replaced_at == Article.objects.get().changed_at


def test_without_a_change_there_is_no_revision(article):
    services.articles_bulk_update(articles=[(article, NEW)], fields=["title"])
    assert not article.revisions.exists()


def test_a_change_that_fails_leaves_no_revision(article):
    with pytest.raises(IntegrityError):
        change(article, title="")
    assert not ArticleRevision.objects.exists()


def test_a_text_of_any_letters_comes_back_as_it_was(article):
    odd = [("lede", "\u200f«نص» 😀 \u200c\ufeff"), ("caption", "Latin é")]
    change(article, paragraphs=odd)
    change(article, paragraphs=OLD)
    assert list(article.revisions.get(number=2).text.paragraphs) == odd
    assert Source.objects.count() == 1
