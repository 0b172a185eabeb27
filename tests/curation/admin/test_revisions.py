"""Older texts of articles in the admin: listed with their article, read, compared, kept from readers."""

import json

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from archive.catalog.models import Article, Batch, FieldDifference
from archive.curation.services import article_revise
from archive.ingest.services import paths_import

pytestmark = pytest.mark.django_db
RIGHTS = ("catalog.view_article", "catalog.view_articlerevision")


@pytest.fixture
def load(tmp_path):
    def load(body, **fields):
        path = tmp_path / "a.jsonl"
        path.write_text(json.dumps({"id": 1, "title": "خبر الجسر", "body": body, **fields}), encoding="utf-8")
        paths_import(paths=[str(path)])
        return Batch.objects.latest("pk")

    return load


@pytest.fixture
def revision(load):
    load("افتتح الجسر صباح الأحد <b>.", date="2024-03", section="بيئة", source="نشرة")
    load("افتتح الجسر مساء الأحد <b>.", date="2024-04", section="بيئة", source="نشرة")
    return Article.objects.get().revisions.get()


def page_of(revision):
    return reverse("admin:catalog_articlerevision_change", args=[revision.pk])


def test_the_article_lists_its_revisions_with_batches_and_fields(sign_in, revision):
    client = sign_in("huda", *RIGHTS)
    page = client.get(reverse("admin:catalog_article_change", args=[revision.article.pk])).content.decode()
    assert page_of(revision) in page
    assert "نصوص سابقة (1)" in page
    assert reverse("admin:catalog_batch_change", args=[revision.replaced_by.pk]) in page
    assert "تاريخ النشر" in page


def test_a_revision_is_compared_with_the_text_of_today_word_by_word(sign_in, revision):
    page = sign_in("huda", *RIGHTS).get(page_of(revision)).content.decode()
    assert "<mark>صباح</mark>" in page
    assert "<mark>مساء</mark>" in page
    assert "<mark>03</mark>" in page
    assert "ما لا يختلف" in page


def test_two_revisions_are_compared(sign_in, revision, load):
    load("افتتح الجسر ظهر الأحد <b>.", date="2024-04", section="بيئة", source="نشرة")
    page = sign_in("huda", *RIGHTS).get(page_of(revision) + "?with=2").content.decode()
    assert "<mark>مساء</mark>" in page
    assert "<mark>ظهر</mark>" not in page


@pytest.mark.parametrize("number", ["9", "x", "-1", "٢"])
def test_an_odd_number_compares_with_the_text_of_today(sign_in, revision, number):
    page = sign_in("huda", *RIGHTS).get(page_of(revision), {"with": number})
    assert (page.status_code, page.context["other"]) == (200, None)


def test_who_may_not_see_drafts_sees_none(sign_in, revision):
    client = sign_in("guest", "catalog.view_articlerevision")
    assert client.get(page_of(revision)).status_code == 302
    assert client.get(reverse("admin:catalog_articlerevision_changelist")).context["cl"].result_count == 0


def test_hiding_asks_for_a_permission_and_is_recorded(sign_in, revision):
    address = reverse("admin:catalog_articlerevision_hide", args=[revision.pk])
    assert sign_in("guest", *RIGHTS).post(address, {"hidden": "1"}).status_code == 403
    client = sign_in("huda", *RIGHTS, "catalog.change_articlerevision")
    assert client.get(address).status_code == 405
    client.post(address, {"hidden": "1"})
    revision.refresh_from_db()
    assert revision.is_hidden
    assert LogEntry.objects.filter(content_type__model="article").count() == 1
    client.post(address, {"hidden": "0"})
    revision.refresh_from_db()
    assert not revision.is_hidden


def test_a_difference_shows_both_values_and_leads_to_both_texts(sign_in, load):
    load("افتتح الجسر صباح الأحد.")
    article = Article.objects.get()
    article.title = "عنوان المحرر للجسر"
    article_revise(article=article, paragraphs=None, fields=["title"])
    load("افتتح الجسر مساء الأحد.", title="عنوان السجل للجسر")
    client = sign_in("huda", *RIGHTS, "catalog.view_fielddifference")
    difference = FieldDifference.objects.get()
    page = client.get(reverse("admin:catalog_fielddifference_change", args=[difference.pk])).content.decode()
    assert "<mark>المحرر</mark>" in page
    assert "<mark>السجل</mark>" in page
    assert page_of(article.revisions.get()) in page
    assert reverse("admin:catalog_article_change", args=[article.pk]) in page


def test_the_history_leads_to_the_batches_and_the_revisions(sign_in, revision):
    client = sign_in("huda", *RIGHTS)
    page = client.get(reverse("admin:catalog_article_history", args=[revision.article.pk])).content.decode()
    for batch in (revision.batch, revision.replaced_by):
        assert reverse("admin:catalog_batch_change", args=[batch.pk]) in page
    assert page_of(revision) in page
