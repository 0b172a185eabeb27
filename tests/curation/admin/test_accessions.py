"""Raw documents in the admin: those whose split into articles is uncertain are a list of their own."""

import pytest
from django.urls import reverse

from archive.catalog.models import Article, Batch, RawDocument, SplitDoubt

pytestmark = pytest.mark.django_db
LIST = "admin:catalog_rawdocument_changelist"
NOTE = "doubtful.txt: uncertain split: lines 24 to 51, cut off as another article"


@pytest.fixture
def documents():
    for number, (origin, notes) in enumerate((("doubtful.txt", [NOTE]), ("plain.txt", ["plain.txt: mended: escapes"]))):
        document = RawDocument.objects.create(sha256=f"{number:064}", content=b"", origin=origin, notes=notes)
        state = "open" if notes == [NOTE] else "right"
        SplitDoubt.objects.create(
            article=Article.objects.create(title=origin), is_cut=True, raw_document=document, state=state
        )


def test_uncertain_splits_can_be_listed_alone(admin_client, documents):
    page = admin_client.get(reverse(LIST), {"split": "uncertain"}).content.decode()
    assert "doubtful.txt" in page
    assert "plain.txt" not in page


def test_all_documents_are_listed_otherwise(admin_client, documents):
    page = admin_client.get(reverse(LIST)).content.decode()
    assert "doubtful.txt" in page
    assert "plain.txt" in page


def test_the_page_of_a_document_names_the_lines_in_arabic(admin_client, documents):
    document = RawDocument.objects.get(origin="doubtful.txt")
    page = admin_client.get(reverse("admin:catalog_rawdocument_change", args=[document.pk])).content.decode()
    assert "تقسيم غير مؤكد" in page
    assert "24" in page
    assert "51" in page


def test_titles_in_the_notices_of_a_batch_are_for_those_who_may_see_drafts(sign_in):
    notices = [{"kind": "kept_deleted", "name": "أخبار.jsonl", "title": "خبر محذوف"}]
    batch = Batch.objects.create(label="دفعة", notices=notices)
    page = reverse("admin:catalog_batch_change", args=[batch.pk])
    assert "خبر محذوف" not in sign_in("reader", "catalog.view_batch").get(page).content.decode()
    assert "خبر محذوف" in sign_in("editor", "catalog.view_batch", "catalog.view_article").get(page).content.decode()
