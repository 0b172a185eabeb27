"""An archive made before tombstones: what curators deleted stays deleted, what was overwritten comes back."""

import json
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from archive.catalog.models import Article, RawDocument, Tombstone
from archive.ingest.services import paths_import

pytestmark = pytest.mark.django_db


@pytest.fixture
def migrate():
    migration = import_module("archive.ingest.migrations.0002_deleted_before")
    return lambda: migration.add_tombstones(apps, SimpleNamespace(connection=connection))


@pytest.fixture
def lines_file(tmp_path):
    def write(*records, name="records.jsonl"):
        path = tmp_path / name
        path.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in records), encoding="utf-8")
        return str(path)

    return write


@pytest.mark.parametrize("source", ["", "أرشيف"])
@pytest.mark.parametrize(
    "gone", [{"id": 1}, {"title": "بلا رقم"}, {"id": 1, "source": "نشرة"}, {"source": "نشرة", "title": "خبر"}]
)
def test_a_deleted_record_stays_deleted(lines_file, migrate, source, gone):
    path = lines_file({**gone, "body": "نص."}, {"id": 2, "body": "نص آخر."}, {"id": 3, "body": "ثالث."})
    paths_import(paths=[path], source=source)
    Article.objects.order_by("pk")[0].delete()
    migrate()
    summary = paths_import(paths=[path], source=source)
    assert str(summary).startswith("0 articles added, 0 updated, 2 unchanged, 0 stubs, 0 failed, 1 kept deleted: ")


def test_a_deleted_text_file_stays_deleted(tmp_path, prose, migrate):
    path = tmp_path / "a.txt"
    path.write_text(f"عودة اللقالق\n{prose('السهل')}\n{prose('المركز')}", encoding="utf-8")
    paths_import(paths=[str(path)], source="نشرة")
    Article.objects.all().delete()
    migrate()
    assert len(paths_import(paths=[str(path)], source="نشرة").counts.notices) == 1
    assert not Article.objects.exists()


def test_a_record_overwritten_by_another_outlet_comes_back(lines_file, migrate):
    lost = lines_file({"id": 1, "body": "نص.", "source": "نشرة"}, name="a.jsonl")
    paths_import(paths=[lost, lines_file({"id": 1, "body": "خبر.", "source": "حقول"})])
    Article.objects.get(source__name="نشرة").delete()
    migrate()
    assert not Tombstone.objects.exists()
    assert paths_import(paths=[lost]).counts.added == 1


def test_an_earlier_line_of_an_article_is_no_deleted_one(lines_file, migrate):
    paths_import(paths=[lines_file({"id": 1, "body": "نص."})])
    paths_import(paths=[lines_file({"id": 1, "body": "نص آخر."})])
    migrate()
    assert RawDocument.objects.count() == 2
    assert not Tombstone.objects.exists()


def test_lines_that_cannot_be_read_do_not_stop_it(migrate):
    RawDocument.objects.create(sha256="a" * 64, content=b"\xff", origin="a.jsonl", media_type="application/json")
    migrate()
    assert not Tombstone.objects.exists()
