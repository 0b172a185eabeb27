from importlib import import_module

import pytest
from django.apps import apps

from archive.catalog.labels import first_printed, printed_forms
from archive.catalog.models import Article, FacetLabel, OutboxEntry
from archive.catalog.services import article_save, articles_bulk_create, articles_bulk_update

pytestmark = pytest.mark.django_db
TEXT = [("lede", "نص.")]
LOOKALIKES = ("رياضة\u200f", "ريـاضة", "رِياضة", "ریاضة", " رياضة.", "#رياضة", "\u2067رياضة\u2069", "رياضة\u200c")


@pytest.fixture
def printed_first():
    article = Article(title="خبر", agency="أ ف ب", section="رياضة", tags=["كرة القدم", "BBC"])
    return article_save(article=article, paragraphs=TEXT)


@pytest.mark.parametrize("label", LOOKALIKES, ids=ascii)
def test_labels_that_look_the_same_have_the_form_printed_first(printed_first, label):
    article_save(article=Article(title="خبر آخر", section=label, tags=[label]), paragraphs=TEXT)
    assert first_printed([("section", label)]) == {("section", label): "رياضة"}
    assert printed_forms("section", (label, "رياضة", "سياسة")) == ("رياضة", "سياسة")
    assert FacetLabel.objects.filter(facet="section").count() == 1


def test_each_facet_has_forms_of_its_own(printed_first):
    article_save(article=Article(title="خبر آخر", tags=["رياضة\u200f"]), paragraphs=TEXT)
    assert first_printed([("section", "رياضة\u200f"), ("tag", "رياضة")]) == {
        ("section", "رياضة\u200f"): "رياضة",
        ("tag", "رياضة"): "رياضة\u200f",
    }


def test_every_way_to_save_an_article_records_its_labels():
    article = Article(title="خبر", section="سياسة")
    articles_bulk_create(articles=[(article, TEXT)])
    article.agency = "رويترز"
    articles_bulk_update(articles=[(article, TEXT)], fields=["agency"])
    article.tags = ["انتخابات"]
    article_save(article=article)
    article.tags = ["برلمان"]
    article_save(article=article, paragraphs=TEXT, fields=["tags"])
    assert set(FacetLabel.objects.values_list("facet", "text")) == {
        ("section", "سياسة"), ("agency", "رويترز"), ("tag", "انتخابات"), ("tag", "برلمان")
    }  # fmt: skip


def test_what_cannot_be_seen_is_no_value():
    article_save(article=Article(title="خبر", section="\u200f\u2069", tags=["\u200b"]), paragraphs=TEXT)
    assert not FacetLabel.objects.exists()
    assert first_printed([("tag", "\u200b")]) == {("tag", "\u200b"): ""}


def test_the_migration_records_the_forms_of_an_archive_made_before():
    for section in ("اقتصاد", "اقتصـاد", "ثقافة"):
        article_save(article=Article(title="خبر", section=section), paragraphs=TEXT)
    FacetLabel.objects.all().delete()
    OutboxEntry.objects.all().delete()
    import_module("archive.catalog.migrations.0011_facet_labels").record_labels(apps, None)
    assert set(FacetLabel.objects.values_list("text", flat=True)) == {"اقتصاد", "ثقافة"}
    (pk,) = OutboxEntry.objects.values_list("article_pk", flat=True)
    assert Article.objects.get(pk=pk).section == "اقتصـاد"
