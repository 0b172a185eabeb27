"""Names, bounds and lifetimes of uploaded files."""

import datetime as dt
import errno
import os
import time

import pytest
from django.utils import timezone

from archive.ingest import upload_services as services
from archive.ingest.models import Upload, UploadFile
from archive.ingest.uploads import files
from archive.ingest.uploads.files import UploadError, distinct_names, safe_name
from tests.ingest.readers.written import zip_bytes
from tests.ingest.uploads.conftest import PAGE, handed_in


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("خبر.txt", "خبر.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\خبر.txt", "خبر.txt"),
        ("gpj\u202etxt.exe\u2066.txt", "gpjtxt.exe.txt"),
        ("a\x00b\nc\x1b.txt", "abc.txt"),
        (".htaccess", "htaccess"),
        ("...", files.UNNAMED),
        ("", files.UNNAMED),
        ("\u202e\u200f.txt", "txt"),
        ("  خبر   اليوم .txt", "خبر اليوم.txt"),
    ],
)
def test_names_lose_folders_controls_and_marks_of_direction(given, name):
    assert safe_name(given) == name


def test_long_names_keep_their_suffix_and_fit_on_a_disk(tmp_path):
    name = safe_name("خ" * 400 + ".jsonl")
    assert name.endswith(".jsonl")
    (tmp_path / name).touch()
    (tmp_path / safe_name("م" * 400)).touch()
    (tmp_path / safe_name("a." + "م" * 400)).touch()


def test_names_that_come_again_are_numbered():
    assert distinct_names(["a.txt", "x/A.TXT", "a.txt", "b", "b"]) == ["a.txt", "A (2).TXT", "a (3).txt", "b", "b (2)"]


def test_bounds_are_kept_before_anything_is_stored(hand_in, settings, monkeypatch, uploads_folder):
    settings.ARCHIVE_UPLOAD_MB = 1
    cases = {
        "none": [],
        "too_many": [(f"{n}.txt", b"x") for n in range(files.MAX_FILES + 1)],
        "too_large": [("a.txt", b"x" * (600 << 10)), ("b.txt", b"x" * (600 << 10))],
    }
    for code, given in cases.items():
        with pytest.raises(UploadError, match=code):
            hand_in(*given)
    monkeypatch.setattr(files, "MIN_FREE_BYTES", 1 << 60)
    with pytest.raises(UploadError, match="no_space"):
        hand_in(("a.txt", PAGE))
    assert not Upload.objects.exists()
    assert not list(uploads_folder.rglob("*.txt"))


def test_all_uploads_together_are_bounded(hand_in, settings, monkeypatch):
    settings.ARCHIVE_UPLOAD_MB = 1
    monkeypatch.setattr(files, "MAX_KEPT_UPLOADS", 1)
    hand_in(("a.txt", b"x" * (600 << 10)))
    with pytest.raises(UploadError, match="kept_too_much"):
        hand_in(("a.txt", b"x" * (600 << 10)))


def test_files_are_for_the_user_of_the_archive_alone_whatever_the_umask(hand_in, uploads_folder):
    before = os.umask(0)
    try:
        hand_in(("a.txt", PAGE))
    finally:
        os.umask(before)
    modes = [path.stat().st_mode & 0o777 for path in (uploads_folder, *uploads_folder.rglob("*"))]
    assert sorted(modes) == [0o600, 0o700, 0o700, 0o700]


def test_a_file_that_breaks_off_leaves_nothing(user, uploads_folder):
    def broken():
        yield b"half"
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        services.upload_add(files=[handed_in("a.txt", PAGE), services.HandedIn("b.txt", 8, broken())], user=user)
    assert not Upload.objects.exists()
    assert not list(uploads_folder.iterdir())


def test_a_zip_bomb_is_a_failure_with_its_reason(hand_in):
    upload = hand_in(("bomb.zip", zip_bytes(("a.txt", b"0" * (300 << 20)))), ("page.txt", PAGE))
    assert upload.counts["added"] == 1
    assert [each["name"] for each in upload.failures] == ["bomb.zip"]
    assert "unpacks to" in upload.failures[0]["reason"]


def test_discarding_removes_files_and_preview_and_keeps_who_handed_in_what(hand_in, uploads_folder):
    upload = hand_in(("page.txt", PAGE))
    assert services.upload_discard(upload=upload)
    assert (upload.state, upload.rows.count(), upload.files.count()) == ("discarded", 0, 1)
    assert not list(uploads_folder.rglob("*.txt"))


def test_an_upload_that_is_being_loaded_is_not_discarded(hand_in, user):
    upload = hand_in(("page.txt", PAGE))
    services.upload_load_request(upload=upload, user=user)
    assert not services.upload_discard(upload=upload)
    assert services.has_files(upload)


def test_forgotten_uploads_go_and_fresh_ones_stay(hand_in, uploads_folder, user):
    fresh, old = hand_in(("a.txt", PAGE)), hand_in(("b.txt", PAGE))
    partial = Upload.objects.create(label="لم يصل", uploaded_by=user)
    long_ago = timezone.now() - dt.timedelta(days=31)
    Upload.objects.filter(pk__in=(old.pk, partial.pk)).update(changed_at=long_ago)
    stray = uploads_folder / "tmpx.upload"
    stray.write_bytes(b"x")
    os.utime(stray, (time.time() - 90_000,) * 2)
    services.uploads_forget()
    assert dict(Upload.objects.values_list("pk", "state")) == {
        fresh.pk: "ready", old.pk: "discarded", partial.pk: "discarded",
    }  # fmt: skip
    assert [path.name for path in uploads_folder.iterdir()] == [str(fresh.pk)]
    assert UploadFile.objects.count() == 2


def test_a_thousand_files_of_one_name_are_told_apart():
    names = distinct_names(["صفحة.html"] * files.MAX_FILES)
    assert len({name.casefold() for name in names}) == files.MAX_FILES
    assert (names[1], names[-1]) == ("صفحة (2).html", f"صفحة ({files.MAX_FILES}).html")


def test_a_disk_that_is_full_before_a_file_is_written_is_a_refusal_that_leaves_nothing(user, uploads_folder):
    def chunks():
        yield b"one"
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(UploadError, match="no_space"):
        services.upload_add(files=[services.HandedIn("a.txt", 3, chunks())], user=user)
    assert not Upload.objects.exists()
    assert not any(uploads_folder.iterdir())


def test_files_that_go_while_their_sizes_are_counted_are_passed_over(hand_in, monkeypatch):
    hand_in(("a.txt", PAGE))

    def gone(path):
        raise FileNotFoundError(path)

    monkeypatch.setattr(files.os, "lstat", gone)
    assert hand_in(("b.txt", PAGE)).state == "ready"
