import json

import pytest

from archive.catalog.models import Article, Batch, OutboxEntry, Paragraph, RawDocument, Source, Tombstone
from archive.catalog.services import (
    article_delete,
    article_fields_curate,
    article_save,
    article_set_state,
    source_get_or_create,
)
from archive.ingest.sample import sample_load
from archive.ingest.services import exported_articles, paths_import, record_line
from tests.ingest.readers import written

pytestmark = pytest.mark.django_db

PAGE = """<html lang="ar"><head><title>جسر جديد على النهر</title><link rel="canonical" href="https://fields.example/2024/06/20/bridge">
<meta property="og:site_name" content="نشرة الحقول"></head><body><article><h1>جسر جديد على النهر</h1>
<p>{}</p><p>{}</p><p>{}</p></article></body></html>""".format(*written.BODY)
FEED = f"""<rss version="2.0"><channel><title>نشرة الحقول</title><link>https://fields.example/</link>
<item><title>عودة اللقالق</title><link>https://fields.example/storks</link><description>{" ".join(written.BODY)}</description>
<pubDate>Wed, 03 Apr 2019 00:30:00 +0300</pubDate></item>
<item><title>سوق السمك</title><guid>x-7</guid><description>افتتحت السوق…</description></item></channel></rss>"""
RECORDS = [
    {
        "id": 7,
        "title": "R&amp;D <b>والبحث</b>",
        "body": "س < ص دائما.\nثم ص > س.",
        "date": "2024-06",
        "source": "نشرة: الحقول",
    },
    {"id": "x" * 300, "body": "نص بلا عنوان في يوم من الأيام البعيدة.", "tags": ["طيور", "سهل البقاع"]},
    {"title": "بلا رقم", "body": "نص لا رقم له.", "date": "1970-01-01", "url": "https://fields.example/7"},
    {"namespace": "", "id": "a:b#c%d", "title": "معرف غريب", "body": "نص ذو معرف غريب.", "source": "صحيفة الضفة"},
]


@pytest.fixture
def mixed(tmp_path, page):
    """An archive of all kinds of articles: of the sample, of several formats, made by hand, and edited."""
    sample_load()
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "cards.txt").write_text(f"{page}\n\nميناء جديد\n\nميناء جديد\n\nيفتح الميناء غدا.", encoding="utf-8")
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    (folder / "feed.xml").write_text(FEED, encoding="utf-8")
    (folder / "letter.docx").write_bytes(written.docx_bytes())
    lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in RECORDS)
    (folder / "records.jsonl").write_text(lines, encoding="utf-8")
    assert not paths_import(paths=[str(folder)], source="نشرة الضفة").failures
    by_hand = Article(
        title="كتبه محرر &amp; زميله", source=source_get_or_create(name="نشرة الضفة"), language="fa", cited=["صحيفة"]
    )
    article_save(article=by_hand, paragraphs=[("caption", "صورة <b>قديمة</b>"), ("lede", "سطر\nوسطر  آخر.")])
    edited = Article.objects.filter(kind="article", parent=None, import_key__startswith="text:").first()
    edited.title, edited.parent = "عنوان المحرر", by_hand
    article_save(article=edited)
    article_fields_curate(article=edited, columns=["title"])
    hidden = Article.objects.filter(kind="article", import_key__startswith="record:").last()
    article_set_state(article=hidden, state="withdrawn")
    return tmp_path


def _export(folder):
    path = folder / "export.jsonl"
    lines = [record_line(article) for article in exported_articles().order_by("title", "pk")]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path, len(lines)


def _table(model, *names):
    return list(model.objects.order_by("pk").values(*names))


def _stored():
    return _table(Article), _table(Paragraph), _table(RawDocument, "sha256"), _table(Source)


def _said():
    """What an archive says of its articles, by the keys of their imports."""
    names = (
        "kind", "title", "generated_title", "content_hash", "source__name", "author", "agency", "dateline", "cited",
        "photo_credit", "language", "section", "tags", "url", "published_on", "published_precision", "published_basis",
        "published_evidence", "not_before", "not_before_evidence",
    )  # fmt: skip
    rows = Article.objects.published().select_related("parent").prefetch_related("paragraphs")
    told = dict(zip(rows.values_list("pk", flat=True), rows.values(*names), strict=True))
    return {
        article.stored_key: (
            told[article.pk],
            [(paragraph.role, paragraph.text) for paragraph in article.paragraphs.all()],
            article.parent.stored_key if article.parent and article.parent.state == "published" else None,
        )
        for article in rows
    }


def _empty():
    Article.objects.all().delete()
    for model in (RawDocument, Batch, Source, Tombstone, OutboxEntry):
        model.objects.all().delete()


def test_into_the_archive_that_it_came_from_an_export_changes_nothing(mixed):
    path, count = _export(mixed)
    before = _stored()
    OutboxEntry.objects.all().delete()
    summary = paths_import(paths=[str(path)])
    assert str(summary) == f"0 articles added, 0 updated, {count} unchanged, 0 stubs, 0 failed"
    assert summary.warnings == []
    assert _stored() == before
    assert not OutboxEntry.objects.exists()


def test_into_an_empty_archive_an_export_brings_the_same(mixed):
    path, count = _export(mixed)
    before = _said()
    assert {"article", "stub"} == {told["kind"] for told, _, _ in before.values()}
    assert sum(parent is not None for _, _, parent in before.values()) > 5
    _empty()
    summary = paths_import(paths=[str(path)])
    assert (summary.counts.added + summary.counts.stubs, summary.failures) == (count, [])
    after = _said()
    assert after == before
    again = paths_import(paths=[str(path)])
    assert (again.counts.unchanged, again.counts.updated) == (count, 0)


def test_what_an_export_brought_is_known_when_its_file_comes_again(mixed):
    path, _ = _export(mixed)
    _empty()
    paths_import(paths=[str(path)])
    summary = paths_import(
        paths=[str(mixed / "mixed" / "page.html"), str(mixed / "mixed" / "feed.xml")], source="نشرة الضفة"
    )
    assert summary.counts.added == 0


def test_an_export_that_was_edited_updates_and_keeps_what_curators_set(mixed):
    path, count = _export(mixed)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for record in lines:
        record["section"] = "قسم آخر"
        record["title"] = record["title"] and record["title"] + " (معدّل)"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    summary = paths_import(paths=[str(path)])
    assert summary.counts.updated == count - 1  # all but the one made by hand
    assert Article.objects.filter(title="عنوان المحرر", section="قسم آخر").exists()
    assert Article.objects.filter(title="كتبه محرر &amp; زميله", section="").exists()
    assert {notice.kind for notice in summary.counts.notices} == {"curated"}


def test_what_was_deleted_stays_deleted_when_an_export_comes_back(mixed):
    path, _ = _export(mixed)
    article_delete(article=Article.objects.get(title="كتبه محرر &amp; زميله"))
    assert "1 kept deleted" in str(paths_import(paths=[str(path)]))


def test_a_generated_title_is_null_and_hidden_articles_are_not_named(mixed):
    untitled = exported_articles().filter(title=None).first()
    fields = json.loads(record_line(untitled))
    assert fields["title"] is None
    hidden = Article.objects.get(state="withdrawn")
    child = exported_articles().filter(parent=None).first()
    Article.objects.filter(pk=child.pk).update(parent=hidden)
    assert json.loads(record_line(exported_articles().get(pk=child.pk)))["parent"] is None
    assert hidden not in exported_articles()


def test_a_record_with_an_id_keeps_it(mixed):
    fields = json.loads(record_line(exported_articles().get(import_key="record::a:b#c%d")))
    assert (fields["namespace"], fields["id"]) == ("", "a:b#c%d")
