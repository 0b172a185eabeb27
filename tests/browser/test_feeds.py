"""A curator sets up a feed, has it fetched, and sees in the admin what came of it."""

import pytest
from django.contrib.auth.models import User

from archive.catalog.jobs import worker
from archive.ingest.feeds import pacing, robots
from tests.browser.layout import no_sideways_scrolling
from tests.ingest.feeds.site import TEASER, Site, item, rss, web_page


@pytest.fixture
def site(settings, monkeypatch):
    monkeypatch.setattr(pacing, "GAP_S", 0.0)
    robots.forget()
    site = Site()
    settings.ARCHIVE_FEED_PRIVATE_HOSTS = frozenset({f"127.0.0.1:{site.port}"})
    site.answers["/a"] = site.content(web_page(), "text/html")
    site.answers["/feed"] = site.content(
        rss(item(site.url("/a"), text=TEASER), item("https://fields.example/b", "المتحف"))
    )
    yield site
    site.close()


def work():
    while worker.run_one_job():
        pass


def test_a_feed_from_its_address_to_its_articles(page, archive, site):
    User.objects.create_superuser("curator", password="a long enough pass phrase")
    page.goto(f"{archive}/admin/login/?next=/admin/ingest/feed/add/")
    page.fill("[name=username]", "curator")
    page.fill("[name=password]", "a long enough pass phrase")
    page.press("[name=password]", "Enter")
    page.fill("[name=address]", "ftp://fields.example")
    page.press("[name=address]", "Enter")
    assert "ليس عنوان ويب" in page.inner_text(".errorlist")
    assert no_sideways_scrolling(page)
    page.fill("[name=address]", site.url())
    page.press("[name=address]", "Enter")
    page.locator("#result_list", has_text="لم تُجلب بعد").wait_for()
    work()
    page.reload()
    page.locator("#result_list", has_text="سليمة").wait_for()
    assert no_sideways_scrolling(page)
    page.click("#result_list tbody th a")
    assert "صفحات قُرئت: 1" in page.inner_text(".feed-log")
    assert no_sideways_scrolling(page)
    site.answers["/feed"] = site.status(503)
    page.click("text=اجلب الآن")
    work()
    page.reload()
    assert "الموقع متوقف الآن (503)." in page.inner_text(".index-status")
    page.click(".feed-log a")
    assert "نشرة الحقول" in page.inner_text("#content")
