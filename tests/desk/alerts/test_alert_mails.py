"""Mails of alerts: one for what is new, at their time, sent again until the server takes them."""

import datetime as dt
import socket

import pytest
from django.utils import timezone

from archive import search
from archive.catalog.services import article_publish, article_withdraw
from archive.desk import selectors, services
from archive.desk.models import Delivery
from archive.desk.services import alert_mails

State = Delivery.State


@pytest.fixture
def server_is_down(settings):
    """Mails go to a port where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = free.getsockname()[1]
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"

    def up():
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    return up


def test_each_article_is_mailed_once(make_article, watch, run, mailoutbox):
    watch()
    articles = [make_article(), make_article("عاد إلى الميناء.")]
    assert run().sent == 1
    assert run().sent == 0
    articles.append(make_article("غادر الميناء."))
    assert run().sent == 1
    bodies = [mail.body for mail in mailoutbox]
    assert [sum(article.key in body for body in bodies) for article in articles] == [1, 1, 1]
    assert len({mail.extra_headers["Message-ID"] for mail in mailoutbox}) == 2


def test_a_digest_waits_for_its_hour_and_gathers(make_article, watch, run, mailoutbox, monkeypatch):
    saved = watch(rhythm="daily")
    make_article()
    run()
    make_article("عاد إلى الميناء.")
    run()
    assert mailoutbox == []
    saved.mailed_at = timezone.now() - dt.timedelta(days=1, minutes=1)
    saved.save()
    assert run().sent == 1
    assert "مقالان جديدان" in mailoutbox[0].subject
    assert run().sent == 0


def test_a_digest_without_anything_new_is_not_sent(watch, run, mailoutbox):
    saved = watch(rhythm="daily")
    saved.mailed_at = timezone.now() - dt.timedelta(days=2)
    saved.save()
    assert run().sent == 0
    assert mailoutbox == []


def test_while_the_server_is_down_nothing_is_lost_and_its_owner_sees_it(
    huda, make_article, watch, run, mailoutbox, server_is_down, caplog
):
    saved = watch()
    first = make_article()
    assert (run().failed, run().failed) == (1, 0)  # the second run waits for the next attempt
    waiting = selectors.searches_with_waiting_mail(huda)[saved.pk]
    assert waiting.attempts == 1
    assert "ConnectionRefusedError" in waiting.error
    assert "ConnectionRefusedError" in caplog.text
    assert list(selectors.mails_in_trouble()) == [waiting]
    later = make_article("عاد إلى الميناء.")
    Delivery.objects.update(next_attempt_at=timezone.now())
    assert run().failed == 1
    again = Delivery.objects.get()
    assert again.next_attempt_at - timezone.now() > dt.timedelta(seconds=100)  # doubled
    server_is_down()
    Delivery.objects.update(next_attempt_at=timezone.now())
    run()
    run()
    assert [first.key in mail.body for mail in mailoutbox] == [True, False]
    assert [later.key in mail.body for mail in mailoutbox] == [False, True]
    assert mailoutbox[0].extra_headers["Message-ID"] == waiting.message_id
    assert not selectors.mails_in_trouble().exists()


def test_a_server_that_is_down_is_asked_once_a_run(make_article, watch, run, server_is_down):
    for _ in range(3):
        watch()
    make_article()
    result = run()
    assert (result.failed, result.waiting) == (1, 3)


def test_waits_grow_to_six_hours(make_article, watch, run, server_is_down):
    watch()
    make_article()
    run()
    Delivery.objects.update(attempts=500, next_attempt_at=timezone.now())
    run()
    wait = Delivery.objects.get().next_attempt_at - timezone.now()
    assert dt.timedelta(hours=5, minutes=58) < wait <= dt.timedelta(hours=6)


def test_what_is_withdrawn_before_it_is_sent_is_not_sent_and_comes_later_if_it_returns(
    make_article, watch, run, mailoutbox, server_is_down
):
    watch()
    gone, stays = make_article(), make_article("عاد إلى الميناء.")
    run()
    article_withdraw(article=gone)
    server_is_down()
    Delivery.objects.update(next_attempt_at=timezone.now())
    run()
    article_publish(article=gone)
    search.drain()
    run()
    assert [gone.key in mail.body for mail in mailoutbox] == [False, True]
    assert [stays.key in mail.body for mail in mailoutbox] == [True, False]


def test_a_mail_of_which_nothing_is_left_is_not_sent(make_article, watch, run, mailoutbox, server_is_down):
    watch()
    article = make_article()
    run()
    article_withdraw(article=article)
    server_is_down()
    Delivery.objects.update(next_attempt_at=timezone.now())
    run()
    assert mailoutbox == []
    assert Delivery.objects.get().state == State.EMPTY


def test_who_ends_the_mails_gets_none_that_waits(make_article, watch, run, mailoutbox, server_is_down):
    saved = watch()
    make_article()
    run()
    services.alert_unsubscribe(key=saved.key)
    server_is_down()
    run()
    assert mailoutbox == []
    assert not Delivery.objects.exists()


def test_mail_chosen_beside_a_feed_tells_of_what_comes_from_then_on(huda, make_article, watch, run, mailoutbox):
    saved = watch(rhythm="none", feed=True)
    before = make_article()
    run()
    services.alert_choose(user=huda, key=saved.key, rhythm="instant", hour=7, weekday=6)
    after = make_article("عاد إلى الميناء.")
    run()
    assert len(mailoutbox) == 1
    assert before.key not in mailoutbox[0].body
    assert after.key in mailoutbox[0].body
    assert len(selectors.finds_of_feed(saved)) == 2


def test_without_an_address_nothing_is_decided_and_nothing_lost(huda, make_article, watch, run, mailoutbox):
    watch()
    make_article()
    huda.email = ""
    huda.save()
    run()
    assert not Delivery.objects.exists()
    huda.email = "new@example.org"
    huda.save()
    run()
    assert [mail.to for mail in mailoutbox] == [["new@example.org"]]


def test_an_owner_deactivated_after_the_mail_was_decided_does_not_get_it(
    huda, make_article, watch, run, mailoutbox, server_is_down
):
    watch()
    make_article()
    run()
    huda.is_active = False
    huda.save()
    server_is_down()
    Delivery.objects.update(next_attempt_at=timezone.now())
    run()
    assert mailoutbox == []


def test_an_error_of_a_server_is_stored_whatever_it_holds(make_article, watch, run, server_is_down):
    watch()
    make_article()
    run()
    pk = Delivery.objects.get().pk
    alert_mails._postpone(pk, "\0\udcff" + "x" * 5_000)
    assert len(Delivery.objects.get().error) < 600


def test_a_rehearsal_changes_nothing(make_article, watch, run, mailoutbox):
    saved = watch()
    make_article()
    looked = run(is_rehearsal=True).looked
    assert [(one.found, one.mail is not None) for one in looked] == [(1, True)]
    assert mailoutbox == []
    assert not saved.finds.exists()
    assert not Delivery.objects.exists()
