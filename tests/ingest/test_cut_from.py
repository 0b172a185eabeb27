import json

import pytest

from archive.catalog.models import Article
from archive.ingest import services

pytestmark = pytest.mark.django_db


def test_a_parent_may_come_after_its_card_in_another_batch_or_not_at_all(tmp_path, monkeypatch):
    monkeypatch.setattr(services, "BATCH_RECORDS", 1)
    records = [
        {"id": "card", "parent": "main", "kind": "stub", "title": "بطاقة", "body": "ميناء جديد.", "source": "نشرة"},
        {"id": "lost", "parent": "nowhere", "title": "يتيم", "body": "سهل بعيد.", "source": "نشرة"},
        {"id": "main", "title": "أصل", "body": "نص طويل عن الميناء.", "source": "نشرة"},
    ]
    path = tmp_path / "records.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    summary = services.paths_import(paths=[str(path)])
    assert Article.objects.get(title="بطاقة").parent.title == "أصل"
    assert Article.objects.get(title="يتيم").parent is None
    assert summary.warnings == [
        "records.jsonl, line 2: what it was cut from is not in the archive: record:نشرة:nowhere"
    ]
    Article.objects.filter(title="بطاقة").update(parent=None)  # as if the import had been killed before its end
    services.paths_import(paths=[str(path)])
    assert Article.objects.get(title="بطاقة").parent.title == "أصل"


def test_records_that_name_each_other_as_parents_load(tmp_path):
    records = [
        {"id": "a", "parent": "b", "title": "ألف", "body": "نص أول."},
        {"id": "b", "parent": "a", "title": "باء", "body": "نص ثان."},
    ]
    path = tmp_path / "records.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    assert services.paths_import(paths=[str(path)]).failures == []
    assert Article.objects.exclude(parent=None).count() == 1
