"""An account's sessions are listed and ended, by its owner and by administrators, and say no more than they must."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from archive.desk.selectors import all_kept, sessions_of
from archive.desk.services import session_note, sessions_end

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough pass phrase"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1"


@pytest.fixture
def layla() -> User:
    return User.objects.create_user("ليلى", password=PASSWORD)


def entered(agent=FIREFOX, path="/accounts/sign-in/", name="ليلى"):
    client = Client(headers={"user-agent": agent})
    assert client.post(path, {"username": name, "password": PASSWORD}).status_code == 302
    return client


def is_in(client):
    return client.get("/me/").status_code == 200


def handles(page):
    return re.findall(r'name="session" value="(\w+)"', page)


def test_sessions_are_listed_with_their_device_and_the_current_one_first(layla):
    there, here = entered(SAFARI), entered(FIREFOX)
    page = here.get("/me/sessions/").content.decode()
    assert page.index("Firefox على Windows") < page.index("هذه الجلسة") < page.index("Safari على iPhone")
    assert len(handles(page)) == 1
    for client in (there, here):
        assert client.session.session_key not in page
    assert [(one.device, one.is_current) for one in sessions_of(layla, here.session.session_key)] == [
        ("Firefox على Windows", True),
        ("Safari على iPhone", False),
    ]


def test_neither_the_browsers_own_words_nor_the_address_are_kept(layla):
    data = entered().session
    assert {"signed_in_at", "seen_at", "device"} == {name for name, _ in data.items() if not name.startswith("_auth")}
    assert not any("Gecko" in str(value) or "127.0.0.1" in str(value) for _, value in data.items())


def test_one_session_is_ended(layla):
    lost, kept, here = entered(SAFARI), entered(), entered()
    page = here.get("/me/sessions/").content.decode()
    form = next(form for form in page.split("</form>") if "Safari" in form.rpartition("<form")[2])
    assert here.post("/me/sessions/end/", {"session": handles(form)[0]})["Location"] == "/me/sessions/?ended="
    assert (is_in(lost), is_in(kept), is_in(here)) == (False, True, True)


def test_all_others_are_ended(layla):
    others, here = [entered(), entered(SAFARI)], entered()
    here.post("/me/sessions/end/")
    assert ([is_in(one) for one in others], is_in(here)) == ([False, False], True)


def test_sessions_of_others_are_neither_seen_nor_ended(layla):
    User.objects.create_user("سامي", password=PASSWORD)
    sami, here = entered(name="سامي"), entered()
    entered()
    handle = handles(entered(name="سامي").get("/me/sessions/").content.decode())[0]
    assert here.post("/me/sessions/end/", {"session": handle}).status_code == 404
    here.post("/me/sessions/end/")
    assert is_in(sami)


def test_what_a_new_password_ended_is_no_open_session(layla):
    entered()
    here = entered()
    new = "another long phrase"
    here.post("/accounts/password/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})
    layla.refresh_from_db()
    (only,) = sessions_of(layla, here.session.session_key)
    assert (only.is_current, only.device) == (True, "Firefox على Windows")


def test_use_is_noted_by_the_hour_and_lengthens_nothing(layla, monkeypatch, django_assert_num_queries):
    here = entered()
    (begun,) = sessions_of(layla)
    ends = Session.objects.get().expire_date
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + dt.timedelta(minutes=59))
    with django_assert_num_queries(2):
        here.get("/help/search/")
    assert sessions_of(layla)[0].seen == begun.seen
    later = now + dt.timedelta(minutes=61)
    monkeypatch.setattr(timezone, "now", lambda: later)
    answer = here.get("/help/search/")
    (noted,) = sessions_of(layla)
    assert (noted.seen, noted.since) == (later, begun.since)
    assert (Session.objects.get().expire_date, dict(answer.cookies)) == (ends, {})


def test_sessions_older_than_the_marks_are_listed_too(layla):
    here = Client()
    here.force_login(layla)
    session = here.session
    for mark in ("signed_in_at", "seen_at", "device"):
        del session[mark]
    session.save()
    assert [(one.since, one.seen, one.device) for one in sessions_of(layla)] == [(None, None, "جهاز غير معروف")]
    assert is_in(here)
    assert sessions_of(layla)[0].seen is not None


def test_the_download_names_sessions_without_what_opens_them(layla):
    here = entered()
    (kept,) = all_kept(layla)["sessions"]
    assert set(kept) == {"device", "since", "seen"}
    assert here.session.session_key not in str(all_kept(layla))


def test_ended_sessions_leave_tokens_alone(layla):
    from archive.desk.services import token_create

    here, token = entered(), token_create(user=layla, name="جدول")
    assert sessions_end(user=layla) == 1
    assert not is_in(here)
    answer = Client().get("/api/v1/search", headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox على Windows"),
        (SAFARI, "Safari على iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge على Linux"),
        ("Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/140.0 Mobile Safari/537.36", "Chrome على Android"),
        ("<script>alert(1)</script>", "جهاز غير معروف"),
        ("", "جهاز غير معروف"),
    ],
)
def test_devices_in_plain_words(layla, agent, name):
    entered(agent)
    assert [one.device for one in sessions_of(layla)] == [name]


class TestAdministrators:
    @pytest.fixture
    def boss(self):
        User.objects.create_superuser("مديرة", password=PASSWORD)
        return entered(path="/admin/login/", name="مديرة")

    def test_they_see_and_end_the_sessions_of_an_account(self, boss, layla):
        lost = [entered(), entered(SAFARI)]
        page = boss.get(f"/admin/auth/user/{layla.pk}/change/").content.decode()
        assert "Safari على iPhone" in page
        assert boss.post(f"/admin/auth/user/{layla.pk}/sessions/end/").status_code == 302
        assert not any(map(is_in, lost))
        assert is_in(boss)
        assert "أُنهيت جلسات الحساب: 2" in boss.get(f"/admin/auth/user/{layla.pk}/history/").content.decode()

    def test_of_their_own_this_one_stays(self, boss):
        other, me = entered(path="/admin/login/", name="مديرة"), User.objects.get(username="مديرة")
        boss.post(f"/admin/auth/user/{me.pk}/sessions/end/")
        assert (is_in(other), is_in(boss)) == (False, True)

    def test_nobody_ends_those_of_who_may_do_more(self, boss):
        from archive.curation.roles import role_set

        role_set(user=User.objects.create_user("مدير", password=PASSWORD), key="administrator")
        lesser = entered(path="/admin/login/", name="مدير")
        me = User.objects.get(username="مديرة")
        assert lesser.post(f"/admin/auth/user/{me.pk}/sessions/end/").status_code == 403
        assert is_in(boss)


def test_noting_the_use_of_a_session_keeps_what_another_request_saved(layla):
    mine = entered().session
    mine["seen_at"] = 0.0
    mine.save()
    first, second = SessionStore(mine.session_key), SessionStore(mine.session_key)
    assert first["seen_at"] == second["seen_at"] == 0.0
    second["basket"] = "كتب"
    second.save()
    session_note(session=first)
    stored = SessionStore(mine.session_key)
    assert (stored["basket"], stored["seen_at"] > 0) == ("كتب", True)
