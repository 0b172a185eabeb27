"""A curator's way with material that comes in: hand files in, look at the preview, leave something out, load, open the batch."""

import json
import os
import re
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from archive.catalog.models import Article, Batch
from archive.ingest import upload_services as services
from archive.ingest.models import Upload
from tests.ingest.readers.written import docx_bytes, html_bytes

PASSWORD = "a long enough pass phrase"
SHOTS = os.environ.get("UPLOAD_SHOTS")
BODY = "افتتح الميناء رصيفا جديدا للسفن الكبيرة بعد عامين من العمل المتواصل في المرفأ القديم، وحضر الافتتاح جمع من الصيادين."
PAGE = (
    f"افتتاح رصيف جديد في الميناء القديم\nتاريخ النشر: 3 أبريل 2019\nالمصدر: صحيفة المرفأ\n{BODY}\n"
    "وقالت سلمى الحداد إن الرصيف يخدم القوارب الصغيرة كذلك.\n"
    "اقرأ أيضاً:\nعودة الصيادين إلى البحر بعد العاصفة\nسوق السمك تفتح أبوابها من جديد\n"
)
TABLE = f"الموضوع,متن الخبر,وقت الصدور\nموسم الزيتون,{BODY.replace('،', ' ')},2020-01-02\nسوق السمك,{BODY.replace('،', ' ')} اليوم,2020-01-03\n"
RECORDS = "\n".join(
    json.dumps(
        {
            "id": str(n),
            "title": f"خبر رقم {n}",
            "body": f"{BODY} {n}",
            "date": "1970-01-01" if n == 1 else "2021-05-04",
        },
        ensure_ascii=False,
    )
    for n in range(1, 4)
)
FILES = (
    ("الميناء.txt", "text/plain", PAGE.encode()),
    ("جدول.csv", "text/csv", TABLE.encode()),
    ("سجلات.jsonl", "application/json", (RECORDS + "\n{مقطوع").encode()),
    ("طيور.html", "text/html", html_bytes()),
    ("رسالة.docx", "application/octet-stream", docx_bytes()),
    ("فارغ.txt", "text/plain", b""),
)


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def curator(request, browser, archive):
    """A page on which a curator is signed in, at the width given, with and without JavaScript."""
    User.objects.create_superuser("سلمى", password=PASSWORD)

    def open_at(width):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, locale="ar", java_script_enabled=request.param,
            color_scheme="dark" if os.environ.get("UPLOAD_DARK") else "light",
        )  # fmt: skip
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.goto(archive + "/admin/login/?next=/admin/")
        page.fill("input[name=username]", "سلمى")
        page.fill("input[name=password]", PASSWORD)
        page.click("input[type=submit]")
        page.wait_for_url("**/admin/")
        page.has_script = request.param
        page.width = width
        return page

    opened, complaints = [], []
    yield open_at
    for context in opened:
        context.close()
    assert complaints == []


def shot(page, name):
    if SHOTS:
        kind = "script" if page.has_script else "plain"
        page.screenshot(path=str(Path(SHOTS) / f"{name}-{page.width}-{kind}.png"), full_page=True)


def fits(page):
    """No sideways scrolling of the page itself: an element that reaches beyond the window would make one."""
    if page.has_script:
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1")


def payloads(*files):
    return [{"name": name, "mimeType": kind, "buffer": content} for name, kind, content in files]


@pytest.mark.parametrize("width", [1280, 390])
def test_files_are_handed_in_previewed_and_loaded(curator, width):
    page = curator(width)
    shot(page, "home")
    page.click("text=إدخال مواد >> nth=0")
    if page.has_script:
        page.wait_for_selector("[data-upload-hint]:visible")
    page.set_input_files("input[type=file]", payloads(*FILES))
    if page.has_script:
        assert page.locator("[data-upload-chosen] li").count() == len(FILES)
    page.fill("input[name=source]", "وكالة الساحل")
    shot(page, "add")
    fits(page)
    page.click("button:has-text('ارفع وعاين')")
    page.wait_for_url(re.compile(r"/change/"))
    text = page.inner_text("#content")
    for words in (
        "ما سيحدث عند التحميل",
        "2019-04-03",
        "الملف فارغ",
        "سطر التاريخ",
        "صحيفة المرفأ",
        "يُقتطع منه",
        "1970-01-01",
    ):
        assert words in text
    assert Batch.objects.exclude(label__contains="sample").filter(label__contains="الميناء").count() == 0
    shot(page, "preview")
    fits(page)
    upload = Upload.objects.get()
    told = upload.counts

    page.check("input[name=document] >> nth=0")
    page.click("button:has-text('استثنِ المختار')")
    page.wait_for_selector("text=ما استُثني من التحميل")
    assert Upload.objects.get().counts["added"] == told["added"] - 1
    page.check("input[name=back]")
    page.click("button:has-text('أعد المختار')")
    page.wait_for_selector("text=أُعيد إلى ما يُحمَّل")

    page.locator("details.upload-options").evaluate("one => { one.open = true; }")
    table = upload.files.get(name="جدول.csv")
    page.select_option(f"select[name=column-{table.pk}-title]", "الموضوع")
    page.select_option(f"select[name=column-{table.pk}-date]", "وقت الصدور")
    shot(page, "options")
    fits(page)
    page.click("button:has-text('أعد القراءة')")
    page.wait_for_selector("h3:has-text('موسم الزيتون')")

    before = Article.objects.count()
    page.click("button:has-text('حمّل إلى الأرشيف')")
    page.wait_for_url(re.compile("watch=1"))
    assert "العملية الخلفية متوقفة" in page.inner_text("#content")
    shot(page, "progress")
    fits(page)
    services.upload_load({"pk": upload.pk})
    page.wait_for_url(re.compile("/admin/catalog/batch/"))
    assert Article.objects.count() - before == told["added"] + told["stubs"]
    assert "الملف فارغ" in page.inner_text("#content")
    shot(page, "batch")

    page.goto(page.url.split("/admin/")[0] + f"/admin/ingest/upload/{upload.pk}/change/")
    assert "أعد محاولة ما تعذّر" in page.inner_text("#content")
    shot(page, "loaded")
    fits(page)
    page.click("text=المواد المرفوعة >> nth=0")
    shot(page, "list")


@pytest.mark.parametrize("width", [1280, 390])
def test_text_is_pasted_and_previewed(curator, width):
    page = curator(width)
    page.click("text=إدخال مواد >> nth=0")
    page.click("text=نص أو صفحة تُلصق")
    page.fill("textarea[name=text]", f"{BODY}\n{BODY} ثانية.")
    page.fill("input[name=title]", "رصيف جديد")
    page.fill("input[name=address]", "https://a.example/news/7")
    shot(page, "paste")
    fits(page)
    page.click("button:has-text('عاين')")
    page.wait_for_url(re.compile(r"/change/"))
    assert page.inner_text(".preview__head h3") == "رصيف جديد"


def test_files_can_be_dropped_and_taken_away(curator):
    page = curator(1280)
    if not page.has_script:
        return
    page.click("text=إدخال مواد >> nth=0")
    page.wait_for_selector("[data-upload-hint]:visible")  # the script is at work
    page.evaluate(
        """() => {
          const dropped = new DataTransfer();
          for (const name of ["أول.txt", "ثان.txt"]) dropped.items.add(new File(["نص"], name));
          document.querySelector("[data-upload-drop]").dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true }));
        }"""
    )
    assert page.locator("[data-upload-chosen] bdi").all_inner_texts() == ["أول.txt", "ثان.txt"]
    page.click("[aria-label='أزل أول.txt']")
    assert page.evaluate("[...document.querySelector('input[type=file]').files].map((file) => file.name)") == [
        "ثان.txt"
    ]
