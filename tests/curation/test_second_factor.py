"""The second factor of curators: asked for at the sign-in, set up on its page, and first where the archive wants it."""

import logging
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from archive.desk.selectors import second_factor_of
from archive.desk.services import token_create

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough pass phrase"
PAGE = "/admin/second-factor/"


@pytest.fixture(autouse=True)
def _cheap_hashes(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def sara() -> User:
    return User.objects.create_user("sara", password=PASSWORD, is_staff=True)


@pytest.fixture
def codes(sara, authenticator) -> list[str]:
    return authenticator.set_up(sara)


def enter(client, password=PASSWORD, name="sara", address="203.0.113.9", page="/admin/login/", **more):
    return client.post(page, {"username": name, "password": password, **more}, REMOTE_ADDR=address)


def proof_of(answer) -> str:
    return re.search(r'name="proof" value="([^"]+)"', answer.content.decode())[1]


def give(client, proof, code, address="203.0.113.9", page="/admin/login/", **more):
    return client.post(page, {"proof": proof, "code": code, **more}, REMOTE_ADDR=address)


def is_in(client) -> bool:
    return client.get("/admin/").status_code == 200


@pytest.mark.parametrize("page", ["/admin/login/", "/accounts/sign-in/"])
def test_after_the_password_a_code_is_asked_for(client, sara, codes, authenticator, page):
    asked = enter(client, page=page, next="/admin/catalog/source/")
    assert asked.status_code == 200
    text = asked.content.decode()
    assert 'autocomplete="one-time-code"' in text
    assert 'inputmode="numeric"' in text
    assert 'type="password"' not in text
    assert not is_in(client)
    assert not Session.objects.exists()
    done = give(client, proof_of(asked), authenticator.code(), page=page, next="/admin/catalog/source/")
    assert (done.status_code, done["Location"]) == (302, "/admin/catalog/source/")
    assert is_in(client)


def test_arabic_digits_are_taken(client, sara, codes, authenticator):
    code = authenticator.code().translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert give(client, proof_of(enter(client)), f"{code[:3]} {code[3:]}").status_code == 302


@pytest.mark.parametrize("page", ["/admin/login/", "/accounts/sign-in/"])
def test_a_wrong_password_is_answered_alike_with_and_without_a_second_factor(client, sara, codes, page):
    User.objects.create_user("sami", password=PASSWORD, is_staff=True)
    pages = []
    for name, address in (("sara", "198.51.100.1"), ("sami", "198.51.100.2"), ("nobd", "198.51.100.3")):
        text = enter(Client(), "wrong", name, address, page).content.decode().replace(name, "NAME")
        pages.append(re.sub(r'csrfmiddlewaretoken" value="\w+"', "", text))
    assert pages[0] == pages[1] == pages[2]
    assert "one-time-code" not in pages[0]


def test_a_journalist_with_a_second_factor_looks_like_a_wrong_password_in_the_admin(client, authenticator):
    authenticator.set_up(User.objects.create_user("reader", password=PASSWORD))
    answer = enter(client, name="reader").content.decode()
    assert "one-time-code" not in answer
    assert 'type="password"' in answer


def test_a_code_is_not_taken_twice(client, sara, codes, authenticator):
    proof = proof_of(enter(client))
    code = authenticator.code()
    assert give(client, proof, code).status_code == 302
    again = Client()
    answer = give(again, proof, code)
    assert answer.status_code == 200
    assert "استُعمل من قبل" in answer.content.decode()
    assert not is_in(again)


@pytest.mark.parametrize("code", ["", "12", "كلمة"])
def test_what_is_no_code_asks_again_and_counts_as_nothing(client, sara, codes, authenticator, clock, code):
    proof = proof_of(enter(client))
    for _ in range(8):
        answer = give(client, proof, code)
        assert answer.status_code == 200
        assert proof_of(answer) == proof
    assert give(client, proof, authenticator.code()).status_code == 302


def test_wrong_codes_wait_as_wrong_passwords_do(client, sara, codes, authenticator, clock):
    proof = proof_of(enter(client))
    wrong = authenticator.wrong_code()
    assert [give(client, proof, wrong).status_code for _ in range(7)] == [200] * 5 + [429] * 2
    refused = give(client, proof, authenticator.code())
    assert (refused.status_code, refused["Retry-After"]) == (429, "30")
    assert enter(client).status_code == 429
    clock.forward(seconds=30)
    assert give(client, proof, authenticator.code()).status_code == 302


def test_the_right_password_does_not_forget_wrong_codes(client, sara, codes, authenticator, clock):
    for _ in range(5):
        assert give(client, proof_of(enter(client)), authenticator.wrong_code()).status_code == 200
    assert enter(client).status_code == 429
    clock.forward(seconds=30)
    assert give(client, proof_of(enter(client)), authenticator.wrong_code()).status_code == 200
    clock.forward(seconds=30)
    assert enter(client).status_code == 429  # the second wait is longer


def test_the_right_password_forgets_no_wrong_passwords_before_the_code(client, sara, codes, authenticator, clock):
    for _ in range(4):
        enter(client, "wrong")
    proof = proof_of(enter(client))
    enter(client, "wrong")
    assert give(client, proof, authenticator.code()).status_code == 429


def test_many_machines_that_know_the_password_guess_codes_slowly(client, sara, codes, authenticator, clock):
    proof = proof_of(enter(client))
    wrong = authenticator.wrong_code()
    answers = [give(client, proof, wrong, f"198.51.100.{number}").status_code for number in range(12)]
    assert answers == [200] * 10 + [429] * 2
    guesses = 0
    for hour in range(24 * 4):
        clock.forward(minutes=15)
        authenticator.wait(30)
        guesses += give(client, proof, wrong, f"192.0.2.{hour}").status_code == 200
    assert 0 < guesses <= 100


def test_where_the_owner_signed_in_before_others_keep_him_out_of_nothing(client, sara, codes, authenticator, clock):
    assert give(client, proof_of(enter(client)), authenticator.code()).status_code == 302
    client.logout()
    authenticator.wait(3)
    for number in range(30):
        proof = enter(client, address=f"198.51.100.{number}")
        give(client, proof_of(proof), authenticator.wrong_code(), f"198.51.100.{number}")
    assert give(client, proof_of(enter(client)), authenticator.code()).status_code == 302


def test_a_wrong_code_after_the_right_password_is_in_the_log(client, sara, codes, authenticator, caplog):
    with caplog.at_level(logging.WARNING):
        give(client, proof_of(enter(client)), authenticator.wrong_code())
    assert "A wrong code after the right password of the account 'sara', from 203.0.113.9." in caplog.text
    assert authenticator.wrong_code() not in caplog.text


def test_a_recovery_code_signs_in_once_and_says_how_many_are_left(client, sara, codes, authenticator):
    assert give(client, proof_of(enter(client)), codes[0]).status_code == 302
    assert "دخلتَ برمز استرداد، وقد بطل. بقي لك 9 رموز استرداد." in client.get("/admin/").content.decode()
    client.logout()
    assert give(client, proof_of(enter(client)), codes[0]).status_code == 200


@pytest.mark.parametrize("spoil", ["old", "forged", "new password", "deactivated", "no curator"])
def test_a_proof_holds_for_ten_minutes_and_for_the_account_as_it_was(
    client, sara, codes, authenticator, monkeypatch, spoil
):
    proof = proof_of(enter(client))
    if spoil == "old":
        import time

        real = time.time()
        monkeypatch.setattr("django.core.signing.time.time", lambda: real + 601)
    elif spoil == "forged":
        proof = "x" + proof
    elif spoil == "new password":
        sara.set_password("another long pass phrase")
        sara.save()
    else:
        User.objects.update(**({"is_active": False} if spoil == "deactivated" else {"is_staff": False}))
    answer = give(client, proof, authenticator.code())
    assert answer.status_code == 200
    assert not is_in(client)
    assert ('type="password"' in answer.content.decode()) == (spoil != "no curator")


def test_turned_off_in_the_settings_nobody_is_asked(client, sara, codes, settings):
    settings.ARCHIVE_SECOND_FACTOR = "off"
    assert enter(client).status_code == 302
    assert client.get(PAGE).status_code == 404
    assert PAGE not in client.get("/admin/").content.decode()


def test_tokens_and_sessions_that_stand_go_on(client, sara, authenticator):
    client.force_login(sara)
    token = token_create(user=sara, name="جدول")
    authenticator.set_up(User.objects.create_user("other"))
    assert is_in(client)
    authenticator.set_up(sara)
    stranger = Client()
    assert stranger.get("/api/v1/search", headers={"Authorization": f"Bearer {token}"}).status_code == 200


# The page


def send(client, do, password, code):
    return client.post(PAGE, {"do": do, f"{do}-password": password, f"{do}-code": code})


def shown_key(answer) -> str:
    return re.search(r'second-factor__key" dir="ltr">([A-Z2-7 ]+)<', answer.content.decode())[1]


def shown_codes(answer) -> list[str]:
    return re.findall(r"<code>(\d{4}(?: \d{4}){4})</code>", answer.content.decode())


def test_it_is_set_up_with_a_picture_a_code_and_ten_recovery_codes_that_are_shown_once(client, sara, authenticator):
    client.force_login(sara)
    page = client.get(PAGE)
    assert 'src="data:image/svg+xml' in page.content.decode()
    assert shown_key(client.get(PAGE)) == shown_key(page)
    authenticator.read(shown_key(page))
    wrong = send(client, "set_up", PASSWORD, authenticator.wrong_code())
    assert "الرمز غير صحيح" in wrong.content.decode()
    assert shown_key(wrong) == shown_key(page)
    assert "كلمة المرور غير صحيحة" in send(client, "set_up", "wrong", authenticator.code()).content.decode()
    assert second_factor_of(sara) is None
    done = send(client, "set_up", PASSWORD, authenticator.code())
    assert len(shown_codes(done)) == 10
    assert "no-store" in done["Cache-Control"]
    assert shown_codes(client.get(PAGE)) == []
    assert authenticator.key not in str(dict(client.session))
    assert LogEntry.objects.get(object_id=str(sara.pk)).change_message == "شُغّل التحقق بخطوتين"
    authenticator.wait(2)
    recovered = Client()
    assert give(recovered, proof_of(enter(recovered)), shown_codes(done)[0]).status_code == 302


def test_the_picture_says_whose_account_it_is_and_where(sara, settings):
    from archive.desk.selectors.second_factor import set_up_address

    settings.OTP_TOTP_ISSUER = "خزانة archive.example.org"
    address = set_up_address(sara, "00" * 20)
    assert address.startswith("otpauth://totp/")
    assert address.isascii()
    assert "%20archive.example.org" in address
    assert "sara?secret=" + "A" * 32 in address


def test_a_change_ends_other_sessions_and_this_one_goes_on_with_a_new_key(client, sara, authenticator):
    client.force_login(sara)
    elsewhere = Client()
    elsewhere.force_login(sara)
    before = client.session.session_key
    authenticator.read(shown_key(client.get(PAGE)))
    send(client, "set_up", PASSWORD, authenticator.code())
    assert is_in(client)
    assert client.session.session_key != before
    assert not is_in(elsewhere)


@pytest.mark.parametrize("do", ["codes", "off"])
def test_it_is_changed_with_the_password_and_a_code_alone(client, sara, codes, authenticator, do):
    client.force_login(sara)
    assert send(client, do, "wrong", authenticator.code()).status_code == 200
    assert send(client, do, PASSWORD, authenticator.wrong_code()).status_code == 200
    assert send(client, do, PASSWORD, "").status_code == 200
    assert second_factor_of(sara).codes_left == 10
    assert not LogEntry.objects.exists()
    answer = send(client, do, PASSWORD, authenticator.code())
    if do == "off":
        assert answer.status_code == 302
        assert second_factor_of(sara) is None
        assert enter(Client()).status_code == 302
    else:
        assert len(set(shown_codes(answer)) - set(codes)) == 10
    assert LogEntry.objects.count() == 1


def test_a_recovery_code_turns_it_off_too(client, sara, codes):
    client.force_login(sara)
    assert send(client, "off", PASSWORD, codes[0]).status_code == 302
    assert second_factor_of(sara) is None


def test_guesses_on_the_page_wait(client, sara, codes, authenticator, clock):
    client.force_login(sara)
    wrong = authenticator.wrong_code()
    assert [send(client, "off", PASSWORD, wrong).status_code for _ in range(6)] == [200] * 5 + [429]


def test_another_cannot_be_set_up_over_it(client, sara, codes, authenticator):
    client.force_login(sara)
    session = client.session
    session["second_factor_key"] = "00" * 20
    session.save()
    mine = authenticator.key
    authenticator.key = "00" * 20
    send(client, "set_up", PASSWORD, authenticator.code())
    authenticator.key = mine
    authenticator.wait(2)
    assert give(Client(), proof_of(enter(Client())), authenticator.code()).status_code == 302


@pytest.mark.parametrize(
    ("left", "sentence"),
    [
        (10, "بقي لك 10 رموز استرداد."),
        (2, "بقي لك رمزا استرداد: اصنع رموزًا جديدة."),
        (1, "بقي لك رمز استرداد واحد: اصنع رموزًا جديدة."),
        (0, "لم يبق لك رمز استرداد: اصنع رموزًا جديدة."),
    ],
)
def test_the_page_counts_recovery_codes(client, sara, codes, left, sentence):
    for row in list(sara.recovery_codes.all())[: 10 - left]:
        row.delete()
    client.force_login(sara)
    assert sentence in client.get(PAGE).content.decode()


# Required


@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/catalog/article/", "/admin/password_change/", "/admin/none/", "/admin/jsi18n/"]
)
def test_where_it_is_required_a_curator_is_led_to_set_it_up(client, sara, settings, path):
    settings.ARCHIVE_SECOND_FACTOR = "required"
    User.objects.update(is_superuser=True)
    client.force_login(sara)
    answer = client.get(path)
    assert (answer.status_code, answer["Location"]) == (302, reverse("admin:second_factor", query={"next": path}))
    assert client.post(path)["Location"] == PAGE
    assert client.get(PAGE).status_code == 200
    assert client.post("/admin/logout/").status_code == 200


def test_after_it_is_set_up_the_page_that_was_asked_for_is_a_link_away(client, sara, settings, authenticator):
    settings.ARCHIVE_SECOND_FACTOR = "required"
    client.force_login(sara)
    path = client.get("/admin/help/")["Location"]
    authenticator.read(shown_key(client.get(path)))
    done = client.post(path, {"do": "set_up", "set_up-password": PASSWORD, "set_up-code": authenticator.code()})
    assert '<a href="/admin/help/">تابع إلى العمل</a>' in done.content.decode()
    assert client.get("/admin/help/").status_code == 200


def test_the_link_onward_leads_to_no_other_site(client, sara, authenticator):
    client.force_login(sara)
    authenticator.read(shown_key(client.get(PAGE)))
    path = reverse("admin:second_factor", query={"next": "//evil.example/"})
    done = client.post(path, {"do": "set_up", "set_up-password": PASSWORD, "set_up-code": authenticator.code()})
    assert "evil.example" not in done.content.decode().split("recovery__codes")[1].split("</section>")[0]


def test_journalists_and_readers_are_asked_for_nothing_where_it_is_required(client, settings):
    settings.ARCHIVE_SECOND_FACTOR = "required"
    User.objects.create_user("reader", password=PASSWORD)
    assert client.get("/admin/").status_code == 302
    assert enter(client, name="reader", page="/accounts/sign-in/").status_code == 302
    assert client.get("/me/").status_code == 200
    assert "second-factor" not in client.get("/admin/")["Location"]


def test_curators_go_on_with_the_readers_pages_meanwhile(client, sara, settings):
    settings.ARCHIVE_SECOND_FACTOR = "required"
    client.force_login(sara)
    assert client.get("/me/").status_code == 200
    assert client.get("/me/second-factor/")["Location"] == PAGE


# Others' accounts


@pytest.fixture
def administrator(client) -> User:
    user = User.objects.create_user("boss", password=PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name="administrator"))
    client.force_login(user)
    return user


def reset(client, user):
    return client.post(reverse("admin:auth_user_second_factor_reset", args=[user.pk]))


def test_an_administrator_takes_the_factor_of_another_away(client, administrator, sara, codes):
    elsewhere = Client()
    elsewhere.force_login(sara)
    page = client.get(reverse("admin:auth_user_change", args=[sara.pk])).content.decode()
    assert "أزل التحقق بخطوتين" in page
    assert reset(client, sara).status_code == 302
    assert second_factor_of(sara) is None
    assert not is_in(elsewhere)
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id) == (administrator, str(sara.pk))
    assert entry.change_message == "أُزيل التحقق بخطوتين من الحساب وأُنهيت جلساته"
    page = client.get(reverse("admin:auth_user_change", args=[sara.pk])).content.decode()
    assert "أزل التحقق بخطوتين" not in page
    reset(client, sara)
    assert LogEntry.objects.count() == 1


def test_nobody_takes_away_his_own_without_a_code_nor_that_of_who_may_do_more(
    client, administrator, authenticator, sara
):
    authenticator.set_up(administrator)
    client.force_login(administrator)
    assert reset(client, administrator)["Location"] == PAGE
    assert second_factor_of(administrator)
    authenticator.set_up(sara)
    User.objects.filter(pk=sara.pk).update(is_superuser=True)
    assert reset(client, sara).status_code == 403
    assert second_factor_of(sara)


def test_the_list_of_accounts_tells_who_has_one(client, administrator, sara, codes):
    text = client.get("/admin/auth/user/").content.decode()
    assert "بخطوتين" in text
    assert text.count("icon-yes") - text.count("icon-no") == 2 + 1 - 1  # both active; one of two in two steps


def test_its_secrets_have_no_page(client, sara):
    User.objects.update(is_superuser=True)
    client.force_login(sara)
    assert client.get("/admin/otp_totp/totpdevice/").status_code == 404
