"""What a queue sets on an article, and takes back: never over what somebody set after the article was read."""

import pytest

from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.curation import article_changes
from archive.curation.article_changes import ChangedSinceError, article_columns_restore, article_columns_set

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return article_save(article=Article(title="خبر", import_key="text:x"), paragraphs=[("lede", "وصل الوفد.")])


@pytest.fixture
def another_sets_the_title(monkeypatch, article):
    """Somebody else saves a title after the article was read and before the transaction begins."""

    def arrange():
        begin = article_changes.changes_recorded

        def late(*given, **options):
            Article.objects.filter(pk=article.pk).update(title="عنوان زميل")
            return begin(*given, **options)

        monkeypatch.setattr(article_changes, "changes_recorded", late)

    return arrange


def test_columns_are_set_and_taken_back(article, admin_user):
    token = article_columns_set(article=article, values={"title": "عنوان"}, user=admin_user)
    assert Article.objects.get().title == "عنوان"
    article_columns_restore(token=token, user=admin_user)
    assert (Article.objects.get().title, Article.objects.get().curated_fields) == ("خبر", [])


def test_what_another_sets_meanwhile_is_not_overwritten(article, admin_user, another_sets_the_title):
    another_sets_the_title()
    with pytest.raises(ChangedSinceError):
        article_columns_set(article=article, values={"title": "عنوان"}, user=admin_user)
    assert Article.objects.get().title == "عنوان زميل"


def test_what_another_sets_meanwhile_is_not_taken_back(article, admin_user, another_sets_the_title):
    token = article_columns_set(article=article, values={"title": "عنوان"}, user=admin_user)
    another_sets_the_title()
    with pytest.raises(ChangedSinceError):
        article_columns_restore(token=token, user=admin_user)
    stands = Article.objects.get()
    assert (stands.title, stands.curated_fields) == ("عنوان زميل", ["title"])


def test_another_column_that_was_set_meanwhile_stays(article, admin_user):
    token = article_columns_set(article=article, values={"title": "عنوان"}, user=admin_user)
    Article.objects.filter(pk=article.pk).update(section="اقتصاد")
    article_columns_restore(token=token, user=admin_user)
    assert (Article.objects.get().title, Article.objects.get().section) == ("خبر", "اقتصاد")


def test_an_article_that_is_gone_is_not_taken_back(article, admin_user):
    token = article_columns_set(article=article, values={"title": "عنوان"}, user=admin_user)
    Article.objects.all().delete()
    with pytest.raises(ChangedSinceError):
        article_columns_restore(token=token, user=admin_user)
