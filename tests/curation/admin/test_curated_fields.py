"""What curators set of imported articles, on the article's page and as a queue: take the record's value, or keep theirs."""

import json

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from archive.catalog.models import Article, Batch, FieldDifference
from archive.curation.services import article_revise
from archive.ingest.services import paths_import

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(tmp_path):
    """Imported, its title and text corrected, and imported again with another tag."""
    path = tmp_path / "a.jsonl"
    record = {"id": 1, "title": "خبر <i>", "body": "نص السجل."}
    path.write_text(json.dumps(record), encoding="utf-8")
    paths_import(paths=[str(path)])
    article = Article.objects.get()
    article.title = "عنوان المحرر"
    article_revise(article=article, paragraphs=[("lede", "نص المحرر.")], fields=["title"])
    path.write_text(json.dumps(record | {"tags": ["أ"]}), encoding="utf-8")
    paths_import(paths=[str(path)])
    return Article.objects.get()


def sign_in(client, *codenames):
    user = User.objects.create_user("curator", password="a long enough pass phrase", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client.force_login(user)


def decide(client, article, **fields):
    return client.post(reverse("admin:catalog_article_field", args=[article.pk]), fields)


def test_the_page_of_the_article_shows_both_values_until_one_is_chosen(client, article):
    sign_in(client, "change_article", "view_article")
    address = reverse("admin:catalog_article_change", args=[article.pk])
    page = client.get(address).content.decode()
    assert page.count("السجل يقول غير ذلك") == 2
    assert "نص السجل." in page
    assert decide(client, article, field="title", decision="keep").status_code == 302
    page = client.get(address).content.decode()
    assert page.count("السجل يقول غير ذلك") == 1
    assert page.count("إبقاء قيمة المحرر") == 1
    decide(client, article, field="paragraphs", decision="record")
    article.refresh_from_db()
    assert (article.title, article.paragraphs.get().text) == ("عنوان المحرر", "نص السجل.")
    assert article.curated_fields == ["title"]


def test_the_queue_leads_to_the_page_of_each_difference(client, article):
    sign_in(client, "view_fielddifference", "view_article")
    page = client.get(reverse("admin:catalog_fielddifference_changelist")).content.decode()
    assert "خبر &lt;i&gt;</a>" in page


def test_an_article_that_nobody_edited_has_no_such_section(client):
    sign_in(client, "change_article", "view_article")
    article = Article.objects.create(title="خبر", import_key="record::1")
    page = client.get(reverse("admin:catalog_article_change", args=[article.pk])).content.decode()
    assert "ما ثبّته المحررون" not in page


def test_who_only_views_articles_decides_nothing(client, article):
    sign_in(client, "view_article")
    page = client.get(reverse("admin:catalog_article_change", args=[article.pk])).content.decode()
    assert "السجل يقول غير ذلك" in page
    assert "أخذ قيمة السجل</button>" not in page
    assert decide(client, article, field="title", decision="record").status_code == 403
    assert Article.objects.get().title == "عنوان المحرر"


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"field": "author", "decision": "record"}, 404),
        ({"field": "state", "decision": "record"}, 404),
        ({"field": "title", "decision": "both"}, 404),
        ({}, 404),
    ],
)
def test_other_requests_change_nothing(client, article, fields, status):
    sign_in(client, "change_article")
    assert decide(client, article, **fields).status_code == status
    assert client.get(reverse("admin:catalog_article_field", args=[article.pk])).status_code == 405
    assert client.post(reverse("admin:catalog_article_field", args=["9" * 30]), fields).status_code == 404


def test_where_the_original_cannot_be_read_nothing_changes_and_it_is_said(client, article):
    sign_in(client, "change_article", "view_article")
    document = article.raw_document
    document.content = b"{"
    document.save()
    page = client.post(
        reverse("admin:catalog_article_field", args=[article.pk]), {"field": "title", "decision": "record"}, follow=True
    ).content.decode()
    assert "تعذّرت قراءة الأصل المحفوظ؛ لم يتغير شيء." in page
    assert Article.objects.get().title == "عنوان المحرر"


@pytest.mark.parametrize(("action", "title", "left"), [("take_record", "خبر <i>", 0), ("keep", "عنوان المحرر", 2)])
def test_differences_are_a_queue(client, article, action, title, left):
    sign_in(client, "view_fielddifference", "change_article")
    address = reverse("admin:catalog_fielddifference_changelist")
    page = client.get(address).content.decode()
    assert "عنوان المحرر" in page
    assert '<a href="?field=paragraphs">' in page
    assert "نص السجل." not in client.get(address, {"field": "title"}).content.decode()
    rows = list(FieldDifference.objects.values_list("pk", flat=True))
    client.post(address, {"action": action, "_selected_action": rows})
    assert Article.objects.get().title == title
    assert FieldDifference.objects.count() == left
    assert not FieldDifference.objects.filter(state="open").exists()


def test_who_only_views_the_queue_decides_nothing(client, article):
    sign_in(client, "view_fielddifference", "view_article")
    rows = list(FieldDifference.objects.values_list("pk", flat=True))
    address = reverse("admin:catalog_fielddifference_changelist")
    client.post(address, {"action": "take_record", "_selected_action": rows})
    assert FieldDifference.objects.filter(state="open").count() == 2


def test_the_page_of_an_import_leads_to_its_differences(client, article):
    sign_in(client, "view_batch", "view_fielddifference", "view_article")
    page = client.get(reverse("admin:catalog_batch_change", args=[Batch.objects.latest("pk").pk])).content.decode()
    assert "أُبقي كما ثبّته المحرر: عنوان المحرر (title, paragraphs)" in page
    assert f"/fielddifference/?batch__id__exact={Batch.objects.latest('pk').pk}" in page
