"""An archive made before keys had namespaces: ids and addresses stand, and nothing is imported twice."""

import json
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from archive.catalog.models import Article, Source
from archive.ingest.services import paths_import

pytestmark = pytest.mark.django_db
migration = import_module("archive.ingest.migrations.0001_namespaces")


def migrate():
    migration.add_namespaces(apps, SimpleNamespace(connection=connection))


def keys():
    return dict(Article.objects.values_list("pk", "import_key"))


def as_before():
    """Give every article the key that versions without namespaces gave it."""
    for article in Article.objects.exclude(import_key=None):
        kind, _, name = article.import_key.split(":", 2)
        prefix = "jsonl" if kind == "record" else "sha256"
        Article.objects.filter(pk=article.pk).update(import_key=f"{prefix}:{name}")


@pytest.fixture
def lines_file(tmp_path):
    def write(*records, name="records.jsonl"):
        path = tmp_path / name
        path.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in records), encoding="utf-8")
        return str(path)

    return write


@pytest.fixture
def text_file(tmp_path, prose):
    path = tmp_path / "a.txt"
    path.write_text(f"عودة اللقالق\n{prose('السهل')}\n{prose('المركز')}", encoding="utf-8")
    return str(path)


@pytest.fixture
def page_file(tmp_path, page):
    path = tmp_path / "page.txt"
    path.write_text(page, encoding="utf-8")
    return str(path)


def assert_migration_restores_keys_and_import_changes_nothing(path, **arguments):
    before = keys()
    addresses = set(Article.objects.values_list("pk", "key"))
    as_before()
    assert keys() != before
    migrate()
    assert keys() == before
    counts = paths_import(paths=[path], **arguments).counts
    assert (counts.added, counts.stubs, counts.updated) == (0, 0, 0)
    assert set(Article.objects.values_list("pk", "key")) == addresses


@pytest.mark.parametrize("source", ["", "أرشيف البلدة"])
def test_records_with_and_without_id_and_source(lines_file, source):
    path = lines_file(
        {"id": 1, "body": "نص."},
        {"id": "2", "body": "نص.", "source": "نشرة الحقول"},
        {"title": "خبر", "body": "نص."},
        {"title": "خبر", "body": "نص.", "source": "نشرة الحقول"},
        {"id": "x" * 400, "body": "نص &quot;.\nآخر\x0b."},
        {"title": "\x0cخبر &amp; خبر", "body": ["نص", 7, "<p>آخر</p>"]},
    )
    paths_import(paths=[path], source=source)
    # without namespaces, texts of two papers would have been one
    Article.objects.filter(import_key__startswith="content:", source__name="نشرة الحقول").delete()
    before = keys()
    as_before()
    migrate()
    assert keys() == before
    counts = paths_import(paths=[path], source=source).counts
    assert (counts.added, counts.updated, counts.unchanged) == (1, 0, 5)


def test_a_curators_source_is_not_taken_for_the_one_given(lines_file):
    path = lines_file(*({"id": number, "body": "نص."} for number in range(4)))
    paths_import(paths=[path], source="أرشيف")
    Article.objects.filter(import_key="record:أرشيف:2").update(source=Source.objects.create(name="صححه المحرر"))
    assert_migration_restores_keys_and_import_changes_nothing(path, source="أرشيف")


def test_sources_that_look_the_same_are_one_namespace(lines_file):
    paths_import(paths=[lines_file({"id": 1, "body": "نص.", "source": "الجزيرة نت"})])
    as_before()
    migrate()
    again = lines_file({"id": 1, "body": "نص.", "source": "الجزیرة\u200f نت"})
    assert paths_import(paths=[again]).counts.added == 0


def test_the_newest_of_two_lines_of_an_article_counts(lines_file):
    paths_import(paths=[lines_file({"id": 1, "body": "نص أول."}, {"id": 1, "body": "نص ثان.", "source": ""})])
    assert_migration_restores_keys_and_import_changes_nothing(lines_file({"id": 1, "body": "نص ثان.", "source": ""}))


@pytest.mark.parametrize("source", ["", "أرشيف البلدة"])
def test_a_text_file_without_a_printed_source(text_file, source):
    paths_import(paths=[text_file], source=source)
    assert_migration_restores_keys_and_import_changes_nothing(text_file, source=source)


@pytest.mark.parametrize("source", ["", "أرشيف البلدة"])
def test_a_text_file_that_prints_its_source_is_known_whichever_was_given(page_file, source):
    paths_import(paths=[page_file], source=source)
    new, addresses = keys(), set(Article.objects.values_list("pk", "key"))
    as_before()
    migrate()
    for _ in range(2):
        assert paths_import(paths=[page_file], source=source).counts.unchanged == 2
        assert keys() == new
    assert set(Article.objects.values_list("pk", "key")) == addresses


def test_another_source_for_a_migrated_file_is_another_article(text_file):
    paths_import(paths=[text_file], source="نشرة")
    as_before()
    migrate()
    assert paths_import(paths=[text_file], source="حقول").counts.added == 1


def test_a_key_that_is_taken_is_left_as_it_was(lines_file):
    path = lines_file({"id": 1, "body": "نص."})
    paths_import(paths=[path])
    as_before()
    Article.objects.create(title="سابق", import_key="record::1")
    migrate()
    assert set(keys().values()) == {"record::1", "jsonl:1"}


def test_articles_of_no_import_and_lines_that_cannot_be_read_do_not_stop_it(lines_file):
    Article.objects.create(title="كتبه محرر")
    paths_import(paths=[lines_file({"id": 1, "body": "نص."})])
    as_before()
    document = Article.objects.get(import_key="jsonl:1").raw_document
    document.content = b"\xff not json"
    document.save()
    migrate()
    assert set(keys().values()) == {None, "record::1"}


def test_many_articles_take_several_batches(lines_file, monkeypatch):
    monkeypatch.setattr(migration, "ROWS", 2)
    path = lines_file(*({"id": number, "body": "نص."} for number in range(7)))
    paths_import(paths=[path])
    assert_migration_restores_keys_and_import_changes_nothing(path)
