import pytest

from archive.catalog.models import Article, ArticleRevision, RawDocument, Tombstone
from archive.catalog.originals import Closed
from archive.catalog.selectors import closed_originals, original_is_open
from archive.catalog.services import article_save, article_withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    return RawDocument.objects.create(sha256="1" * 64, content=b"x", origin="a.txt")


def article(document, **fields):
    """As an import makes it."""
    fields = {"import_key": f"text:{Article.objects.count()}", **fields}
    return article_save(
        article=Article(title="عنوان", raw_document=document, **fields), paragraphs=[("paragraph", "نص")]
    )


def test_a_document_of_published_articles_alone_is_open(document):
    article(document)
    article(document)
    assert closed_originals([document.pk]) == {}


def test_one_hidden_article_of_several_closes_it(document):
    article(document)
    article_withdraw(article=article(document))
    assert closed_originals([document.pk]) == {document.pk: Closed.HIDDEN_ARTICLE}


def test_a_draft_closes_it(document):
    article(document)
    article(document, state=Article.State.DRAFT)
    assert closed_originals([document.pk]) == {document.pk: Closed.HIDDEN_ARTICLE}


def test_a_text_that_a_curator_changed_closes_it_and_a_date_does_not(document):
    made = article(document)
    Article.objects.filter(pk=made.pk).update(curated_fields=["published_on"])
    assert closed_originals([document.pk]) == {}
    Article.objects.filter(pk=made.pk).update(curated_fields=["author"])
    assert closed_originals([document.pk]) == {document.pk: Closed.CURATED_TEXT}


def test_a_deleted_article_closes_it(document):
    article(document)
    Tombstone.objects.create(import_key="k", raw_document=document)
    assert closed_originals([document.pk]) == {document.pk: Closed.HIDDEN_ARTICLE}


def test_a_document_without_an_article_is_closed(document):
    assert closed_originals([document.pk]) == {document.pk: Closed.UNKNOWN}


@pytest.mark.parametrize("media_type", ["text/plain", "text/html", "application/json"])
@pytest.mark.parametrize("is_hidden", [True, False])
def test_an_earlier_text_that_readers_may_not_see_closes_it(document, media_type, is_hidden):
    RawDocument.objects.filter(pk=document.pk).update(media_type=media_type)
    document.refresh_from_db()
    made = article(document, import_key="text:1", first_line=1, last_line=3)
    ArticleRevision.objects.create(article=made, number=1, raw_document=document, packed=b"", is_hidden=is_hidden)
    assert (document.pk in closed_originals([document.pk])) == is_hidden
    assert original_is_open(made) != is_hidden


def test_an_article_that_no_import_brought_closes_it_since_nobody_notes_what_was_changed_in_it(document):
    article(document)
    article(document, import_key=None)
    assert closed_originals([document.pk]) == {document.pk: Closed.CURATED_TEXT}


HIDING = [{"state": "draft"}, {"curated_fields": ["title"]}, {"import_key": None}]


@pytest.mark.parametrize("hiding", HIDING)
def test_of_a_text_file_only_articles_among_the_lines_close_the_lines(document, hiding):
    made = article(document, first_line=1, last_line=3)
    for first, last in ((4, 9), (3, 9)):
        assert original_is_open(made)
        article(document, first_line=first, last_line=last, **hiding)
    assert not original_is_open(made)


@pytest.mark.parametrize("media_type", ["text/html", "application/json"])
@pytest.mark.parametrize("hiding", HIDING)
def test_of_other_documents_each_article_closes_all(document, media_type, hiding):
    RawDocument.objects.filter(pk=document.pk).update(media_type=media_type)
    document.refresh_from_db()
    made = article(document, first_line=1, last_line=3)
    article(document, first_line=4, last_line=9, curated_fields=["section"])
    assert original_is_open(made)
    article(document, first_line=4, last_line=9, **hiding)
    assert not original_is_open(made)


@pytest.mark.parametrize("media_type", ["text/plain", "text/html", "application/json"])
def test_a_deleted_article_closes_the_lines_since_nobody_knows_where_it_stood(document, media_type):
    RawDocument.objects.filter(pk=document.pk).update(media_type=media_type)
    document.refresh_from_db()
    made = article(document, first_line=1, last_line=3)
    assert original_is_open(made)
    Tombstone.objects.create(import_key="k", raw_document=document)
    assert not original_is_open(made)
