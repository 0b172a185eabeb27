"""Material comes in through the admin: handing in, preview, load, and what is refused."""

import json

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from archive.catalog.models import Article, Batch, Job
from archive.ingest import upload_services as services
from archive.ingest.models import Upload

pytestmark = pytest.mark.django_db(transaction=True)
ADD, PASTE = "/admin/ingest/upload/add/", "/admin/ingest/upload/paste/"
TITLE = "افتتاح رصيف جديد في الميناء القديم"
BODY = "افتتح الميناء رصيفا جديدا للسفن الكبيرة بعد عامين من العمل المتواصل في المرفأ القديم، وحضر الافتتاح جمع من الصيادين."
PAGE = f"{TITLE}\nتاريخ النشر: 3 أبريل 2019\n{BODY}\nوقالت سلمى الحداد إن الرصيف يخدم القوارب الصغيرة كذلك.\n"


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()


@pytest.fixture
def curator(sign_in):
    return sign_in("سلمى", "ingest.add_upload", "catalog.view_article", "catalog.view_batch")


def file(name, content):
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def hand_in(client, *files, **fields):
    answer = client.post(ADD, {"documents": list(files), "source": "", "given_format": "auto", **fields})
    for upload in Upload.objects.filter(state="previewing"):  # in place of the background process
        services.upload_preview({"pk": upload.pk, "attempt": upload.attempt})
    return answer


def page_of(upload):
    return reverse("admin:ingest_upload_change", args=[upload.pk])


def act(client, upload, do, **fields):
    upload.refresh_from_db()
    return client.post(page_of(upload), {"do": do, "attempt": upload.attempt, **fields}, follow=True)


def run_load(upload):
    services.upload_load({"pk": upload.pk})
    upload.refresh_from_db()


def test_from_the_first_page_to_the_batch(curator):
    assert ADD in curator.get("/admin/").content.decode()
    answer = hand_in(curator, file("page.txt", PAGE), file("empty.txt", ""), source="صحيفة المرفأ")
    upload = Upload.objects.get()
    assert answer.headers["Location"] == page_of(upload)
    shown = curator.get(page_of(upload)).content.decode()
    for words in (TITLE, "2019-04-03", "مذكور", "صحيفة المرفأ", "يُضاف", "الملف فارغ", "empty.txt"):
        assert words in shown
    assert not Article.objects.exists()
    assert not Batch.objects.exists()
    shown = act(curator, upload, "load").content.decode()
    assert 'http-equiv="refresh"' in shown
    run_load(upload)
    answer = curator.get(page_of(upload) + "?watch=1")
    assert answer.headers["Location"] == reverse("admin:catalog_batch_change", args=[upload.batch.pk])
    shown = curator.get(answer.headers["Location"]).content.decode()
    assert "الملف فارغ" in shown
    assert page_of(upload) in shown
    assert Article.objects.get().title == TITLE


def test_who_handed_in_loaded_and_discarded_is_in_the_history(curator, sign_in):
    hand_in(curator, file("page.txt", PAGE))
    upload = Upload.objects.get()
    colleague = sign_in("نديم", "ingest.add_upload", "catalog.view_article")
    act(colleague, upload, "load")
    run_load(upload)
    hand_in(curator, file("page.txt", PAGE))
    act(colleague, Upload.objects.latest("pk"), "discard")
    told = list(LogEntry.objects.order_by("pk").values_list("user__username", "change_message"))
    assert [name for name, _ in told] == ["سلمى", "نديم", "سلمى", "نديم"]
    assert "page.txt" in told[0][1]
    assert "بدأ التحميل" in told[1][1]
    assert "أُهمل الرفع" in told[3][1]
    assert upload.loaded_by.username == "نديم"
    assert "بدأ التحميل" in curator.get(f"/admin/ingest/upload/{upload.pk}/history/").content.decode()


@pytest.mark.parametrize(
    "rights",
    [(), ("ingest.view_upload",), ("ingest.add_upload",), ("catalog.add_article", "catalog.view_article")],
    ids=["nothing", "uploads-but-no-drafts", "adding-but-no-drafts", "articles-but-no-uploads"],
)
def test_who_lacks_a_permission_reaches_nothing(curator, sign_in, rights):
    hand_in(curator, file("page.txt", PAGE))
    upload = Upload.objects.get()
    other = sign_in("آخر", *rights)
    addresses = (ADD, PASTE, page_of(upload), f"/admin/ingest/upload/{upload.pk}/progress/", "/admin/ingest/upload/")
    assert [other.get(address).status_code for address in addresses] == [403] * 5
    assert hand_in(other, file("page.txt", PAGE)).status_code == 403
    assert other.post(page_of(upload), {"do": "load"}).status_code == 403
    assert ADD not in other.get("/admin/").content.decode()
    assert (Upload.objects.count(), Batch.objects.count()) == (1, 0)


def test_who_may_only_look_sees_the_preview_without_buttons(curator, sign_in):
    hand_in(curator, file("page.txt", PAGE))
    upload = Upload.objects.get()
    viewer = sign_in("قارئ", "ingest.view_upload", "catalog.view_article")
    shown = viewer.get(page_of(upload)).content.decode()
    assert TITLE in shown
    assert 'name="do"' not in shown
    assert viewer.post(page_of(upload), {"do": "load"}).status_code == 403
    assert viewer.get(ADD).status_code == 403


def test_forms_need_their_token(curator):
    curator.handler.enforce_csrf_checks = True
    hand_in(curator, file("page.txt", PAGE))
    assert curator.post(PASTE, {"text": PAGE, "kind": "text"}).status_code == 403
    assert not Upload.objects.exists()


def test_curators_have_the_permissions(sign_in):
    client = sign_in("مشرف", group="curator")
    assert client.get(ADD).status_code == 200


def test_no_file_at_all_is_refused_with_a_sentence(curator):
    answer = curator.post(ADD, {"source": ""})
    assert answer.status_code == 200
    assert "اختر ملفًا واحدًا على الأقل" in answer.content.decode()
    answer = curator.post(ADD, {"source": ""}, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()) == (400, {"errors": ["اختر ملفًا واحدًا على الأقل."]})


def test_too_much_is_refused_with_a_sentence(curator, settings):
    settings.ARCHIVE_UPLOAD_MB = 1
    answer = hand_in(curator, file("big.txt", "x" * (1 << 20)), file("more.txt", "x"))
    assert "1 ميغابايت" in answer.content.decode()
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "الملف فارغ"),
        ("binary.txt", bytes(range(256)) * 10, "رموز تحكّم"),
        ("binary.bin", bytes(range(256)) * 10, "رموز تحكّم"),
        ("cut.zip", b"PK\x03\x04", "ليس ملف ZIP سليمًا"),
        ("cut.pdf", b"%PDF-1.4", "PDF"),
        ("cut.docx", b"PK", "ZIP"),
        ("list.csv", "a,b\n1,2", "لم يُعرف عمود المتن"),
        ("lines.jsonl", '{"title": "بلا متن"}', "بلا متن"),
        ("feed.xml", "<a/>", "ليس خلاصة"),
    ],
)
def test_bad_input_is_named_with_its_reason_in_arabic(curator, name, content, words):
    hand_in(curator, file(name, content))
    upload = Upload.objects.get()
    shown = curator.get(page_of(upload)).content.decode()
    assert upload.counts["failed"] == 1
    assert name in shown
    assert words in shown
    assert 'value="load"' not in shown


def test_a_name_with_a_path_or_marks_of_direction_is_shown_without_them(curator):
    hand_in(curator, file("gpj\u202etxt.exe\u2066.txt", PAGE))
    upload = Upload.objects.get()
    shown = curator.get(page_of(upload)).content.decode()
    assert "gpjtxt.exe.txt" in shown
    assert "\u202e" not in shown
    assert [each.name for each in upload.files.all()] == ["gpjtxt.exe.txt"]


def test_the_same_name_twice_is_two_files(curator):
    hand_in(curator, file("page.txt", PAGE), file("page.txt", PAGE.replace("رصيف", "مرسى")))
    assert [each.name for each in Upload.objects.get().files.all()] == ["page.txt", "page (2).txt"]


def test_options_change_the_preview(curator):
    hand_in(curator, file("list.csv", f"ملخص,متن طويل,وقت\nعنوان,{BODY.replace(',', '')},2020-01-02\n"))
    upload = Upload.objects.get()
    (one,) = upload.files.all()
    shown = curator.get(page_of(upload)).content.decode()
    assert f'name="column-{one.pk}-title"' in shown
    fields = {f"column-{one.pk}-{name}": "-" for name in services.TABLE_FIELDS}
    fields |= {f"column-{one.pk}-title": "ملخص", f"column-{one.pk}-body": "متن طويل", f"column-{one.pk}-date": "وقت"}
    act(curator, upload, "read_anew", source="صحيفة المرفأ", **fields, **{f"format-{one.pk}": "csv"})
    row = Upload.objects.get().rows.get(attempt=2)
    assert (row.title, row.date, row.source) == ("عنوان", "2020-01-02", "صحيفة المرفأ")
    act(curator, upload, "read_anew", **fields, **{f"format-{one.pk}": "no-such"})
    assert upload.files.get().format == "csv"


def test_documents_are_left_out_and_taken_in_again(curator):
    rows = [json.dumps({"title": f"خبر {n}", "body": f"{BODY} {n}"}, ensure_ascii=False) for n in range(3)]
    hand_in(curator, file("a.jsonl", "\n".join(rows)))
    upload = Upload.objects.get()
    shown = act(curator, upload, "leave_out", document=[1, 3]).content.decode()
    assert "ما استُثني من التحميل (2)" in shown
    upload.refresh_from_db()
    assert upload.counts["added"] == 1
    act(curator, upload, "take_back", back=[upload.left_out[0]["sha256"]])
    act(curator, upload, "load")
    run_load(upload)
    assert {article.title for article in Article.objects.all()} == {"خبر 0", "خبر 1"}


def test_a_long_preview_comes_in_pages_and_can_be_filtered(curator):
    rows = [json.dumps({"title": f"خبر {n}", "body": f"{BODY} {n}"}, ensure_ascii=False) for n in range(60)]
    hand_in(curator, file("a.jsonl", "\n".join(rows)))
    address = page_of(Upload.objects.get())
    first, last = (curator.get(f"{address}?page={number}").content.decode() for number in (1, 3))
    assert "خبر 0<" in first
    assert "خبر 59<" not in first
    assert "خبر 59<" in last
    assert "لا مواد هنا" in curator.get(f"{address}?show=updated").content.decode()
    assert "خبر 0<" in curator.get(f"{address}?show=undated&page=no").content.decode()


def test_a_form_from_before_a_change_does_nothing_and_says_so(curator):
    hand_in(curator, file("page.txt", PAGE))
    upload = Upload.objects.get()
    stale = upload.attempt
    act(curator, upload, "read_anew", source="صحيفة المرفأ")
    shown = curator.post(page_of(upload), {"do": "load", "attempt": stale}, follow=True).content.decode()
    assert "تغيّرت حال هذا الرفع" in shown
    assert not Batch.objects.exists()


def test_a_table_without_a_known_column_of_titles_says_so_until_it_is_decided(curator):
    hand_in(curator, file("rows.csv", f"ترويسة الخبر,المتن\n{TITLE},{BODY}\n"))
    upload = Upload.objects.get()
    shown = "لم يُعرف عمود العناوين"
    assert shown in curator.get(page_of(upload)).content.decode()
    sheet = upload.files.get()
    act(
        curator, upload, "read_anew", **{f"column-{sheet.pk}-title": "ترويسة الخبر", f"column-{sheet.pk}-body": "المتن"}
    )
    for waiting in Upload.objects.filter(state="previewing"):
        services.upload_preview({"pk": waiting.pk, "attempt": waiting.attempt})
    page = curator.get(page_of(upload)).content.decode()
    assert shown not in page
    assert TITLE in page


@pytest.mark.parametrize("state", ["previewing", "ready", "loading", "loaded", "discarded"])
def test_the_page_answers_in_every_state_also_before_anything_is_counted(curator, state):
    curator.post(ADD, {"documents": [file("page.txt", PAGE)], "given_format": "auto"})
    upload = Upload.objects.get()
    Upload.objects.update(state=state, counts={}, checkpoint={})
    assert curator.get(page_of(upload)).status_code == 200


def test_the_page_says_so_if_the_background_process_does_not_run(curator, monkeypatch):
    hand_in(curator, file("page.txt", PAGE))
    upload = Upload.objects.get()
    assert "العملية الخلفية متوقفة" in act(curator, upload, "load").content.decode()
    answer = curator.get(f"/admin/ingest/upload/{upload.pk}/progress/").json()
    assert answer["stuck"] is True
    monkeypatch.setattr("archive.curation.admin.upload_page.is_working", lambda: True)
    assert curator.get(f"/admin/ingest/upload/{upload.pk}/progress/").json()["stuck"] is False
    Job.objects.filter(name=services.LOAD_JOB).update(state="failed")
    assert 'value="resume"' in curator.get(page_of(upload)).content.decode()
    act(curator, upload, "resume")
    assert services.upload_has_job(upload)
    run_load(upload)
    assert curator.get(f"/admin/ingest/upload/{upload.pk}/progress/").json()["next"].startswith("/admin/catalog/batch/")


def test_failures_can_be_tried_again_from_the_page(curator):
    hand_in(
        curator,
        file("page.txt", PAGE),
        file("news.dat", json.dumps({"title": "موسم", "body": BODY})),
        given_format="jsonl",
    )
    upload = Upload.objects.get()
    act(curator, upload, "load")
    run_load(upload)
    shown = curator.get(page_of(upload)).content.decode()
    assert "ما تعذّر إدخاله" in shown
    act(curator, upload, "retry")
    upload.refresh_from_db()
    assert f"/admin/catalog/batch/{upload.batches.get().pk}/" in curator.get(page_of(upload)).content.decode()
    assert upload.loaded_by is not None  # the page of the batch tells who loaded it
    page = upload.files.get(name="page.txt")
    act(curator, upload, "read_anew", **{f"format-{page.pk}": "text"})
    act(curator, upload, "load")
    run_load(upload)
    assert Article.objects.count() == 2


def test_pasted_text_becomes_an_article_with_the_address_that_was_stated(curator):
    typed = {
        "text": f"{BODY}\n{BODY} ثانية.",
        "kind": "text",
        "title": TITLE,
        "address": "https://a.example/1",
        "date": "2019-04-03",
    }
    curator.post(PASTE, typed)
    upload = Upload.objects.get()
    act(curator, upload, "load")
    run_load(upload)
    article = Article.objects.get()
    assert (article.title, article.url, article.published_value) == (TITLE, "https://a.example/1", "2019-04-03")


def test_a_long_text_can_be_pasted(curator):
    text = "\n".join(f"{BODY} {number}" for number in range(7_000))[:900_000]
    answer = curator.post(PASTE, {"text": text, "kind": "text", "title": TITLE})
    assert answer.status_code == 302
    assert Upload.objects.get().files.get().size > 1_500_000


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("address", "javascript:alert(1)", "مبدوءًا بـ https://"),
        ("address", "file:///etc/passwd", "مبدوءًا بـ https://"),
        ("date", "2019-02-31", "لا يوم بهذا التاريخ"),
        ("text", "  ", "ألصق نصًا"),
        ("kind", "pdf", "kind"),
    ],
)
def test_what_is_pasted_is_checked(curator, field, value, words):
    answer = curator.post(PASTE, {"text": BODY, "kind": "text", field: value})
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Upload.objects.exists()


def test_odd_addresses_and_actions_do_nothing(curator):
    hand_in(curator, file("page.txt", PAGE))
    upload = Upload.objects.get()
    for address in (
        "/admin/ingest/upload/99/change/",
        f"/admin/ingest/upload/{10**30}/progress/",
        "/admin/ingest/upload/x/change/",
    ):
        assert curator.get(address).status_code == 404
    curator.post(page_of(upload), {"do": "no-such"})
    curator.post(page_of(upload), {"do": "leave_out", "document": ["x", str(10**30), "7"]})
    upload.refresh_from_db()
    assert upload.counts["added"] == 1
