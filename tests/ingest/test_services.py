import json
import os

import pytest

from archive.catalog.models import Article, Batch, OutboxEntry, RawDocument, Source, Tombstone
from archive.catalog.services import article_delete
from archive.ingest import services
from archive.ingest.services import paths_import

pytestmark = pytest.mark.django_db


@pytest.fixture
def page_file(tmp_path, page):
    path = tmp_path / "page.txt"
    path.write_text(page, encoding="utf-8")
    return path


@pytest.fixture
def lines_file(tmp_path):
    def write(*records, name="records.jsonl"):
        path = tmp_path / name
        path.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in records), encoding="utf-8")
        return path

    return write


def test_a_page_becomes_articles_with_their_raw_bytes(page_file):
    summary = paths_import(paths=[str(page_file)])
    assert str(summary) == "2 articles added, 0 updated, 0 unchanged, 0 stubs, 0 failed"
    main, embedded = Article.objects.order_by("pk")
    assert (main.source.name, main.published_value, main.published_basis) == (
        "نشرة الحقول الخضراء",
        "2019-04-03",
        "stated",
    )
    assert (embedded.parent, embedded.source, embedded.published_on) == (main, None, None)
    assert bytes(main.raw_document.content) == page_file.read_bytes()
    assert main.raw_document.origin == "page.txt"
    assert main.raw_document == embedded.raw_document
    assert set(OutboxEntry.objects.values_list("article_pk", flat=True)) == {main.pk, embedded.pk}
    assert [paragraph.role for paragraph in main.paragraphs.all()] == ["lede", "paragraph", "paragraph"]


def test_importing_again_adds_nothing_and_keeps_a_curators_hand(page_file):
    paths_import(paths=[str(page_file)])
    Article.objects.filter(parent=None).update(title="عنوان المحرر")
    OutboxEntry.objects.all().delete()
    assert str(paths_import(paths=[str(page_file)])) == "0 articles added, 0 updated, 2 unchanged, 0 stubs, 0 failed"
    assert Article.objects.get(parent=None).title == "عنوان المحرر"
    assert not OutboxEntry.objects.exists()


def test_a_title_is_made_where_none_is_printed(tmp_path, prose):
    path = tmp_path / "a.txt"
    path.write_text(f"\nبيروت- {prose('السهل')}\n{prose('المركز')}", encoding="utf-8")
    paths_import(paths=[str(path)])
    article = Article.objects.get()
    assert article.title is None
    assert article.display_title.startswith("[بيروت- وذكرت")


def test_a_changed_record_updates_its_article(lines_file):
    paths_import(paths=[str(lines_file({"id": "1", "title": "أ", "body": "في عام 2011.", "tags": ["س"]}))])
    pk = Article.objects.get().pk
    changed = lines_file({"id": "1", "title": "ب", "body": "في عام 2012.", "date": "2012-05"})
    assert str(paths_import(paths=[str(changed)])) == "0 articles added, 1 updated, 0 unchanged, 0 stubs, 0 failed"
    article = Article.objects.get()
    assert (article.pk, article.title, article.published_value, article.tags) == (pk, "ب", "2012-05", [])
    assert [date.value for date in article.dates.all()] == ["2012"]
    assert RawDocument.objects.count() == 2


def test_a_line_written_otherwise_that_says_the_same_is_unchanged(lines_file):
    paths_import(paths=[str(lines_file({"id": "1", "title": "أ", "body": "نص."}))])
    again = lines_file({"body": "نص.", "title": "أ", "id": "1", "views": 7})
    assert paths_import(paths=[str(again)]).counts.unchanged == 1


def test_one_id_twice_in_a_file_is_one_article_updated(lines_file):
    path = lines_file({"id": "1", "body": "نص."}, {"id": "1", "body": "نص آخر."}, {"id": "2", "body": "نص."})
    counted = "2 articles added, 1 updated, 0 unchanged, 0 stubs, 0 failed, 1 with an id that came before: [نص آخر.]"
    assert str(paths_import(paths=[str(path)], dry_run=True)) == counted
    assert str(paths_import(paths=[str(path)])) == counted
    assert Batch.objects.get().notices == [
        {"kind": "repeated", "name": "records.jsonl, lines 1 and 2", "title": "[نص آخر.]"}
    ]


def test_failures_are_named_and_the_rest_loads(tmp_path, lines_file):
    good = lines_file({"body": "نص."})
    empty = tmp_path / "empty.txt"
    empty.touch()
    summary = paths_import(paths=[str(tmp_path / "missing.txt"), str(empty), str(good)])
    assert str(summary) == "1 articles added, 0 updated, 0 unchanged, 0 stubs, 2 failed"
    assert [failure.reason for failure in summary.failures] == ["no such file", "the file is empty"]
    batch = Batch.objects.get()
    assert (batch.added, batch.failed, len(batch.failures)) == (1, 2, 2)
    assert batch.finished_at


def test_a_given_source_serves_articles_that_name_none(lines_file):
    path = lines_file({"id": "1", "body": "نص."}, {"id": "2", "body": "نص.", "source": "نشرة الحقول"})
    paths_import(paths=[str(path)], source="  أرشيف   البلدة ")
    assert list(Article.objects.order_by("pk").values_list("source__name", flat=True)) == [
        "أرشيف البلدة",
        "نشرة الحقول",
    ]
    assert Source.objects.count() == 2


def test_a_dry_run_counts_and_writes_nothing(page_file):
    assert str(paths_import(paths=[str(page_file)], dry_run=True)).startswith("2 articles added")
    assert not Article.objects.exists()
    assert not Batch.objects.exists()


def test_an_import_is_written_in_batches(lines_file, monkeypatch):
    monkeypatch.setattr(services, "BATCH_RECORDS", 2)
    path = lines_file(*({"id": str(number), "body": "نص."} for number in range(5)))
    seen = []
    assert paths_import(paths=[str(path)], report=seen.append).counts.added == 5
    assert seen == [1, 2, 3, 4, 5]


def test_a_record_without_date_or_title_keeps_the_records_constraints(lines_file):
    paths_import(paths=[str(lines_file({"body": "نص قصير", "date": "قريبا"}))])
    article = Article.objects.get()
    assert (article.published_on, article.published_precision, article.generated_title) == (None, "", "[نص قصير]")


def test_a_file_whose_name_is_no_text_is_imported_under_a_printable_one(tmp_path, page):
    name = os.fsdecode(b"p\xff.txt")
    (tmp_path / name).write_text(page, encoding="utf-8")
    (tmp_path / os.fsdecode(b"e\xff.txt")).touch()
    summary = paths_import(paths=[str(tmp_path), str(tmp_path / name)])
    assert summary.counts.added == 2
    assert str(summary.failures[0]).encode("utf-8")
    assert RawDocument.objects.get().origin == "p\ufffd.txt"
    assert "\ufffd" in Batch.objects.get().label


def test_two_outlets_with_the_same_ids_stand_both(lines_file):
    one = lines_file(*({"id": n, "body": f"نص {n}.", "source": "نشرة الحقول"} for n in range(1, 4)), name="a.jsonl")
    two = lines_file(*({"id": n, "body": f"خبر {n}.", "source": "بريد السهل"} for n in range(1, 4)), name="b.jsonl")
    paths_import(paths=[str(one)])
    assert str(paths_import(paths=[str(two)])) == "3 articles added, 0 updated, 0 unchanged, 0 stubs, 0 failed"
    assert str(paths_import(paths=[str(one), str(two)])).startswith("0 articles added, 0 updated, 6 unchanged")


@pytest.mark.parametrize("arguments", [({"source": "أ"}, {"source": "ب"}), ({"namespace": "أ"}, {"namespace": "ب"})])
@pytest.mark.parametrize("record", [{"id": 1}, {"title": "خبر"}])
def test_one_text_under_two_names_is_two_articles(lines_file, arguments, record):
    path = lines_file({**record, "body": "نص."})
    for given in arguments:
        assert paths_import(paths=[str(path)], **given).counts.added == 1
        assert paths_import(paths=[str(path)], **given).counts.unchanged == 1
    assert RawDocument.objects.count() == 1


def test_one_text_file_with_two_sources_is_two_articles(page_file):
    for source in ("نشرة", "حقول"):
        assert paths_import(paths=[str(page_file)], source=source).counts.added == 2
    assert paths_import(paths=[str(page_file)], source="ن\u0640شرة ").counts.unchanged == 2


def test_the_files_name_and_a_curators_source_play_no_part(lines_file):
    record = {"id": 1, "body": "نص.", "source": "نشرة"}
    paths_import(paths=[str(lines_file(record))])
    Article.objects.update(source=Source.objects.create(name="صححه المحرر"))
    assert paths_import(paths=[str(lines_file(record, name="other.ndjson"))]).counts.unchanged == 1


@pytest.mark.parametrize(
    "record", [{"id": 1, "title": "خبر"}, {"title": "خبر", "source": "نشرة"}, {"id": "أ", "title": "خبر"}]
)
def test_what_a_curator_deleted_stays_deleted_and_is_named(lines_file, record):
    path = str(lines_file({**record, "body": "نص."}, {"id": 9, "body": "نص."}))
    paths_import(paths=[path])
    article_delete(article=Article.objects.get(title="خبر"))
    changed = str(lines_file({**record, "body": "نص.", "tags": ["س"]}, name="changed.jsonl"))
    for dry_run in (True, False):
        summary = paths_import(paths=[path], dry_run=dry_run)
        assert str(summary) == "0 articles added, 0 updated, 1 unchanged, 0 stubs, 0 failed, 1 kept deleted: خبر"
        assert str(summary.counts.notices[0]) == "records.jsonl, line 1: kept deleted: خبر"
    assert Batch.objects.latest("pk").notices == [
        {"kind": "kept_deleted", "name": "records.jsonl, line 1", "title": "خبر"}
    ]
    assert len(paths_import(paths=[changed]).counts.notices) == 1
    restored = paths_import(paths=[changed], restore_deleted=True)
    assert str(restored) == "1 articles added, 0 updated, 0 unchanged, 0 stubs, 0 failed"
    assert not Tombstone.objects.exists()
    assert paths_import(paths=[changed]).counts.unchanged == 1


def test_parts_of_a_page_stay_deleted_one_by_one_and_come_back_to_their_page(page_file):
    path = str(page_file)
    paths_import(paths=[path])
    article_delete(article=Article.objects.get(parent=None))
    assert str(paths_import(paths=[path])).startswith(
        "0 articles added, 0 updated, 1 unchanged, 0 stubs, 0 failed, 1 kept"
    )
    assert paths_import(paths=[path], restore_deleted=True).counts.added == 1
    main, embedded = Article.objects.order_by("first_line")
    assert embedded.parent == main
    article_delete(article=embedded)
    assert [notice.title for notice in paths_import(paths=[path]).counts.notices] == [embedded.title]


def test_the_summary_names_a_few_titles(lines_file):
    path = str(lines_file(*({"id": n, "title": f"خبر {n}", "body": "نص."} for n in range(5))))
    paths_import(paths=[path])
    for article in Article.objects.all():
        article_delete(article=article)
    assert str(paths_import(paths=[path])).endswith(", 5 kept deleted: خبر 0; خبر 1; خبر 2; …")


def test_an_article_that_no_import_brought_leaves_a_tombstone_against_exports_of_it():
    article = Article.objects.create(title="كتبه محرر")
    article_delete(article=article)
    assert Tombstone.objects.get().import_key == f"article:{article.key}"


def test_warnings_are_kept_with_the_batch_and_the_document(lines_file):
    mojibake = "عادت اللقالق إلى السهل بعد غياب.".encode().decode("cp1256")
    paths_import(
        paths=[str(lines_file({"id": "1", "title": 7, "body": mojibake, "views": 1}, {"id": "2", "body": "نص."}))]
    )
    batch, document = Batch.objects.get(), RawDocument.objects.earliest("pk")
    assert batch.warnings == [
        "records.jsonl, line 1: body mended: UTF-8 that was read as Windows-1256 undone",
        "records.jsonl, line 1: fields that are not read: views",
    ]
    assert document.notes == batch.warnings
    assert mojibake in document.printed()
    assert Article.objects.earliest("pk").paragraphs.get().text == "عادت اللقالق إلى السهل بعد غياب."


def test_an_unreadable_record_is_refused_with_the_kind_of_damage(lines_file):
    summary = paths_import(
        paths=[str(lines_file({"body": "???? ??? ?????? ??"}, {"title": "???? ????", "body": "نص."}))]
    )
    assert [failure.reason for failure in summary.failures] == [
        "the body is unreadable: letters were replaced by question marks in 4 of 4 words"
    ]
    assert summary.warnings == [
        "records.jsonl, line 2: title left out, unreadable: letters were replaced by question marks in 2 of 2 words"
    ]
