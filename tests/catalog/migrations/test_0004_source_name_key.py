"""Sources that look the same, in an archive made before names had a key."""

from importlib import import_module

import pytest
from django.apps import apps

from archive.catalog.models import Article, FormerSourceKey, OutboxEntry, Source
from archive.catalog.services import article_save

pytestmark = pytest.mark.django_db
migration = import_module("archive.catalog.migrations.0004_source_name_key")
LOOKALIKES = (
    "الجزيرة نت\u200f", "\u2067الجزيرة نت\u2069", "الجزي\u200cرة نت", "الجزيـرة نت", "الجَزيرة نت", "الجزیرة نت", "الجزيرة نت."
)  # fmt: skip


def source_of_before(number, name, **fields):
    source = Source.objects.create(name=f"مصدر {number}", **fields)
    Source.objects.filter(pk=source.pk).update(name=name)
    return source


@pytest.fixture
def archive_of_before():
    names = ("الجزيرة نت", *LOOKALIKES, "الجزيره نت")
    sources = [source_of_before(number, name) for number, name in enumerate(names)]
    Source.objects.filter(pk=sources[3].pk).update(homepage="https://example.org/", description="نبذة")
    for source in sources:
        article_save(article=Article(title="خبر", source=source), paragraphs=[("lede", "نص.")])
    OutboxEntry.objects.all().delete()
    return sources


def test_articles_go_to_the_first_source_and_are_indexed_again(archive_of_before):
    first, *others, different = archive_of_before
    migration.merge_lookalikes(apps, None)
    assert list(Source.objects.order_by("pk")) == [first, different]
    assert first.articles.count() == 1 + len(LOOKALIKES)
    moved = set(Article.objects.filter(source=first).order_by("pk").values_list("pk", flat=True)[1:])
    assert set(OutboxEntry.objects.values_list("article_pk", flat=True)) == moved
    assert dict(FormerSourceKey.objects.values_list("key", "source")) == {one.key: first.pk for one in others}


def test_the_first_printed_name_stays_and_what_curators_wrote_is_kept(archive_of_before):
    migration.merge_lookalikes(apps, None)
    first = Source.objects.get(pk=archive_of_before[0].pk)
    assert (first.name, first.homepage, first.description) == ("الجزيرة نت", "https://example.org/", "نبذة")


def test_it_can_run_again(archive_of_before):
    migration.merge_lookalikes(apps, None)
    OutboxEntry.objects.all().delete()
    migration.merge_lookalikes(apps, None)
    assert not OutboxEntry.objects.exists()
    assert Source.objects.count() == 2
