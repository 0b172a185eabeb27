"""The form for corrections and takedowns: what it stores, what it refuses, and what it tells nobody."""

import logging

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import User
from django.test import Client

from archive.catalog.models import Article, TakedownRequest
from archive.catalog.services import article_save, article_set_state
from archive.desk.models.sign_in import SignInFailures

pytestmark = pytest.mark.django_db
ASKED = {
    "kind": "personal",
    "text": "في المقال اسم ابنتي وهي قاصر، أرجو حجبه.",
    "name": "سائلة كريمة",
    "email": "asker@example.org",
}


@pytest.fixture
def article():
    return article_save(article=Article(title="خبر عن المحكمة"), paragraphs=[("lede", "نص الخبر.")])


def test_the_article_leads_to_the_form_with_its_address_filled_in(client, article):
    assert f"/takedown/?article={article.key}" in client.get(f"/articles/{article.key}/").content.decode()
    page = client.get(f"/takedown/?article={article.key}")
    assert "خبر عن المحكمة" in page.content.decode()
    assert f'value="http://testserver/articles/{article.key}/"' in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    assert page["X-Robots-Tag"] == "noindex"


def test_a_request_is_stored_and_answered_with_its_reference(client, article):
    answer = client.post("/takedown/", {**ASKED, "article": f"http://testserver/articles/{article.key}/"})
    stored = TakedownRequest.objects.get()
    assert (stored.article, stored.kind, stored.name, stored.state) == (article, "personal", "سائلة كريمة", "open")
    assert answer["Location"] == f"/takedown/sent/{stored.reference}/"
    page = client.get(answer["Location"]).content.decode()
    assert stored.reference in page
    assert "سائلة" not in page
    assert "asker" not in page


@pytest.mark.parametrize("given", ["", "https://elsewhere.example/x", "لا أعرف عنوانه", "/articles/", "a" * 500])
def test_without_a_known_article_what_was_typed_is_kept(client, given):
    assert client.post("/takedown/", {**ASKED, "article": given}).status_code == 302
    assert (TakedownRequest.objects.get().article, TakedownRequest.objects.get().article_given) == (None, given)


@pytest.mark.parametrize("given", ["http://[x", "//[", "http://[1.2.3]/articles/abcdef/"])
def test_an_address_that_cannot_be_read_names_no_article(client, given):
    assert client.get("/takedown/", {"article": given}).status_code == 200
    assert client.post("/takedown/", {**ASKED, "article": given}).status_code == 302
    assert (TakedownRequest.objects.get().article, TakedownRequest.objects.get().article_given) == (None, given)


@pytest.mark.parametrize(
    "wrong",
    [{"text": ""}, {"text": "قصير"}, {"text": "س" * 5001}, {"kind": "other"}, {"kind": ""}, {"email": "x"}, {"name": ""},
     {"name": "س" * 151}, {"article": "a" * 501}, {"email": "a@b.c\nBcc: d@e.f"}],
)  # fmt: skip
def test_what_is_incomplete_or_too_long_comes_back_with_what_was_typed(client, wrong):
    page = client.post("/takedown/", {**ASKED, **wrong})
    assert page.status_code == 400
    assert not TakedownRequest.objects.exists()
    assert 'role="alert"' in page.content.decode()
    assert ("سائلة كريمة" in page.content.decode()) == ("name" not in wrong)


def test_the_trap_looks_like_success_and_stores_nothing(client):
    answer = client.post("/takedown/", {**ASKED, "website": "https://spam.example"})
    assert answer.status_code == 302
    assert client.get(answer["Location"]).status_code == 200
    assert not TakedownRequest.objects.exists()


def test_many_requests_of_one_address_wait_and_other_addresses_do_not(client):
    for _ in range(5):
        assert client.post("/takedown/", ASKED).status_code == 302
    refused = client.post("/takedown/", ASKED)
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert ASKED["text"] in refused.content.decode()
    assert client.post("/takedown/", ASKED, REMOTE_ADDR="192.0.2.7").status_code == 302
    assert TakedownRequest.objects.count() == 6
    assert not SignInFailures.objects.filter(account="").exists()
    User.objects.create_user("reader", password="secret-words")
    assert client.post("/accounts/sign-in/", {"username": "reader", "password": "secret-words"}).status_code == 302


def test_a_form_from_elsewhere_is_refused():
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/takedown/", ASKED).status_code == 403
    token = strict.get("/takedown/").cookies["csrftoken"].value
    assert strict.post("/takedown/", {**ASKED, "csrfmiddlewaretoken": token}).status_code == 302


def test_an_article_that_is_not_public_is_stored_and_not_told(client, article):
    article_set_state(article=article, state="withdrawn")
    page = client.get(f"/takedown/?article={article.key}").content.decode()
    assert "خبر عن المحكمة" not in page
    client.post("/takedown/", {**ASKED, "article": article.key})
    assert TakedownRequest.objects.get().article == article


def test_strangers_may_ask_in_an_archive_for_members_and_learn_nothing(client, article, settings):
    settings.ARCHIVE_ACCESS = "members"
    page = client.get(f"/takedown/?article={article.key}")
    assert page.status_code == 200
    assert "خبر عن المحكمة" not in page.content.decode()
    assert client.post("/takedown/", {**ASKED, "article": article.key}).status_code == 302
    assert client.get(f"/articles/{article.key}/").status_code == 302
    client.force_login(User.objects.create_user("member"))
    assert "خبر عن المحكمة" in client.get(f"/takedown/?article={article.key}").content.decode()


def test_nothing_personal_is_logged(client, caplog):
    with caplog.at_level(logging.DEBUG):
        client.post("/takedown/", ASKED)
        client.post("/takedown/", {**ASKED, "email": "asker-wrong"})
        for _ in range(6):
            client.post("/takedown/", ASKED)
    told = [
        str(record.getMessage())
        for record in caplog.records
        if not record.name.startswith(("django.db", "django.template"))
    ]
    assert not [line for line in told if "asker" in line or "سائلة" in line or "قاصر" in line]


@pytest.mark.parametrize("reference", ["x", "../../", "<b>", "A" * 40])
def test_a_reference_that_is_none_is_not_repeated(client, reference):
    page = client.get("/takedown/sent/placeholder/".replace("placeholder", reference))
    assert page.status_code in (200, 404)
    assert "data-reference" not in page.content.decode()


def test_days_until_personal_data_is_erased_are_set():
    assert django_settings.ARCHIVE_TAKEDOWN_DAYS == 90
