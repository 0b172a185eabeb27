"""Feeds in the admin: addresses are checked by their form alone, health is seen at a glance, fetching is asked for and not done."""

import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from archive.catalog.models import Batch, Job
from archive.curation.admin import feeds as pages
from archive.ingest.models import Feed, FeedFetch, FeedItem

pytestmark = pytest.mark.django_db
LIST, ADD = "/admin/ingest/feed/", "/admin/ingest/feed/add/"


@pytest.fixture
def curator(sign_in):
    return sign_in("curator", is_superuser=True)


@pytest.fixture
def feed(db):
    return Feed.objects.create(address="https://harbour.example/rss", name="صحيفة المرفأ", next_fetch_at=tomorrow())


def tomorrow():
    return timezone.now() + dt.timedelta(days=1)


def form(**given):
    return {
        "address": "https://harbour.example/rss",
        "is_active": "on",
        "interval_minutes": "30",
        "reads_pages": "on",
    } | given


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def change(feed):
    return f"{LIST}{feed.pk}/change/"


def test_a_feed_is_added_by_its_address_and_is_due_at_once(curator):
    assert curator.post(ADD, form(address=" HTTPS://Harbour.example/rss#top ")).status_code == 302
    feed = Feed.objects.get()
    assert (feed.address, feed.interval_minutes, feed.reads_pages) == ("https://harbour.example/rss", 30, True)
    assert feed.next_fetch_at <= timezone.now()
    assert LogEntry.objects.filter(object_id=feed.pk).count() == 1


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("ftp://harbour.example/rss", "ليس عنوان ويب"),
        ("https://user:secret@harbour.example/rss", "كلمة مرور"),
        ("https://harbour.example:8080/rss", "8080"),
        ("https://har bour/", "غير صحيح"),
        ("", "required|مطلوب|هذا الحقل"),
        ("https://harbour.example/" + "a" * 1000, "1000"),
    ],
)
def test_an_address_that_is_none_is_refused_with_the_reason(curator, address, said):
    page = text(curator.post(ADD, form(address=address)))
    assert any(part in page for part in said.split("|"))
    assert not Feed.objects.exists()


def test_nothing_is_resolved_or_fetched_in_the_request(curator, monkeypatch):
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: pytest.fail("resolved"))
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("connected"))
    curator.post(ADD, form(address="http://127.0.0.1/rss"))
    feed = Feed.objects.get()
    text(curator.get(change(feed)))
    curator.post(f"{LIST}{feed.pk}/act/", {"fetch": ""})
    text(curator.get(LIST))


def test_one_address_is_one_feed_however_it_is_written(curator, feed):
    assert "موجود" in text(curator.post(ADD, form(address="harbour.example/rss#a")))
    assert Feed.objects.count() == 1


def test_arabic_addresses_are_typed_and_shown_in_arabic(curator):
    curator.post(ADD, form(address="https://صحيفة.مصر/أخبار"))
    feed = Feed.objects.get()
    assert feed.address.isascii()
    assert "https://صحيفة.مصر/أخبار" in text(curator.get(LIST))
    page = curator.get(change(feed))
    assert 'value="https://صحيفة.مصر/أخبار"' in text(page)
    token = page.context["adminform"].form["seen_version"].value()
    assert (
        curator.post(
            change(feed), form(address="https://صحيفة.مصر/أخبار", name="الصحيفة", seen_version=token)
        ).status_code
        == 302
    )
    stored = Feed.objects.get()
    assert (stored.address, stored.name) == (feed.address, "الصحيفة")


@pytest.mark.parametrize("minutes", ["0", "4", "-30", "100000", "x"])
def test_an_interval_out_of_bounds_is_refused(curator, minutes):
    text(curator.post(ADD, form(interval_minutes=minutes)))
    assert not Feed.objects.exists()


def test_another_address_forgets_what_was_known_of_the_old_one(curator, feed):
    Feed.objects.update(
        etag='"a"', content_sha256="b", failures=4, last_error="x", title="قديم", articles_added=7, moved_to="c"
    )
    curator.post(change(feed), form(address="https://harbour.example/new"))
    feed = Feed.objects.get()
    assert (feed.etag, feed.content_sha256, feed.failures, feed.last_error, feed.title, feed.moved_to) == (
        "",
        "",
        0,
        "",
        "",
        "",
    )
    assert feed.articles_added == 7
    assert feed.next_fetch_at <= timezone.now()


def test_a_fetch_during_an_edit_is_no_conflict(curator, feed):
    token = curator.get(change(feed)).context["adminform"].form["seen_version"].value()
    Feed.objects.update(last_success_at=timezone.now(), failures=0, etag='"b"', articles_added=3)
    assert curator.post(change(feed), form(name="اسم", seen_version=token)).status_code == 302
    assert Feed.objects.get().articles_added == 3


def test_two_who_edit_one_feed_are_told(curator, feed):
    token = curator.get(change(feed)).context["adminform"].form["seen_version"].value()
    Feed.objects.update(interval_minutes=90)
    assert curator.post(change(feed), form(interval_minutes="60", seen_version=token)).status_code == 409


HEALTH = [
    ({}, "لم تُجلب بعد"),
    ({"last_success_at": timezone.now()}, "سليمة"),
    ({"failures": 1, "last_error": "الموقع متوقف"}, "تعذّر الأخير"),
    ({"failures": 3, "last_error": "الموقع متوقف"}, "معطلة"),
    ({"is_active": False}, "موقوفة"),
    ({"is_active": False, "last_error": "أزيلت"}, "أُوقفت لخطأ"),
    ({"next_fetch_at": timezone.now() - dt.timedelta(days=2)}, "متأخرة"),
]


@pytest.mark.parametrize(("columns", "label"), HEALTH)
def test_the_list_tells_the_health_and_the_last_error(curator, feed, columns, label):
    Feed.objects.update(**columns)
    page = text(curator.get(LIST))
    assert f">{label}</span>" in page
    assert columns.get("last_error", "صحيفة المرفأ") in page


@pytest.mark.parametrize(
    ("columns", "is_named"),
    [(columns, label in ("معطلة", "أُوقفت لخطأ", "متأخرة")) for columns, label in HEALTH],
)
def test_the_first_page_names_feeds_that_need_a_look(curator, feed, columns, is_named):
    Feed.objects.update(**columns)
    assert ("خلاصات تحتاج إلى نظر" in text(curator.get("/admin/"))) is is_named


def test_who_may_not_see_feeds_sees_none_of_it(sign_in, feed):
    Feed.objects.update(failures=9, last_error="سر")
    other = sign_in("other", "catalog.view_article")
    assert "صحيفة المرفأ" not in text(other.get("/admin/"))
    assert other.get(LIST).status_code == 403
    assert other.get(change(feed)).status_code == 403
    assert other.post(f"{LIST}{feed.pk}/act/", {"fetch": ""}).status_code == 403


def test_who_may_only_look_has_nothing_fetched(sign_in, feed):
    viewer = sign_in("viewer", "ingest.view_feed")
    assert "اجلب الآن" not in text(viewer.get(change(feed)))
    assert viewer.post(f"{LIST}{feed.pk}/act/", {"fetch": ""}).status_code == 403
    assert not Job.objects.exists()


def test_curators_set_up_feeds(sign_in):
    curator = sign_in("curator", group="curator")
    assert curator.post(ADD, form()).status_code == 302
    assert Feed.objects.exists()


def test_fetching_now_waits_for_the_background_process(curator, feed, monkeypatch):
    for works, said in ((True, "خلال لحظات"), (False, "العملية الخلفية متوقفة")):
        monkeypatch.setattr(pages, "is_working", lambda works=works: works)
        assert said in text(curator.post(f"{LIST}{feed.pk}/act/", {"fetch": ""}, follow=True))
    (job,) = Job.objects.filter(name="fetch_feed")
    assert job.payload == {"pk": feed.pk}
    assert LogEntry.objects.filter(object_id=feed.pk, change_message=pages.ASKED).exists()


def test_many_feeds_are_fetched_by_one_action(curator, feed):
    other = Feed.objects.create(address="https://fields.example/rss")
    curator.post(LIST, {"action": "fetch_now", "_selected_action": [feed.pk, other.pk]})
    assert Job.objects.filter(name="fetch_feed").count() == 2


def test_a_site_that_asked_to_wait_is_not_asked(curator, feed):
    Feed.objects.update(waits_until=tomorrow())
    page = text(curator.post(f"{LIST}{feed.pk}/act/", {"fetch": ""}, follow=True))
    assert "طلب الموقع ألا يُسأل" in page
    assert not Job.objects.exists()


def test_reading_the_page_of_an_action_changes_nothing(curator, feed):
    assert curator.get(f"{LIST}{feed.pk}/act/").status_code == 403
    assert curator.post(f"{LIST}9999/act/", {"fetch": ""}).status_code == 404
    assert not Job.objects.exists()


def test_the_address_to_which_a_feed_moved_is_taken_on_a_curators_word(curator, feed):
    Feed.objects.update(moved_to="https://harbour.example/new")
    assert "https://harbour.example/new" in text(curator.get(change(feed)))
    curator.post(f"{LIST}{feed.pk}/act/", {"move": ""})
    assert Feed.objects.get().address == "https://harbour.example/new"
    assert LogEntry.objects.filter(object_id=feed.pk).exists()


def test_an_address_that_another_feed_has_is_not_taken(curator, feed):
    Feed.objects.create(address="https://harbour.example/new")
    Feed.objects.filter(pk=feed.pk).update(moved_to="https://harbour.example/new")
    curator.post(f"{LIST}{feed.pk}/act/", {"move": ""})
    assert Feed.objects.get(pk=feed.pk).address == "https://harbour.example/rss"


def test_the_page_of_a_feed_shows_its_fetches_their_batches_and_what_was_not_read(curator, feed):
    batch = Batch.objects.create(label="خلاصة", added=4, updated=1)
    FeedFetch.objects.create(feed=feed, outcome="brought", status=200, size=2048, batch=batch, pages_read=3)
    FeedFetch.objects.create(feed=feed, outcome="failed", status=503, error="الموقع متوقف الآن (503).", notes=["<b>"])
    FeedItem.objects.create(
        feed=feed,
        import_key="page:a",
        digest="x",
        page="refused",
        address="https://harbour.example/%D8%A3",
        reason="لا يسمح robots.txt.",
    )
    FeedItem.objects.create(feed=feed, import_key="page:b", digest="x", page="waiting")
    page = text(curator.get(change(feed)))
    for part in (
        "أُضيف",
        f"/admin/catalog/batch/{batch.pk}/change/",
        "الموقع متوقف الآن (503).",
        "https://harbour.example/أ",
        "robots.txt",
    ):
        assert part in page
    assert "&lt;b&gt;" in page
    assert "صفحات تنتظر القراءة" in page


def test_a_deleted_feed_leaves_what_it_brought(curator, feed):
    batch = Batch.objects.create(label="خلاصة")
    FeedFetch.objects.create(feed=feed, outcome="brought", batch=batch)
    curator.post(f"{LIST}{feed.pk}/delete/", {"post": "yes"})
    assert not Feed.objects.exists()
    assert Batch.objects.get() == batch
