"""Fields that curators set are noted by name, and differences are listed until they are decided."""

import pytest

from archive.catalog import services
from archive.catalog.models import Article, FieldDifference

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return Article.objects.create(title="خبر", import_key="record::1")


def test_columns_are_noted_as_the_fields_they_belong_to(article):
    services.article_fields_curate(
        article=article, columns=["published_basis", "published_on", "tags", "state", "parent"]
    )
    services.article_fields_curate(article=article, columns=["title", "paragraphs"])
    assert Article.objects.get().curated_fields == ["title", "paragraphs", "tags", "published"]
    assert article.curated_fields == Article.objects.get().curated_fields


def test_what_another_noted_meanwhile_is_not_lost(article):
    Article.objects.update(curated_fields=["author"])
    services.article_fields_curate(article=article, columns=["title"])
    assert Article.objects.get().curated_fields == ["title", "author"]


def test_an_article_that_no_import_brought_needs_no_note():
    article = Article.objects.create(title="كتبه محرر")
    services.article_fields_curate(article=article, columns=["title"])
    assert Article.objects.get().curated_fields == []


def test_a_released_field_is_free_and_its_difference_is_gone(article):
    services.article_fields_curate(article=article, columns=["title", "author"])
    services.article_differences_note(article=article, values={"title": "أ", "author": "ب"}, batch=None)
    services.article_field_release(article=article, field="title")
    assert Article.objects.get().curated_fields == ["author"]
    assert [row.field for row in FieldDifference.objects.all()] == ["author"]


def test_a_difference_is_one_row_and_open_again_for_another_value(article):
    services.article_differences_note(article=article, values={"title": "أ"}, batch=None)
    services.article_difference_keep(article=article, field="title")
    services.article_differences_note(article=article, values={"title": "ب"}, batch=None)
    row = FieldDifference.objects.get()
    assert (row.record_value, row.state) == ("ب", "open")


def test_every_column_that_a_field_names_exists():
    names = {field.name for field in Article._meta.get_fields()}
    assert {column for columns in services.FIELD_COLUMNS.values() for column in columns} <= names
