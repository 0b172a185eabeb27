"""One run of one feed after another, against a real server: what comes in, what the log says, when it is due again."""

import datetime as dt

import pytest
from django.utils import timezone

from archive.catalog.models import Article, Batch, RawDocument, Source, Tombstone
from archive.catalog.services import article_delete
from archive.ingest.feed_services import feed_save
from archive.ingest.feeds import run as module
from archive.ingest.feeds.run import KEPT_FETCHES, feed_run, runs_close
from archive.ingest.models import Feed, FeedFetch
from tests.ingest.feeds.site import BODY, item, rss

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(feed, gazetteer):
    """Run the feed as it is stored now."""

    def run():
        return feed_run(Feed.objects.select_related("source").get(pk=feed.pk), lambda: gazetteer)

    return run


def stored(feed):
    return Feed.objects.get(pk=feed.pk)


def minutes(feed):
    return (stored(feed).next_fetch_at - timezone.now()) / dt.timedelta(minutes=1)


def test_items_become_articles_of_a_batch_that_names_the_feed(site, feed, run):
    content = rss(item("https://fields.example/a"), item("https://fields.example/b", "افتتاح المتحف البحري"))
    site.answers["/feed"] = site.content(content)
    done = run()
    assert (done.outcome, done.status, done.size, done.error) == ("brought", 200, len(content), "")
    assert done.batch.label == "خلاصة: نشرة الحقول"
    assert (done.batch.added, done.batch.stubs, done.batch.finished_at is None) == (2, 0, False)
    article = Article.objects.get(url="https://fields.example/a")
    assert (article.published_value, article.published_basis) == ("2019-04-03", "stated")
    assert article.source.name == "نشرة الحقول"
    assert bytes(article.raw_document.content) == content
    assert article.raw_document.origin == site.url()
    feed = stored(feed)
    assert (feed.title, feed.articles_added, feed.failures, feed.last_error) == ("نشرة الحقول", 2, 0, "")
    assert feed.last_success_at <= feed.last_fetched_at


def test_the_same_items_are_counted_once_over_three_runs(site, feed, run):
    site.answers["/feed"] = site.content(
        rss(item("https://fields.example/a"), item("https://fields.example/b", "المتحف"))
    )
    outcomes = [run().outcome for _ in range(3)]
    assert outcomes == ["brought", "no_news", "no_news"]
    assert (Article.objects.count(), Batch.objects.count(), RawDocument.objects.count()) == (2, 1, 1)
    assert stored(feed).articles_added == 2


def test_one_new_item_among_known_ones_is_one_article_more(site, feed, run):
    old = item("https://fields.example/a")
    site.answers["/feed"] = site.content(rss(old))
    run()
    site.answers["/feed"] = site.content(rss(item("https://fields.example/b", "المتحف"), old))
    done = run()
    assert (done.batch.added, done.batch.updated, done.batch.unchanged) == (1, 0, 1)
    assert Article.objects.count() == 2


def test_a_correction_updates_its_article(site, feed, run):
    site.answers["/feed"] = site.content(rss(item("https://fields.example/a")))
    run()
    site.answers["/feed"] = site.content(rss(item("https://fields.example/a", "عودة اللقالق إلى البقاع (مصحح)")))
    assert run().batch.updated == 1
    assert Article.objects.get().title == "عودة اللقالق إلى البقاع (مصحح)"


def test_servers_are_asked_whether_anything_changed(site, feed, run):
    site.answers["/feed"] = site.conditional(rss(item("https://fields.example/a")), '"v1"')
    run()
    done = run()
    assert site.requests[1][1]["If-None-Match"] == '"v1"'
    assert (done.outcome, done.status, done.size) == ("no_news", 304, None)


def test_the_date_of_the_last_change_is_sent_back_as_it_came(site, feed, run):
    date = "Wed, 03 Apr 2019 00:30:00 GMT"
    site.answers["/feed"] = site.content(rss(item("https://fields.example/a")), Last_Modified=date)
    run()
    run()
    assert site.requests[1][1]["If-Modified-Since"] == date


def test_bytes_that_are_the_same_are_not_read_again(site, feed, run, monkeypatch):
    site.answers["/feed"] = site.content(rss(item("https://fields.example/a")))
    run()
    monkeypatch.setattr("archive.ingest.feeds.run.read_bytes", lambda *_: pytest.fail("read again"))
    assert run().outcome == "no_news"


def test_articles_that_a_curator_deleted_stay_deleted(site, feed, run):
    site.answers["/feed"] = site.content(rss(item("https://fields.example/a")))
    run()
    article_delete(article=Article.objects.get())
    Feed.objects.update(content_sha256="")
    assert run().outcome == "no_news"
    assert not Article.objects.exists()
    Tombstone.objects.all().delete()
    Feed.objects.update(content_sha256="")
    assert run().batch.added == 1


def test_the_source_that_a_curator_gives_counts_for_items_that_name_none(site, feed, run):
    Feed.objects.update(source=Source.objects.create(name="صحيفة الحقول"))
    site.answers["/feed"] = site.content(rss(item("https://fields.example/a")))
    run()
    assert Article.objects.get().source.name == "صحيفة الحقول"


FAILURES = [
    (401, "تسجيل دخول"), (403, "يرفض"), (404, "404"), (429, "طلبات أقل"), (500, "عطل"), (503, "متوقف"), (418, "418"),
]  # fmt: skip


@pytest.mark.parametrize(("status", "said"), FAILURES)
def test_an_error_of_the_server_is_told_and_the_feed_goes_on(site, feed, run, status, said):
    site.answers["/feed"] = site.status(status)
    done = run()
    assert (done.outcome, done.status, done.batch) == ("failed", status, None)
    assert said in done.error
    feed = stored(feed)
    assert (feed.failures, feed.last_error, feed.is_active, feed.last_success_at) == (1, done.error, True, None)


def test_failures_in_a_row_wait_longer_each_time_up_to_a_day(site, feed, run):
    site.answers["/feed"] = site.status(500)
    waits = []
    for _ in range(10):
        run()
        waits.append(minutes(feed))
    assert all(30 * 2**n * 0.99 <= wait <= 30 * 2**n * 1.16 for n, wait in enumerate(waits[:6]))
    assert all(24 * 60 * 0.99 <= wait <= 24 * 60 * 1.16 for wait in waits[6:])
    site.answers["/feed"] = site.content(rss(item("https://fields.example/a")))
    run()
    assert 29 < minutes(feed) < 35
    assert stored(feed).failures == 0


def test_a_feed_of_a_long_interval_does_not_come_sooner_for_failing(site, feed, run):
    Feed.objects.update(interval_minutes=3 * 24 * 60)
    site.answers["/feed"] = site.status(500)
    run()
    assert minutes(feed) > 3 * 24 * 60 - 1


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_asks_to_wait_is_left_alone_for_so_long(site, feed, run, status):
    site.answers["/feed"] = site.status(status, Retry_After="7200")
    run()
    assert 119 < minutes(feed) < 121
    at = timezone.now() + dt.timedelta(hours=5)
    site.answers["/feed"] = site.status(status, Retry_After=f"{at:%a, %d %b %Y %H:%M:%S GMT}")
    run()
    assert 298 < minutes(feed) < 301


@pytest.mark.parametrize("asked", ["-5", "soon", "999999999999999999", "Wed, 03 Apr 1019 00:30:00 GMT", "٣٠"])
def test_an_odd_request_to_wait_is_bounded(site, feed, run, asked):
    site.answers["/feed"] = site.status(503, Retry_After=asked.encode().decode("latin-1"))
    run()
    assert 29 < minutes(feed) <= 7 * 24 * 60


def test_a_feed_that_is_gone_is_asked_no_more(site, feed, run):
    site.answers["/feed"] = site.status(410)
    assert "أُوقفت متابعتها" in run().error
    assert stored(feed).is_active is False


def test_where_a_feed_has_moved_for_good_is_noted(site, feed, run):
    site.answers["/feed"] = site.redirect("/new", 301)
    site.answers["/new"] = site.content(rss(item("https://fields.example/a")))
    assert run().outcome == "brought"
    assert stored(feed).moved_to == site.url("/new")


NO_FEEDS = [
    (b"", "text/xml", "فارغ"),
    (b"<html><body>hello</body></html>", "text/html", "صفحة ويب"),
    (b"<html><head><link rel='alternate' type='application/rss+xml' href='/real.xml'></head></html>", "text/html", "/real.xml"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "image/png"),
    (b"<rss version='2.0'><channel><title>x", "application/rss+xml", "ليس خلاصة"),
    (b'{"version": "https://jsonfeed.org/version/1"}', "application/json", "ليس خلاصة"),
    (b"%PDF-1.7", "application/pdf", "ليس خلاصة"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "kind", "said"), NO_FEEDS)
def test_what_is_no_feed_is_told(site, feed, run, content, kind, said):
    site.answers["/feed"] = site.content(content, kind)
    done = run()
    assert done.outcome == "failed" or b"<rss" in content
    assert said in done.error or b"<rss" in content
    assert not Batch.objects.exists()


def test_entities_neither_multiply_nor_read_files(site, feed, run, tmp_path):
    (tmp_path / "secret").write_text("سر الخزانة المكتوم", encoding="utf-8")
    tenfold = (f"&a{n - 1};" * 10 if n else "ha" for n in range(12))
    bomb = "".join(f'<!ENTITY a{n} "{value}">' for n, value in enumerate(tenfold))
    external = f'<!ENTITY secret SYSTEM "{(tmp_path / "secret").as_uri()}">'
    for number, (entities, name) in enumerate(((bomb, "a11"), (external, "secret"))):
        content = rss(item(f"https://fields.example/{number}")).decode()
        content = content.replace("<rss", f"<!DOCTYPE rss [{entities}]><rss").replace(
            "عودة اللقالق", f"عودة &{name}; اللقالق"
        )
        site.answers["/feed"] = site.content(content.encode())
        run()
    printed = [
        text
        for article in Article.objects.all()
        for text in (article.title, *article.paragraphs.values_list("text", flat=True))
    ]
    assert not any("المكتوم" in text or len(text) > 10_000 for text in printed)


def test_a_feed_sent_as_a_page_is_read_all_the_same(site, feed, run):
    site.answers["/feed"] = site.content(rss(item("https://fields.example/a")), "text/html; charset=utf-8")
    assert run().outcome == "brought"


def test_what_precedes_damage_comes_in_and_the_damage_is_noted(site, feed, run):
    content = rss(item("https://fields.example/a"), item("https://fields.example/b", "المتحف"))
    site.answers["/feed"] = site.content(content[: content.rindex(b"<title>") + 9])
    done = run()
    assert (done.outcome, done.batch.added) == ("brought", 1)
    assert done.notes
    assert done.batch.failed == len(done.notes)


def test_an_error_of_ours_is_the_feeds_failure_and_no_more(site, feed, run, monkeypatch):
    site.answers["/feed"] = site.content(rss(item("https://fields.example/a")))
    monkeypatch.setattr("archive.ingest.feeds.run.read_bytes", lambda *_: 1 / 0)
    assert "غير متوقع" in run().error
    assert stored(feed).failures == 1
    monkeypatch.undo()
    assert run().outcome == "brought"


def test_what_a_curator_saves_during_a_run_stays(site, feed, run, monkeypatch):
    fetch = module.fetch

    def fetch_while_edited(*args, **given):
        found = fetch(*args, **given)
        edited = stored(feed)
        edited.name, edited.interval_minutes = "اسم جديد", 60
        feed_save(feed=edited)
        return found

    monkeypatch.setattr(module, "fetch", fetch_while_edited)
    site.answers["/feed"] = site.content(rss(item("https://fields.example/a")), ETag='"v1"')
    run()
    feed = stored(feed)
    assert (feed.name, feed.interval_minutes, feed.etag, feed.articles_added) == ("اسم جديد", 60, "", 1)
    assert feed.next_fetch_at <= timezone.now()


def test_conditions_that_cannot_be_sent_back_are_not_kept(site, feed, run):
    site.answers["/feed"] = site.content(rss(item("https://fields.example/a")), ETag='"v\r\n 1"', Last_Modified="a\tb")
    run()
    assert (stored(feed).etag, stored(feed).last_modified) == ("", "")


def test_a_feed_that_is_deleted_during_its_run_harms_nothing(site, feed, run, monkeypatch):
    fetch = module.fetch
    monkeypatch.setattr(module, "fetch", lambda *a, **g: (Feed.objects.all().delete(), fetch(*a, **g))[1])
    site.answers["/feed"] = site.content(rss(item("https://fields.example/a")))
    run()
    assert not FeedFetch.objects.exists()


def test_the_log_is_bounded(site, feed, run):
    FeedFetch.objects.bulk_create(FeedFetch(feed=feed, outcome="no_news") for _ in range(KEPT_FETCHES + 30))
    site.answers["/feed"] = site.status(500)
    newest = run()
    assert FeedFetch.objects.count() == KEPT_FETCHES
    assert FeedFetch.objects.first() == newest


def test_a_run_whose_process_died_is_marked(feed):
    run = FeedFetch.objects.create(feed=feed)
    runs_close()
    run.refresh_from_db()
    assert (run.outcome, run.finished_at is None) == ("interrupted", False)


def test_an_article_reads_as_the_item_was_written(site, feed, run):
    site.answers["/feed"] = site.content(rss(item("https://fields.example/a")))
    run()
    assert tuple(Article.objects.get().paragraphs.values_list("text", flat=True)) == BODY
