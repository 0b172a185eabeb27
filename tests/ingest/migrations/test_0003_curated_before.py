"""An archive made before curators' fields were noted: what differs from the stored record is theirs."""

import datetime as dt
import json
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from archive.catalog.models import Article, Source
from archive.catalog.services import article_save
from archive.ingest.services import paths_import

pytestmark = pytest.mark.django_db
RECORD = {
    "id": 1, "title": "خبر", "body": "نص.\nآخر.", "date": "2024-03", "author": "كاتب", "section": "بيئة",
    "url": "https://example.org/1", "tags": ["أ", "ب"],
}  # fmt: skip


@pytest.fixture
def migrate():
    migration = import_module("archive.ingest.migrations.0003_curated_before")
    return lambda: migration.note_fields(apps, SimpleNamespace(connection=connection))


@pytest.fixture
def load(tmp_path):
    def load(record, **arguments):
        path = tmp_path / "a.jsonl"
        path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
        return paths_import(paths=[str(path)], **arguments)

    return load


@pytest.mark.parametrize(
    ("source", "arguments"), [(None, {}), ("نشرة", {}), (None, {"source": "نشرة"}), ("نشرة", {"namespace": "وكالة"})]
)
@pytest.mark.parametrize("body", [RECORD["body"], ["نص &quot;.", "<p>آخر</p>"], "نص\x0bآخر", "نص\x0cآخر\u200b\n\u200f"])
def test_nothing_is_theirs_where_nobody_changed_anything(load, migrate, source, arguments, body):
    load({**RECORD, "body": body, **({"source": source} if source else {})}, **arguments)
    migrate()
    assert Article.objects.get().curated_fields == []


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("title", {"title": "عنوان المحرر"}),
        ("title", {"title": None, "generated_title": "[نص]"}),
        ("author", {"author": ""}),
        ("section", {"section": "طيور"}),
        ("url", {"url": "https://example.org/2"}),
        ("tags", {"tags": ["أ"]}),
        ("agency", {"agency": "وكالة"}),
        ("dateline", {"dateline": "بيروت"}),
        ("published", {"published_on": dt.date(2024, 3, 5), "published_precision": "day"}),
        ("published", {"published_on": None, "published_precision": "", "published_basis": ""}),
        ("not_before", {"not_before": dt.date(2020, 1, 1)}),
        ("kind", {"kind": "stub"}),
    ],
)
def test_a_changed_field_is_theirs(load, migrate, field, values):
    load(RECORD)
    Article.objects.update(**values)
    migrate()
    assert Article.objects.get().curated_fields == [field]


def test_changed_paragraphs_and_sources_are_theirs(load, migrate):
    load({**RECORD, "source": "نشرة"})
    article = Article.objects.get()
    article.source = Source.objects.create(name="حقول")
    article_save(article=article, paragraphs=[("lede", "نص المحرر.")])
    migrate()
    assert set(Article.objects.get().curated_fields) == {"paragraphs", "source"}


def test_text_as_versions_before_read_it_is_not_theirs(load, migrate):
    """What is decoded today was stored as it came: with character references and without the line break."""
    load({**RECORD, "title": "خبر &quot;أ&quot;", "body": "نص\x0bآخر."})
    article = Article.objects.get()
    article.title = "خبر &quot;أ&quot;"
    article_save(article=article, paragraphs=[("lede", "نصآخر.")])
    migrate()
    assert Article.objects.get().curated_fields == []


def test_it_goes_on_after_a_line_that_cannot_be_read(load, migrate):
    load(RECORD)
    document = Article.objects.get().raw_document
    document.content = b"{"
    document.save()
    migrate()
    assert Article.objects.get().curated_fields == []
