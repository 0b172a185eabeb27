"""Announcements become articles where their pages may be read, and stay announcements, with the reason, where not."""

import datetime as dt

import pytest
from django.utils import timezone

from archive.catalog.models import Article, Collision
from archive.catalog.services import article_delete, article_fields_curate, article_save
from archive.ingest.feeds import article_pages, pacing
from archive.ingest.feeds.run import feed_run
from archive.ingest.models import Feed, FeedItem
from archive.ingest.services import paths_import
from tests.ingest.feeds.site import BODY, TEASER, TEXT, item, rss, web_page

pytestmark = pytest.mark.django_db
STUB, ARTICLE = "stub", "article"


@pytest.fixture
def run(feed, gazetteer):
    return lambda: feed_run(Feed.objects.select_related("source").get(pk=feed.pk), lambda: gazetteer)


@pytest.fixture
def announce(site):
    """Put an announcement of `/a` into the feed, with a page behind it if one is given."""

    def announce(page=None, text=TEASER, path="/a", **given):
        site.answers["/feed"] = site.content(rss(item(site.url(path), text=text, **given)))
        if page is not None:
            site.answers[path] = page if callable(page) else site.content(page, "text/html; charset=utf-8")

    return announce


def the_item():
    return FeedItem.objects.get()


def test_the_page_turns_an_announcement_into_the_article(site, announce, run):
    announce(web_page())
    done = run()
    assert (done.pages_read, done.batch.stubs, done.batch.updated) == (1, 1, 1)
    article = Article.objects.get()
    assert (article.kind, article.title) == (ARTICLE, "عودة اللقالق إلى سهل البقاع")
    assert tuple(article.paragraphs.values_list("text", flat=True)) == BODY
    assert bytes(article.raw_document.content) == web_page()
    assert article.raw_document.origin == site.url("/a")
    assert the_item().page == "read"


def test_what_the_page_does_not_state_stays_as_the_item_said_it(announce, run):
    announce(web_page())
    run()
    article = Article.objects.get()
    assert (article.published_value, article.published_basis) == ("2019-04-03", "stated")
    assert article.source.name == "نشرة الحقول"


def test_a_day_that_the_page_states_counts(announce, run):
    announce(web_page(head='<meta property="article:published_time" content="2019-04-02T10:00:00+03:00">'))
    run()
    assert Article.objects.get().published_value == "2019-04-02"


def test_later_runs_leave_the_article_whole(site, announce, run):
    announce(web_page())
    run()
    outcomes = []
    for _ in range(2):
        Feed.objects.update(content_sha256="")
        outcomes.append(run().outcome)
    site.answers["/feed"] = site.content(
        rss(item(site.url("/a"), text=TEASER), item("https://fields.example/b", "المتحف"))
    )
    outcomes.append(run().outcome)
    assert outcomes == ["no_news", "no_news", "brought"]
    assert Article.objects.get(url=site.url("/a")).paragraphs.count() == len(BODY)
    assert site.paths().count("/a") == 1


def test_a_changed_announcement_has_its_page_read_again(site, announce, run):
    announce(web_page())
    run()
    announce(web_page(body=(*BODY, "تصحيح: عدد السنوات تسع لا عشر.")), text=f"{TEASER} محدث…")
    done = run()
    article = Article.objects.get()
    assert (article.kind, article.paragraphs.count(), done.pages_read) == (ARTICLE, 4, 1)


def test_the_feed_imported_by_hand_does_not_shrink_the_article_either(announce, run, tmp_path, site):
    announce(web_page())
    run()
    for name, text in (
        ("a.xml", f"{TEASER} من جديد…"),
        ("b.xml", BODY[0] + " وقد سرّ ذلك أهل القرى القريبة من السهل كثيرا."),
    ):
        (tmp_path / name).write_bytes(rss(item(site.url("/a"), text=text)))
        summary = paths_import(paths=[str(tmp_path / name)])
        assert (summary.counts.updated, summary.counts.unchanged) == (0, 1)
    assert Article.objects.get().paragraphs.count() == len(BODY)


def test_a_feed_that_begins_to_shorten_its_items_shrinks_no_article(site, announce, run):
    announce(text=TEXT)
    run()
    announce(text=TEASER)
    run()
    article = Article.objects.get()
    assert (article.kind, article.paragraphs.count()) == (ARTICLE, len(BODY))


def test_full_items_have_no_page_read(site, announce, run):
    announce(web_page(), text=TEXT)
    run()
    assert site.paths() == ["/feed"]


def test_no_page_is_read_where_a_curator_does_not_want_it_and_all_once_he_does(site, announce, run):
    Feed.objects.update(reads_pages=False)
    announce(web_page())
    run()
    assert site.paths() == ["/feed"]
    Feed.objects.update(reads_pages=True, content_sha256="")
    run()
    assert Article.objects.get().kind == ARTICLE


def test_robots_are_asked_first_and_once(site, announce, run):
    site.answers["/robots.txt"] = site.content(b"User-agent: *\nDisallow: /private/\n", "text/plain")
    announce(web_page())
    run()
    assert site.paths() == ["/feed", "/robots.txt", "/a"]


@pytest.mark.parametrize(
    "rule", ["User-agent: *\nDisallow: /a", "User-agent: Khizana\nDisallow: /", "User-agent: *\nDisallow: /*?x="]
)
def test_a_page_that_robots_disallow_is_not_asked_for(site, announce, run, rule):
    path = "/a?x=1" if "*?" in rule else "/a"
    site.answers["/robots.txt"] = site.content(rule.encode(), "text/plain")
    announce(web_page(), path=path)
    run()
    assert path not in site.paths()
    assert Article.objects.get().kind == STUB
    assert (the_item().page, "robots.txt" in the_item().reason) == ("refused", True)


def test_while_a_site_cannot_tell_its_rules_its_pages_wait(site, announce, run):
    site.answers["/robots.txt"] = site.status(503)
    announce(web_page())
    run()
    assert "/a" not in site.paths()
    assert the_item().page == "waiting"
    assert the_item().next_attempt_at > timezone.now()


def test_a_redirect_to_a_page_that_robots_disallow_is_not_followed(site, announce, run):
    site.answers["/robots.txt"] = site.content(b"User-agent: *\nDisallow: /hidden", "text/plain")
    site.answers["/hidden"] = site.content(web_page(), "text/html")
    announce(site.redirect("/hidden"))
    run()
    assert "/hidden" not in site.paths()


def test_a_delay_that_robots_ask_for_is_kept(site, announce, run):
    site.answers["/robots.txt"] = site.content(b"User-agent: *\nCrawl-delay: 25\n", "text/plain")
    announce(web_page())
    pacing_before = pacing.MAX_GAP_S
    pacing.MAX_GAP_S = 0.0
    try:
        run()
    finally:
        pacing.MAX_GAP_S = pacing_before
    pacing.set_gap("x", 25.0)
    pacing.take_turn("x")
    assert 20 < pacing.wait_s("x") <= 25


@pytest.mark.parametrize("link", ["http://127.0.0.1:1/a", "https://elsewhere.example/a", "http://10.0.0.1/a"])
def test_pages_of_other_sites_are_not_asked_for(site, run, link):
    site.answers["/feed"] = site.content(rss(item(link, text=TEASER)))
    run()
    assert site.paths() == ["/feed"]
    assert (the_item().page, the_item().reason) == ("refused", "الصفحة في موقع غير موقع الخلاصة.")


def test_a_redirect_to_another_site_is_not_followed(site, other_site, announce, run, settings):
    settings.ARCHIVE_FEED_PRIVATE_HOSTS |= {f"127.0.0.1:{other_site.port}"}
    announce(site.redirect(other_site.url("/a")))
    run()
    assert other_site.requests == []
    assert the_item().page == "refused"


OTHER = ("افتتح المتحف البحري في مدينة صور جناحا جديدا يعرض قواربا خشبية من القرن الماضي رممها حرفيون من المنطقة.",) * 4
UNREAD = [
    (web_page("الصفحة الرئيسية", OTHER), "غير نص المادة"),
    (b"<html><body><p>x</p></body></html>", "لا يُقرأ|لم يُعثر"),
    (b"", "لا يُقرأ"),
]


@pytest.mark.parametrize(("content", "said"), UNREAD)
def test_a_page_without_the_article_changes_nothing(announce, run, content, said):
    announce(content)
    run()
    article = Article.objects.get()
    assert (article.kind, article.paragraphs.count()) == (STUB, 1)
    assert the_item().page == "refused"
    assert any(part in the_item().reason for part in said.split("|"))
    assert not Collision.objects.exists()


def test_a_page_that_is_a_picture_is_not_read(site, announce, run):
    announce(site.content(b"\x89PNG", "image/png"))
    run()
    assert "image/png" in the_item().reason


@pytest.mark.parametrize(
    ("status", "page"), [(404, "refused"), (410, "refused"), (403, "refused"), (500, "waiting"), (429, "waiting")]
)
def test_errors_that_may_pass_are_tried_again_later(site, announce, run, status, page):
    announce(site.status(status))
    run()
    run()
    assert site.paths().count("/a") == 1
    assert the_item().page == page


def test_a_page_is_given_up_after_some_attempts(site, announce, run):
    announce(site.status(500))
    for _ in range(article_pages.MAX_ATTEMPTS + 2):
        run()
        FeedItem.objects.update(next_attempt_at=timezone.now())
    assert site.paths().count("/a") == article_pages.MAX_ATTEMPTS
    assert the_item().page == "refused"


def test_a_site_that_asks_to_wait_is_not_asked_for_further_pages(site, run):
    links = [site.url(f"/{name}") for name in "abc"]
    site.answers["/feed"] = site.content(rss(*(item(link, f"خبر {link}", TEASER) for link in links)))
    site.answers["/a"] = site.status(429, Retry_After="86400")
    run()
    assert [path for path in site.paths() if path in ("/a", "/b", "/c")] == ["/a"]
    waiting = FeedItem.objects.get(address=links[0])
    assert waiting.next_attempt_at > timezone.now() + dt.timedelta(hours=23)


def test_a_run_reads_some_pages_and_the_next_ones_the_rest(site, run, monkeypatch):
    monkeypatch.setattr(article_pages, "MAX_PAGES", 2)
    for number in range(5):
        site.answers[f"/{number}"] = site.content(web_page(f"الخبر رقم {number}"), "text/html")
    site.answers["/feed"] = site.conditional(
        rss(*(item(site.url(f"/{number}"), f"الخبر رقم {number}", TEASER) for number in range(5))), '"v1"'
    )
    assert [run().pages_read for _ in range(4)] == [2, 2, 1, 0]
    assert Article.objects.filter(kind=ARTICLE).count() == 5


def test_what_a_curator_set_stays(site, announce, run):
    Feed.objects.update(reads_pages=False)
    announce(web_page("عودة اللقالق"))
    run()
    article = Article.objects.get()
    article.title = "عنوان المحرر"
    article_save(article=article, fields=["title"], paragraphs=None)
    article_fields_curate(article=article, columns=["title"])
    Feed.objects.update(reads_pages=True, content_sha256="")
    run()
    article.refresh_from_db()
    assert (article.title, article.kind) == ("عنوان المحرر", ARTICLE)


def test_a_withdrawn_announcement_stays_withdrawn(announce, run):
    Feed.objects.update(reads_pages=False)
    announce(web_page())
    run()
    Article.objects.update(state="withdrawn")
    Feed.objects.update(reads_pages=True, content_sha256="")
    run()
    assert Article.objects.get().state == "withdrawn"


def test_a_deleted_announcement_has_no_page_asked_for(site, announce, run):
    Feed.objects.update(reads_pages=False)
    announce(web_page())
    run()
    article_delete(article=Article.objects.get())
    Feed.objects.update(reads_pages=True, content_sha256="")
    run()
    assert site.paths() == ["/feed", "/feed"]
    assert not Article.objects.exists()


def test_a_page_that_names_another_address_as_its_own_is_still_the_items_article(site, announce, run):
    canonical = site.url("/news/a-long-address")
    announce(web_page(head=f'<link rel="canonical" href="{canonical}">'))
    run()
    article = Article.objects.get()
    assert (article.kind, article.url) == (ARTICLE, canonical)
    Feed.objects.update(content_sha256="")
    assert run().outcome == "no_news"
    assert Article.objects.get().kind == ARTICLE


def test_an_article_that_is_there_under_its_own_address_is_not_added_twice(site, announce, run, tmp_path):
    canonical = site.url("/news/a-long-address")
    page = web_page(head=f'<link rel="canonical" href="{canonical}">')
    (tmp_path / "a.html").write_bytes(page)
    paths_import(paths=[str(tmp_path / "a.html")])
    announce(page)
    run()
    assert "من قبل" in the_item().reason
    assert Article.objects.filter(kind=ARTICLE).count() == 1
