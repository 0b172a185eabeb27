"""An article beside its original: shown to readers as far as they may read all of it."""

import pytest
from django.contrib.auth.models import Permission, User

from archive.catalog.models import Article, RawDocument
from archive.catalog.services import article_delete, article_fields_curate, article_save, article_set_state

pytestmark = pytest.mark.django_db
RAW = "خبر الجسر\nافتتح الوزير الجسر صباحا أمام الناس.\nاقرأ أيضا\nخبر آخر عن النهر والمدينة."


@pytest.fixture
def document(db):
    return RawDocument.objects.create(sha256="b" * 64, content=RAW.encode(), origin="bridge.txt")


@pytest.fixture
def article(document):
    return article_save(
        article=Article(title="خبر الجسر", raw_document=document, first_line=1, last_line=2, import_key="text:b"),
        paragraphs=[("lede", "افتتح الوزير الجسر صباحا أمام الناس.")],
    )


def get(client, article):
    return client.get(f"{article.get_absolute_url()}original/")


def is_linked(client, article):
    return f"{article.get_absolute_url()}original/" in client.get(article.get_absolute_url()).content.decode()


def test_lines_lead_to_their_paragraphs(client, article):
    text = get(client, article).content.decode()
    assert '<li id="l2" data-paragraphs="1">' in text
    assert 'href="#p1"' in text
    assert 'aria-label="السطر 2 في الفقرة 1"' in text
    assert '<p id="p1" tabindex="-1">افتتح الوزير' in text
    assert is_linked(client, article)


def test_what_did_not_go_into_the_text_says_what_it_is(client, article):
    text = get(client, article).content.decode()
    line = text[text.index('id="l1"') : text.index('id="l2"')]
    assert 'class="is-dropped"' in line
    assert "العنوان" in line


def test_lines_of_other_articles_are_not_there(client, article):
    assert "خبر آخر عن النهر" not in get(client, article).content.decode()


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_what_is_not_published_is_not_found(client, article, state):
    article_set_state(article=article, state=state)
    assert get(client, article).status_code == 404


def test_what_curators_changed_by_hand_is_for_those_who_may_see_raw_documents(client, article):
    article_fields_curate(article=article, columns=["title"])
    assert get(client, article).status_code == 404
    assert not is_linked(client, article)
    user = User.objects.create_user("curator", is_staff=True)
    client.force_login(user)
    assert get(client, article).status_code == 404
    user.user_permissions.add(Permission.objects.get(codename="view_rawdocument"))
    client.force_login(User.objects.get(pk=user.pk))
    assert get(client, article).status_code == 200


def test_a_document_that_also_has_a_hidden_article_is_closed_where_lines_cannot_be_told_apart(
    client, article, document
):
    RawDocument.objects.filter(pk=document.pk).update(media_type="text/html")
    assert get(client, article).status_code == 200
    article_save(article=Article(title="سر", state="draft", raw_document=document), paragraphs=[("paragraph", "سر.")])
    assert get(client, article).status_code == 404
    assert not is_linked(client, article)


def test_markup_in_the_original_is_text(client, document, article):
    RawDocument.objects.filter(pk=document.pk).update(content=b"<script>alert(1)</script>\nx")
    text = get(client, article).content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


def test_a_file_that_is_no_text_says_so(client, document, article):
    RawDocument.objects.filter(pk=document.pk).update(media_type="application/pdf")
    assert "لا يُقرأ نصًا" in get(client, article).content.decode()


def test_an_article_that_no_import_brought_is_closed_since_nobody_notes_what_was_changed_in_it(client, article):
    Article.objects.filter(pk=article.pk).update(import_key=None)
    assert get(client, article).status_code == 404


def test_without_a_document_there_is_none(client, make_article):
    article = make_article(raw_document=None, first_line=None)
    assert get(client, article).status_code == 404
    assert not is_linked(client, article)


def test_it_is_not_indexed(client, article):
    assert get(client, article)["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(("first", "last", "status"), [(2, 2, 404), (3, 4, 200), (None, None, 404)])
def test_lines_among_which_a_hidden_article_stands_are_closed(client, article, document, first, last, status):
    article_save(
        article=Article(title="سر", state="draft", raw_document=document, first_line=first, last_line=last),
        paragraphs=[("paragraph", "سر.")],
    )
    assert get(client, article).status_code == status
    assert is_linked(client, article) is (status == 200)


def test_a_page_from_which_an_article_was_deleted_is_closed(client, article, document):
    RawDocument.objects.filter(pk=document.pk).update(media_type="text/html")
    deleted = article_save(
        article=Article(title="سر", raw_document=document, import_key="text:c"), paragraphs=[("paragraph", "سر.")]
    )
    assert get(client, article).status_code == 200
    article_delete(article=deleted)
    assert get(client, article).status_code == 404
    assert not is_linked(client, article)
