"""What a preview tells is what the load does."""

import csv
import io
from collections import Counter

import pytest

from archive.catalog.jobs.worker import run_one_job
from archive.catalog.models import Article, Batch, Job
from archive.catalog.services import article_delete
from archive.ingest import upload_services as services
from archive.ingest.models import Upload, UploadFile
from archive.ingest.services import paths_import
from tests.ingest.readers.written import docx_bytes, html_bytes, zip_bytes
from tests.ingest.uploads.conftest import LONG, OTHER, PAGE, TITLE, lines

pytestmark = pytest.mark.django_db(transaction=True)


def load(upload, user):
    assert services.upload_load_request(upload=upload, user=user)
    services.upload_load({"pk": upload.pk})
    upload.refresh_from_db()
    return upload


def table(*rows):
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue()


def counts(
    upload,
    names=("added", "stubs", "updated", "unchanged", "kept_deleted", "curated", "collision", "repeated", "failed"),
):
    return {name: upload.counts[name] for name in names}


@pytest.fixture
def before(tmp_path, user):
    """An archive with records that the upload repeats, changes, collides with; one is deleted, one curated."""
    path = tmp_path / "before.jsonl"
    rows = [{"id": str(n), "title": f"خبر رقم {n}", "body": f"{LONG} {n}"} for n in range(1, 6)]
    path.write_text(lines(*rows), encoding="utf-8")
    paths_import(paths=[str(path)])
    Article.objects.filter(title="خبر رقم 4").update(curated_fields=["title"], title="عنوان المحرر")
    article_delete(article=Article.objects.get(title="خبر رقم 5"))


def mixed():
    records = lines(
        {"id": "1", "title": "خبر رقم 1", "body": f"{LONG} 1"},
        {"id": "2", "title": "خبر رقم 2", "body": f"{LONG} وحضر الوزير."},
        {"id": "3", "title": "موسم الزيتون", "body": OTHER},
        {"id": "4", "title": "خبر رقم 4 معدل", "body": f"{LONG} 4"},
        {"id": "5", "title": "خبر رقم 5", "body": f"{LONG} 5"},
        {"id": "6", "title": "جديد", "body": OTHER},
        {"id": "6", "title": "جديد", "body": OTHER + " وأضافوا."},
        {"id": "7"},
    )
    return (
        ("page.txt", PAGE),
        ("records.jsonl", records + "\n{broken"),
        ("table.csv", table(["العنوان", "النص"], ["خبر الجدول", LONG], ["", ""], ["بلا متن", ""])),
        ("page.html", html_bytes()),
        ("letter.docx", docx_bytes()),
        ("week.zip", zip_bytes(("a.txt", PAGE.replace("3 أبريل", "4 أبريل").encode()), ("b.bin", b"\x00"))),
        ("empty.txt", b""),
        ("noise.txt", bytes(range(256)) * 4),
    )


def test_the_preview_counts_what_the_load_does_over_mixed_inputs(before, hand_in, user):
    upload = hand_in(*mixed())
    assert upload.state == Upload.State.READY
    told = counts(upload)
    assert told["added"] >= 5
    assert (
        min(
            told[name]
            for name in ("updated", "unchanged", "kept_deleted", "curated", "collision", "repeated", "failed")
        )
        >= 1
    )
    rows = Counter(upload.rows.values_list("verdict", flat=True))
    assert rows["added"] == told["added"] + told["stubs"]
    assert {name: rows[name] for name in ("updated", "unchanged", "kept_deleted", "collision")} == {
        name: told[name] for name in ("updated", "unchanged", "kept_deleted", "collision")
    }
    articles = Article.objects.count()
    assert Batch.objects.count() == 1
    load(upload, user)
    assert {name: upload.checkpoint[name] for name in told} == told
    assert (upload.batch.added, upload.batch.failed) == (told["added"], told["failed"])
    assert Article.objects.count() == articles + told["added"] + told["stubs"]


def test_a_row_tells_title_date_with_its_evidence_source_and_opening(hand_in):
    upload = hand_in(("page.txt", PAGE), source="صحيفة المرفأ")
    row = upload.rows.get()
    assert (row.title, row.date, row.date_basis, row.source) == (TITLE, "2019-04-03", "stated", "صحيفة المرفأ")
    assert "3 أبريل 2019" in row.date_evidence
    assert row.opening.startswith("افتتح الميناء")


def test_the_same_text_under_another_key_is_told(hand_in, user):
    load(hand_in(("a.jsonl", lines({"id": "1", "title": TITLE, "body": LONG}))), user)
    row = hand_in(("b.jsonl", lines({"id": "9", "title": TITLE, "body": LONG}))).rows.get()
    assert (row.verdict, row.same_text) == ("added", Article.objects.get())


def test_an_update_tells_which_fields_it_changes_and_which_stay(before, hand_in):
    rows = [
        {"id": "2", "title": "خبر رقم 2", "body": f"{LONG} وحضر الوزير.", "section": "محليات"},
        {"id": "4", "title": "خبر رقم 4 معدل", "body": f"{LONG} 4", "author": "سلمى الحداد"},
    ]
    found = hand_in(("a.jsonl", lines(*rows))).rows.order_by("document")
    assert [(row.changed, row.curated) for row in found] == [(["paragraphs", "section"], []), (["author"], ["title"])]


def test_documents_left_out_are_not_loaded_and_can_be_taken_in_again(hand_in, user):
    upload = hand_in(("a.jsonl", lines({"title": "أول", "body": LONG}, {"title": "ثان", "body": OTHER})))
    assert services.upload_leave_out(upload=upload, documents=[1])
    assert ([each["title"] for each in upload.left_out], upload.counts["added"]) == (["أول"], 1)
    sha256 = upload.left_out[0]["sha256"]
    assert services.upload_leave_out(upload=upload, documents=[1])
    assert upload.counts["added"] == 0
    assert services.upload_leave_out(upload=upload, back=[sha256])
    load(upload, user)
    assert [article.title for article in Article.objects.all()] == ["أول"]


def test_columns_are_guessed_shown_and_can_be_set(hand_in):
    upload = hand_in(("a.csv", table(["ملخص", "متن طويل", "وقت"], ["عنوان", LONG, "2020-01-02"])))
    (file,) = upload.files.all()
    assert file.tables[0]["places"] == {"body": 1}
    given = {file.pk: {"title": "ملخص", "body": "متن طويل", "date": "وقت"}}
    assert services.upload_read_anew(upload=upload, source="", namespace="", formats={}, columns=given)
    row = upload.rows.get()
    assert (row.title, row.date) == ("عنوان", "2020-01-02")


def test_a_column_can_be_set_aside(hand_in):
    upload = hand_in(("a.csv", table(["title", "body", "author"], ["عنوان", LONG, "admin"])))
    (file,) = upload.files.all()
    services.upload_read_anew(upload=upload, source="", namespace="", formats={}, columns={file.pk: {"author": ""}})
    assert upload.rows.get().author == ""


def test_a_large_upload_is_previewed_by_a_job(hand_in, monkeypatch):
    monkeypatch.setattr(services, "AT_ONCE_BYTES", 10)
    upload = hand_in(("page.txt", PAGE), waits=True)
    assert (upload.state, upload.rows.count()) == ("previewing", 0)
    job = Job.objects.get(name=services.PREVIEW_JOB)
    services.upload_preview(job.payload)
    upload.refresh_from_db()
    assert (upload.state, upload.rows.count()) == ("ready", 1)


@pytest.mark.parametrize(("name", "given"), [("scan.pdf", "auto"), ("week.zip", "auto"), ("page.txt", "pdf")])
def test_what_may_take_long_is_never_read_within_the_request(hand_in, name, given):
    assert hand_in((name, b"x"), given_format=given, waits=True).state == "previewing"


def test_a_small_upload_is_previewed_at_once(hand_in):
    assert hand_in(("page.txt", PAGE), waits=True).state == "ready"
    assert not Job.objects.filter(name=services.PREVIEW_JOB).exists()


def test_a_preview_that_was_overtaken_changes_nothing(hand_in, monkeypatch):
    monkeypatch.setattr(services, "AT_ONCE_BYTES", 10)
    upload = hand_in(("page.txt", PAGE), waits=True)
    old = {"pk": upload.pk, "attempt": upload.attempt}
    services.upload_read_anew(upload=upload, source="صحيفة المرفأ", namespace="", formats={}, columns={})
    services.upload_preview(old)
    upload.refresh_from_db()
    assert upload.state == "previewing"
    services.upload_preview({"pk": upload.pk, "attempt": upload.attempt})
    assert upload.rows.get().source == "صحيفة المرفأ"


def test_a_preview_that_fails_at_once_is_left_to_the_job(hand_in, monkeypatch):
    monkeypatch.setattr(services, "upload_preview", lambda _: 1 / 0)
    upload = hand_in(("page.txt", PAGE), waits=True)
    assert upload.state == "previewing"
    assert Job.objects.filter(name=services.PREVIEW_JOB, state="queued", attempts=0).exists()


def test_files_of_one_upload_that_share_a_name_are_both_kept(hand_in, uploads_folder):
    upload = hand_in(("a.txt", PAGE), ("A.txt", PAGE.replace("رصيف", "مرسى")))
    assert [file.name for file in upload.files.all()] == ["a.txt", "A (2).txt"]
    assert upload.counts["added"] == 2
    assert UploadFile.objects.count() == 2


def test_jobs_are_registered(hand_in, user, monkeypatch):
    monkeypatch.setattr("archive.catalog.jobs.table.jobs_schedule", lambda: None)
    upload = hand_in(("page.txt", PAGE))
    services.upload_load_request(upload=upload, user=user)
    assert run_one_job()
    upload.refresh_from_db()
    assert upload.state == "loaded"
