"""One mail or one alert that cannot be made keeps no other waiting."""

import smtplib

import pytest
from django.contrib.auth.models import User
from django.core.mail.backends import locmem
from django.utils import timezone

from archive.desk.models import Delivery
from archive.desk.services import alert_mails, alert_run
from archive.search import SearchUnavailableError

State = Delivery.State


def test_a_mail_that_cannot_be_made_waits_and_the_others_go(huda, salim, make_article, watch, run, mailoutbox):
    broken, sound = watch(), watch(user=salim)
    User.objects.filter(pk=huda.pk).update(email="huda@example.org\nBcc: everyone@example.org")
    make_article()
    result = run()
    assert (result.sent, result.failed, result.waiting) == (1, 1, 1)
    assert [mail.to for mail in mailoutbox] == [["salim@example.org"]]
    assert broken.deliveries.get().error.startswith("BadHeaderError")
    assert sound.deliveries.get().state == State.SENT


def test_an_alert_that_fails_is_told_of_and_the_others_are_asked(
    salim, make_article, watch, run, mailoutbox, monkeypatch, caplog
):
    broken = watch("q=الوفد")
    watch(user=salim)
    asked = alert_run.found_pks

    def failing(request):
        if request.q == "الوفد":
            raise RecursionError("too deep")
        return asked(request)

    monkeypatch.setattr(alert_run, "found_pks", failing)
    make_article()
    result = run()
    assert [one.trouble for one in result.looked] == ["RecursionError: too deep", ""]
    assert [mail.to for mail in mailoutbox] == [["salim@example.org"]]
    assert f"The alert {broken.key} failed." in caplog.text


def test_without_an_index_the_run_stops_and_nothing_is_put_down_to_a_mail(make_article, watch, run, monkeypatch):
    watch()
    make_article()

    def failing(*_):
        raise SearchUnavailableError

    monkeypatch.setattr(alert_mails, "_send", failing)
    with pytest.raises(SearchUnavailableError):
        run()
    assert Delivery.objects.get().attempts == 0


@pytest.mark.parametrize(
    ("error", "asked"),
    [
        (smtplib.SMTPAuthenticationError(535, b"no"), 1),
        (smtplib.SMTPConnectError(421, b"busy"), 1),
        (smtplib.SMTPServerDisconnected("gone"), 1),
        (TimeoutError("timed out"), 1),
        (smtplib.SMTPDataError(554, b"refused"), 2),
        (smtplib.SMTPRecipientsRefused({}), 2),
        (UnicodeError("no such address"), 2),
    ],
)
def test_a_server_that_takes_no_mail_is_asked_once_one_that_refuses_a_mail_for_each(
    make_article, watch, run, monkeypatch, error, asked
):
    watch()
    watch()
    make_article()

    def failing(*_):
        raise error

    monkeypatch.setattr(alert_mails, "_send", failing)
    result = run()
    assert (result.failed, result.waiting) == (asked, 2)


class CountingServer(locmem.EmailBackend):
    """As Django's for SMTP: whoever opens the connection ends it."""

    opened = ended = 0
    refuses = ""
    is_open = False

    def open(self):
        CountingServer.opened += not self.is_open
        was_open, self.is_open = self.is_open, True
        return not was_open

    def close(self):
        CountingServer.ended += self.is_open
        self.is_open = False

    def send_messages(self, messages):
        if messages[0].to == [self.refuses]:
            raise smtplib.SMTPDataError(554, b"refused")
        is_new = self.open()
        count = super().send_messages(messages)
        if is_new:
            self.close()
        return count


@pytest.mark.parametrize(("refuses", "connections"), [("", 1), ("huda@example.org", 2)])
def test_mails_go_through_one_connection_and_another_after_one_that_failed(
    salim, make_article, watch, run, mailoutbox, monkeypatch, refuses, connections
):
    monkeypatch.setattr(alert_mails, "get_connection", CountingServer)
    for name, value in (("opened", 0), ("ended", 0), ("refuses", refuses)):
        monkeypatch.setattr(CountingServer, name, value)
    watch()
    watch(user=salim)
    watch(user=salim)
    make_article()
    assert run().sent == (2 if refuses else 3)
    assert (CountingServer.opened, CountingServer.ended) == (connections, connections)


def test_who_is_deactivated_while_the_run_sends_gets_nothing_more(
    huda, make_article, watch, run, mailoutbox, monkeypatch
):
    watch()
    make_article()
    due = alert_mails.deliveries_due

    def due_then_deactivated(now):
        found = due(now)
        User.objects.filter(pk=huda.pk).update(is_active=False)
        return found

    monkeypatch.setattr(alert_mails, "deliveries_due", due_then_deactivated)
    assert run().sent == 0
    assert mailoutbox == []
    monkeypatch.undo()
    User.objects.filter(pk=huda.pk).update(is_active=True)
    assert alert_mails.deliveries_due(timezone.now())
