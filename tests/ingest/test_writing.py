"""Writing documents: one short transaction, whatever other processes did since the plan was made."""

import hashlib
import json

import pytest
from django.db import connection

from archive.catalog.models import Article, Batch, OutboxEntry, RawDocument, Source
from archive.catalog.services import article_withdraw
from archive.ingest import prepared
from archive.ingest.readers.jsonl import read_line
from archive.ingest.record import ArticleRecord, DocumentRecord
from archive.ingest.writing import Writer

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return Writer(Batch.objects.create(label="اختبار"))


def line(number, body, **fields):
    record = {"id": str(number), "title": f"خبر {number}", "body": body, **fields}
    return read_line(json.dumps(record, ensure_ascii=False).encode(), "records.jsonl", number)


def test_articles_paragraphs_annotations_and_outbox_rows_are_written_together(writer):
    counts = writer.write([line(1, "افتتح الجسر في عام 2011.\nثم أغلق."), line(2, "نص.")])
    assert (counts.added, counts.updated) == (2, 0)
    article = Article.objects.get(import_key="record::1")
    assert article.paragraphs.count() == 2
    assert [date.value for date in article.dates.all()] == ["2011"]
    assert set(OutboxEntry.objects.values_list("priority", flat=True)) == {OutboxEntry.Priority.BULK}


def test_an_update_leaves_what_curators_decide_as_it_is(writer):
    writer.write([line(1, "نص.")])
    article_withdraw(article=Article.objects.get())
    writer.write([line(1, "نص آخر.", author="كاتب")])
    article = Article.objects.get()
    assert (article.state, article.author, article.paragraphs.get().text) == ("withdrawn", "كاتب", "نص آخر.")


def test_a_withdrawal_during_the_analysis_is_not_lost(writer, monkeypatch):
    writer.write([line(1, "نص.")])
    build = prepared.annotations_build_all

    def withdraw_meanwhile(articles):
        Article.objects.update(state="withdrawn")
        return build(articles)

    monkeypatch.setattr(prepared, "annotations_build_all", withdraw_meanwhile)
    writer.write([line(1, "نص آخر.")])
    article = Article.objects.get()
    assert (article.state, article.paragraphs.get().text) == ("withdrawn", "نص آخر.")


def test_an_article_deleted_during_the_analysis_is_added_again(writer, monkeypatch):
    writer.write([line(1, "نص.")])
    build, calls = prepared.annotations_build_all, []

    def delete_meanwhile(articles):
        if not calls:
            Article.objects.all().delete()
        calls.append(None)
        return build(articles)

    monkeypatch.setattr(prepared, "annotations_build_all", delete_meanwhile)
    assert writer.write([line(1, "نص آخر.")]).added == 1
    assert Article.objects.get().paragraphs.get().text == "نص آخر."


def test_a_record_that_another_import_added_during_the_analysis_is_updated(writer, monkeypatch):
    build, calls = prepared.annotations_build_all, []

    def add_meanwhile(articles):
        if not calls:
            Article.objects.create(title="خبر سابق", import_key="record::1")
        calls.append(None)
        return build(articles)

    monkeypatch.setattr(prepared, "annotations_build_all", add_meanwhile)
    counts = writer.write([line(1, "نص.")])
    assert (counts.added, counts.updated) == (0, 1)
    assert Article.objects.get().title == "خبر 1"


def test_names_and_dates_are_recognised_outside_the_transaction(writer, monkeypatch):
    build, depths = prepared.annotations_build_all, []

    def note(articles):
        depths.append(len(connection.savepoint_ids))
        return build(articles)

    monkeypatch.setattr(prepared, "annotations_build_all", note)
    outside = len(connection.savepoint_ids)
    writer.write([line(1, "نص."), line(2, "نص.")])
    writer.write([line(1, "نص آخر.")])
    assert depths == [outside] * 2


def test_a_card_points_at_the_article_it_was_cut_from(writer):
    content = b"page"
    records = (
        ArticleRecord("sha256:x#0", title="الأصل", paragraphs=(("lede", "نص."),)),
        ArticleRecord("sha256:x#1", kind="stub", title="بطاقة", parent=0),
    )
    document = DocumentRecord(hashlib.sha256(content).hexdigest(), content, "page.txt", "text/plain", "utf-8", records)
    counts = writer.write([document])
    assert (counts.added, counts.stubs) == (1, 1)
    assert Article.objects.get(kind="stub").parent == Article.objects.get(kind="article")
    assert RawDocument.objects.count() == 1


def test_a_dry_run_counts_only():
    assert Writer(None).write([line(1, "نص.")]).added == 1
    assert not Article.objects.exists()


def test_an_update_of_many_takes_few_queries(writer, django_assert_max_num_queries):
    writer.write([line(number, "نص.") for number in range(30)])
    with django_assert_max_num_queries(30 + 56):
        writer.write([line(number, "نص آخر.") for number in range(30)])


@pytest.mark.parametrize("name", ["النهار\u200f", " النهـار", "«النهار»", "النهار\u200c", "النَّهار."], ids=ascii)
def test_records_of_sources_that_look_the_same_share_one(writer, name):
    writer.write([line(1, "نص.", source="النهار"), line(2, "نص آخر.", source=name)])
    assert list(Source.objects.values_list("name", flat=True)) == ["النهار"]


def test_a_source_of_invisible_signs_is_none(writer):
    writer.write([line(1, "نص.", source="\u200f\u2069")])
    assert Article.objects.get().source is None
