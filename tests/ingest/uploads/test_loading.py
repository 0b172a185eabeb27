"""A load that is killed goes on where it stood; failures are kept for another try."""

import pytest

from archive.catalog.models import Article, Batch, Job
from archive.ingest import services as imports
from archive.ingest import upload_services as services
from archive.ingest.models import UploadFile
from archive.ingest.uploads.loading import LoadStoppedError
from archive.ingest.uploads.progress import Progress
from archive.ingest.writing import Writer
from tests.ingest.uploads.conftest import LONG, OTHER, PAGE, lines

pytestmark = pytest.mark.django_db(transaction=True)


class KilledError(BaseException):
    """Stands for `kill -9`: nothing in the code catches it."""


def records(count):
    rows = [
        {"id": str(n % (count - 5)), "title": f"خبر {n % (count - 5)}", "body": f"{LONG} {n}"} for n in range(count)
    ]
    return lines(*rows)


def archive_rows():
    return sorted(Article.objects.values_list("import_key", "title", "content_hash", "raw_document__sha256"))


def start(upload, user):
    assert services.upload_load_request(upload=upload, user=user)
    return {"pk": upload.pk}


@pytest.mark.parametrize("kill_at", [0, 1, 2, 3, 5])
@pytest.mark.parametrize("is_inside", [True, False], ids=["in-the-transaction", "after-it"])
def test_a_killed_load_ends_like_an_undisturbed_one(hand_in, user, monkeypatch, kill_at, is_inside):
    monkeypatch.setattr(imports, "BATCH_RECORDS", 7)
    files = (("a.jsonl", records(40)), ("page.txt", PAGE), ("bad.txt", b"\x00\x01"))
    payload = start(upload := hand_in(*files), user)
    told = upload.counts
    write, calls = Writer.write, iter(range(1_000))

    def killed(self, documents):
        place = next(calls)
        if place == kill_at and is_inside:
            self._written = lambda plan: (_ for _ in ()).throw(KilledError)
        counts = write(self, documents)
        if place == kill_at:
            raise KilledError
        return counts

    with monkeypatch.context() as broken:
        broken.setattr(Writer, "write", killed)
        with pytest.raises(KilledError):
            services.upload_load(payload)
    services.upload_load(payload)
    upload.refresh_from_db()
    assert upload.state == "loaded"
    assert {name: upload.checkpoint[name] for name in ("added", "updated", "unchanged", "failed")} == {
        name: told[name] for name in ("added", "updated", "unchanged", "failed")
    }
    batch = Batch.objects.get()
    assert (batch.added, batch.updated, batch.failed) == (told["added"], told["updated"], 1)
    killed_rows = archive_rows()
    Article.objects.all().delete()
    services.upload_load(start(hand_in(*files), user))
    assert archive_rows() == killed_rows


def test_a_load_that_goes_on_never_shows_less_than_was_written(hand_in, user, monkeypatch):
    monkeypatch.setattr("archive.ingest.uploads.progress.EVERY_S", 0.0)
    upload = hand_in(("a.jsonl", records(40)))
    start(upload, user)
    upload.checkpoint = {"documents": 30}
    progress = Progress(upload)
    progress.report(5)
    assert type(upload).objects.get(pk=upload.pk).done == 30
    progress.report(35)
    assert type(upload).objects.get(pk=upload.pk).done == 35


def test_a_load_runs_once_however_often_it_is_asked_for(hand_in, user):
    upload = hand_in(("page.txt", PAGE))
    payload = start(upload, user)
    assert not services.upload_load_request(upload=upload, user=user)
    services.upload_load(payload)
    services.upload_load(payload)
    assert (Article.objects.count(), Batch.objects.count()) == (1, 1)


def test_a_preview_that_somebody_changed_is_not_loaded(hand_in, user):
    upload = hand_in(("page.txt", PAGE))
    stale = type(upload).objects.get(pk=upload.pk)
    services.upload_read_anew(upload=upload, source="صحيفة المرفأ", namespace="", formats={}, columns={})
    assert not services.upload_load_request(upload=stale, user=user)


def test_files_go_when_all_was_loaded_and_stay_where_something_failed(hand_in, user, uploads_folder):
    whole, part = hand_in(("page.txt", PAGE)), hand_in(("page.txt", PAGE), ("bad.jsonl", "{broken"))
    for upload in (whole, part):
        services.upload_load(start(upload, user))
    assert not services.has_files(whole)
    assert services.has_files(part)
    states = dict(part.files.values_list("name", "state"))
    assert states == {"page.txt": "loaded", "bad.jsonl": "failed"}


def test_what_failed_can_be_tried_again_with_another_format(hand_in, user):
    upload = hand_in(("page.txt", PAGE), ("news.dat", lines({"title": "موسم", "body": OTHER})), given_format="jsonl")
    services.upload_load(start(upload, user))
    upload.refresh_from_db()
    assert [each["name"].partition(",")[0] for each in upload.failures] == ["page.txt"] * len(upload.failures)
    first = upload.batch
    assert services.upload_retry(upload=upload)
    assert upload.state == "ready"
    assert [file.name for file in upload.files.filter(state=UploadFile.State.WAITING)] == ["page.txt"]
    file = upload.files.get(name="page.txt")
    services.upload_read_anew(upload=upload, source="", namespace="", formats={file.pk: "text"}, columns={})
    assert upload.counts["added"] == 1
    services.upload_load(start(upload, user))
    assert Article.objects.count() == 2
    assert list(upload.batches.order_by("pk")) == [first, Batch.objects.latest("pk")]
    assert not services.has_files(upload)
    assert not services.upload_retry(upload=upload)


def test_failures_name_the_file_and_no_path_of_the_server(hand_in, user, uploads_folder):
    upload = hand_in(("bad.txt", b"\x00\x01"), ("bad.csv", "a,b\n1,2"), ("bad.zip", b"PK"), ("bad.pdf", b"%PDF"))
    services.upload_load(start(upload, user))
    failures = Batch.objects.get().failures
    assert len(failures) == 4
    assert str(uploads_folder) not in str(failures)
    assert {each["name"].partition(",")[0] for each in failures} == {"bad.txt", "bad.csv", "bad.zip", "bad.pdf"}


def test_trouble_with_the_database_is_told_and_tried_again(hand_in, user, monkeypatch):
    upload = hand_in(("page.txt", PAGE))
    payload = start(upload, user)
    with monkeypatch.context() as broken:
        broken.setattr(Writer, "write", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(LoadStoppedError):
            services.upload_load(payload)
    upload.refresh_from_db()
    assert (upload.state, "no space" in upload.trouble) == ("loading", True)
    services.upload_load(payload)
    upload.refresh_from_db()
    assert (upload.state, upload.trouble) == ("loaded", "")


def test_a_load_whose_attempts_are_used_up_can_be_resumed(hand_in, user):
    upload = hand_in(("page.txt", PAGE))
    start(upload, user)
    assert services.upload_has_job(upload)
    Job.objects.filter(name=services.LOAD_JOB).update(state="failed")
    assert not services.upload_has_job(upload)
    assert services.upload_resume(upload=upload)
    assert services.upload_has_job(upload)
