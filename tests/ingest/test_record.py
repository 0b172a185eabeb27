"""Records as readers make them: what cannot be seen is no title and no name."""

import json

import pytest

from archive.catalog.models import Article
from archive.ingest.record import ArticleRecord
from archive.ingest.services import paths_import

BODY = "أعلنت بلدية المرجة افتتاح حديقة عامة جديدة على ضفة النهر بعد أعمال دامت سنتين."


@pytest.mark.parametrize("unseen", ["\u202e", "\u2066\u2069", "\u200b \u200f", "\ufeff\u202d"])
def test_what_is_nothing_but_controls_is_no_title_and_no_name(unseen):
    record = ArticleRecord("key", title=unseen, source=unseen, author=unseen, tags=(unseen, "نهر"), cited=(unseen,))
    assert (record.title, record.source, record.author, record.tags, record.cited) == (None, "", "", ("نهر",), ())


def test_tags_that_differ_by_controls_alone_are_one():
    assert ArticleRecord("key", tags=("نهر", "\u202eنهر")).tags == ("نهر",)


def test_a_title_of_controls_stops_no_import(db, tmp_path):
    path = tmp_path / "a.jsonl"
    lines = [{"id": "1", "title": "\u202e", "body": BODY}, {"id": "2", "title": "حديقة جديدة", "body": BODY}]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    report = paths_import(paths=[str(path)])
    assert report.failures == []
    assert Article.objects.filter(title="حديقة جديدة").exists()
    assert Article.objects.filter(title=None).count() == 1
