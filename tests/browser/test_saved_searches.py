"""A journalist's way with saved searches: save, see what is new, choose an alert, read its feed and its mail, delete."""

import re
from urllib.parse import unquote

import pytest
from django.contrib.auth.models import User
from django.core import mail

from archive import search
from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.desk import services
from archive.web.alerts import alerts_run


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()


@pytest.fixture(params=[1280, 390], ids=["wide", "narrow"])
def width(request):
    return request.param


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def journalist(request, browser, sign_in, width):
    """A page on which Huda is signed in, with and without JavaScript."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, locale="ar", java_script_enabled=request.param
    )
    sign_in(context, User.objects.create_user("huda", email="huda@example.org"))
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


def look(page, width):
    assert page.locator("html").get_attribute("dir") == "rtl"
    widths = page.locator("main").bounding_box()
    assert widths["x"] >= 0
    assert widths["width"] <= width


def publish(title):
    article_save(article=Article(title=title), paragraphs=[("lede", "وصل الوفد إلى هانوي.")])
    search.drain()
    services.arrivals_record()


def test_a_search_is_saved_watched_and_deleted(archive, journalist, width):
    page = journalist
    page.goto(f"{archive}/search/?q=هانوي&from=2024")
    page.get_by_role("link", name="احفظ هذا البحث").click()
    assert "هانوي" in page.locator("main").inner_text()
    assert "نُشر من 2024" in page.locator("main").inner_text()
    look(page, width)
    page.get_by_label("الاسم").fill("زيارة هانوي")
    page.get_by_label("ملاحظة لك").fill("للملف الأسبوعي")
    page.get_by_role("button", name="احفظه").click()
    page.wait_for_url("**/me/searches/")
    assert "لا جديد منذ زيارتك" in page.locator("main").inner_text()

    page.goto(f"{archive}/search/?q=هانوي")
    page.get_by_role("link", name="احفظ هذا البحث").click()
    page.get_by_role("button", name="احفظه").click()
    publish("بيان من هانوي")
    page.goto(f"{archive}/me/searches/")
    look(page, width)
    page.get_by_role("button", name="مقال جديد منذ زيارتك").click()
    assert "بيان من هانوي" in page.locator(".hits").inner_text()
    look(page, width)

    page.goto(f"{archive}/me/searches/")
    assert page.get_by_role("button", name="منذ زيارتك").count() == 0
    page.get_by_role("link", name="زيارة هانوي").click()
    page.get_by_label("متى يصلك جديده؟").select_option(label="كل أسبوع")
    page.get_by_label("الساعة").select_option("6")
    page.get_by_label("اليوم", exact=False).last.select_option(label="الخميس")
    page.get_by_role("button", name="احفظ الموعد").click()
    page.get_by_role("button", name="أنشئ خلاصة").click()
    address = page.locator("#feed-address").inner_text()
    assert page.request.get(address).status == 200
    look(page, width)
    page.get_by_role("button", name="اسحبها").click()
    assert page.request.get(address).status == 404

    page.get_by_text("احذف هذا البحث").click()
    page.get_by_role("button", name="احذفه نهائيًا").click()
    page.wait_for_url("**/me/searches/")
    assert page.get_by_role("link", name="زيارة هانوي").count() == 0


def test_who_is_not_signed_in_is_led_to_sign_in_and_back(archive, page):
    page.goto(f"{archive}/search/?q=هانوي")
    address = page.get_by_role("link", name="احفظ هذا البحث").get_attribute("href")
    answer = page.request.get(f"{archive}{address}", max_redirects=0)
    assert answer.status == 302
    assert "next=/me/searches/save/?q=هانوي" in unquote(unquote(answer.headers["location"]))


def test_a_mail_is_read_from_right_to_left_and_ended_from_its_link(archive, browser, width, settings):
    settings.ARCHIVE_SITE_URL = archive
    user = User.objects.create_user("huda", email="huda@example.org")
    saved = services.saved_search_add(user=user, name="زيارة هانوي", query="q=هانوي")
    services.alert_choose(user=user, key=saved.key, rhythm="instant", hour=7, weekday=6)
    publish("بيان من هانوي")
    alerts_run()
    html = mail.outbox[0].alternatives[0][0]
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.set_content(html)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("h2").first.evaluate("e => getComputedStyle(e).direction") == "rtl"
    sheet, title = page.locator(".sheet").bounding_box(), page.locator("h2 a").first.bounding_box()
    assert title["x"] + title["width"] > sheet["x"] + sheet["width"] - 40
    page.locator("h2 a").first.click()
    page.wait_for_url(re.compile("/articles/"))
    assert page.locator("h1").inner_text() == "بيان من هانوي"
    page.set_content(html)
    page.get_by_role("link", name="أوقفها").click()
    page.get_by_role("button", name="أوقفها").click()
    assert "أُوقفت" in page.locator("h1").inner_text()
    saved.refresh_from_db()
    assert not saved.has_mail
    context.close()
