"""Embargoed articles are published when their time has come: once, whatever interrupts it and whatever the clock says."""

import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.utils import timezone

from archive.catalog.jobs.registry import job_types
from archive.catalog.models import Article, OutboxEntry
from archive.catalog.services import article_save, article_withdraw
from archive.curation import embargoes
from archive.curation.history import recorded_note
from archive.curation.services import articles_set_state
from tests.curation.browser_forms import form_of

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def set_clock(monkeypatch):
    """Sets the clock to so many minutes after noon."""

    def set_clock(minutes):
        monkeypatch.setattr(embargoes.timezone, "now", lambda: NOON + dt.timedelta(minutes=minutes))

    return set_clock


@pytest.fixture
def embargo():
    """Saves an article that is embargoed until noon by a curator."""
    user = User.objects.create_user("huda")

    def embargo(title="خبر", **fields):
        article = article_save(article=Article(title=title, **fields), paragraphs=[("lede", "نص.")])
        articles_set_state(articles=[article], state="embargoed", embargo_until=NOON, user=user)
        return article

    return embargo


def run():
    embargoes.open_embargoes({})
    return list(Article.objects.order_by("pk").values_list("state", flat=True))


def test_it_is_published_at_its_time_and_indexed(embargo, set_clock):
    embargo()
    OutboxEntry.objects.all().delete()
    set_clock(-1)
    assert run() == ["embargoed"]
    assert not OutboxEntry.objects.exists()
    set_clock(0)
    assert run() == ["published"]
    assert OutboxEntry.objects.count() == 1
    assert Article.objects.get().embargo_until is None


def test_a_process_that_starts_late_publishes_at_once(embargo, set_clock):
    embargo()
    set_clock(60 * 24 * 30)
    assert job_types[embargoes.JOB].every_s == embargoes.EVERY_S
    assert job_types[embargoes.JOB].is_due()
    assert run() == ["published"]
    assert not job_types[embargoes.JOB].is_due()


def test_a_clock_that_is_set_back_hides_nothing_again(embargo, set_clock):
    embargo()
    for minutes in (1, -600):
        set_clock(minutes)
        assert run() == ["published"]


def test_the_history_tells_it_in_the_name_of_who_decided(embargo, set_clock):
    article = embargo()
    other = User.objects.create_user("other")
    LogEntry.objects.create(user=other, object_id=article.pk, object_repr="x", action_flag=2, change_message="[]")
    set_clock(1)
    run()
    run()
    (entry,) = [one for one in LogEntry.objects.all() if recorded_note(one) == embargoes.OPENED]
    assert (entry.user.username, entry.object_id) == ("huda", str(article.pk))


def test_the_history_knows_who_embargoed_it_in_the_articles_form(sign_in, set_clock):
    article = article_save(article=Article(title="خبر"), paragraphs=[("lede", "نص.")])
    address = f"/admin/catalog/article/{article.pk}/change/"
    for name, changed in (
        ("huda", {"state": "embargoed", "embargo_until": "2126-01-01T08:00"}),
        ("other", {"section": "محليات"}),
    ):
        client = sign_in(name, is_superuser=True)
        assert client.post(address, {**form_of(client.get(address).content.decode()), **changed}).status_code == 302
    Article.objects.update(embargo_until=NOON)
    set_clock(1)
    assert run() == ["published"]
    (entry,) = [one for one in LogEntry.objects.all() if recorded_note(one) == embargoes.OPENED]
    assert entry.user.username == "huda"


def test_what_was_withdrawn_meanwhile_stays_so(embargo, set_clock, monkeypatch):
    article = embargo()
    set_clock(1)
    monkeypatch.setattr(embargoes, "check_stop", lambda: article_withdraw(article=Article.objects.get(pk=article.pk)))
    assert run() == ["withdrawn"]


def test_a_run_that_is_killed_is_completed_by_the_next(embargo, set_clock, monkeypatch):
    for title in ("أول", "ثانٍ", "ثالث"):
        embargo(title)
    set_clock(1)
    publish, done = embargoes.article_publish, []

    def killed(*, article):
        publish(article=article)
        done.append(article)
        if len(done) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(embargoes, "article_publish", killed)
    with pytest.raises(KeyboardInterrupt):
        run()
    assert Article.objects.filter(state="published").count() == 1
    monkeypatch.setattr(embargoes, "article_publish", publish)
    assert run() == ["published"] * 3


def test_what_was_cut_from_an_article_opens_with_it_and_never_before(embargo, set_clock):
    story = article_save(article=Article(title="خبر"), paragraphs=[("lede", "نص.")])
    card = article_save(article=Article(title="بطاقة", kind="stub", parent=story), paragraphs=[])
    own = embargo("بطاقة مؤجلة", kind="stub", parent=story)
    articles_set_state(articles=[story], state="embargoed", embargo_until=timezone.now() + dt.timedelta(days=99_000))
    set_clock(1)
    assert run() == ["embargoed"] * 3
    Article.objects.filter(pk=story.pk).update(embargo_until=NOON)
    assert run() == ["published", "published", "embargoed"]
    assert run() == ["published"] * 3
    assert Article.objects.get(pk=card.pk).returns_to == Article.objects.get(pk=own.pk).returns_to == ""
