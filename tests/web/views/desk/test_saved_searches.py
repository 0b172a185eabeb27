"""Pages of saved searches: who may see and change what, and what they say."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from archive import search
from archive.desk import selectors, services
from archive.desk.models import SavedSearch

QUERY = "q=%D8%A7%D9%84%D9%85%D9%8A%D9%86%D8%A7%D8%A1"


@pytest.fixture
def huda(db):
    return User.objects.create_user("huda", email="huda@example.org")


@pytest.fixture
def client_of():
    """A function that makes a browser signed in as a user; its forms need their token."""

    def client_of(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return client_of


@pytest.fixture
def saved(huda):
    saved = services.saved_search_add(user=huda, name="اسم سري", query=QUERY, note="ملاحظة سرية")
    services.alert_feed_renew(user=huda, key=saved.key)
    saved.refresh_from_db()
    return saved


READS = ["saved-search", "saved-search-news"]
WRITES = [
    ("saved-search", {"name": "لي", "note": ""}),
    ("saved-search-open", {"to": "results"}),
    ("saved-search-alert", {"rhythm": "daily", "hour": "7", "weekday": "6"}),
    ("saved-search-feed-change", {"renew": "1"}),
    ("saved-search-feed-change", {"withdraw": "1"}),
    ("saved-search-delete", {}),
]


@pytest.mark.parametrize("name", READS)
def test_only_its_owner_reads_it(saved, huda, client_of, name):
    address = reverse(name, args=[saved.key])
    assert client_of(huda).get(address).status_code == 200
    for other in (User.objects.create_user("salim"), User.objects.create_superuser("root")):
        answer = client_of(other).get(address)
        assert answer.status_code == 404
        assert "سري" not in answer.content.decode()
    answer = Client().get(address)
    assert answer.status_code == 302
    assert f"next={address}" in answer["Location"]


@pytest.mark.parametrize(("name", "form"), WRITES)
def test_only_its_owner_changes_it_by_a_form_with_a_token(saved, huda, client_of, make_article, name, form):
    make_article()
    search.drain()
    address = reverse(name, args=[saved.key])
    before = SavedSearch.objects.values().get(pk=saved.pk)
    for other in (User.objects.create_user("salim"), User.objects.create_superuser("root")):
        assert client_of(other).post(address, form).status_code == 404
    assert Client().post(address, form).status_code == 302
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(huda)
    assert strict.post(address, form).status_code == 403
    if name != "saved-search":
        assert client_of(huda).get(address).status_code == 405
    assert SavedSearch.objects.values().get(pk=saved.pk) == before
    assert client_of(huda).post(address, form).status_code == 302
    assert list(SavedSearch.objects.filter(pk=saved.pk).values()) != [before]


@pytest.mark.parametrize("name", ["saved-searches", "saved-search-new"])
def test_lists_show_only_ones_own_and_nothing_is_stored_or_listed(saved, huda, client_of, name):
    answer = client_of(User.objects.create_user("salim")).get(
        f"{reverse(name)}?{QUERY if name.endswith('new') else ''}"
    )
    assert answer.status_code == 200
    assert "سري" not in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert Client().get(reverse(name)).status_code == 302


def test_a_search_is_saved_from_the_results_page_without_its_page_and_order_of_words(huda, client_of, make_article):
    make_article()
    search.drain()
    page = Client().get(f"/search/?{QUERY}&page=1&explain=1&per_page=20").content.decode()
    address = f"/me/searches/save/?{QUERY}"
    assert f'href="{address}"' in page
    client = client_of(huda)
    assert "الميناء" in client.get(address).content.decode()
    answer = client.post(address, {"name": " بحث \n عن الميناء ", "note": ""})
    assert answer["Location"] == "/me/searches/"
    saved = SavedSearch.objects.get()
    assert (saved.owner, saved.name, saved.query) == (huda, "بحث عن الميناء", QUERY)
    assert "سبق أن حفظتَ" in client.get(address).content.decode()


def test_a_search_that_is_not_understood_is_not_saved(huda, client_of):
    answer = client_of(huda).post("/me/searches/save/?colour=red", {"name": "x"})
    assert answer.status_code == 400
    assert "المَعلمة «colour» غير معروفة" in strip_tags(answer.content.decode())
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"name": " "}, "سمِّ البحث"),
        ({"name": "x" * 201}, "أطول من 200"),
        ({"name": "x", "note": "y" * 2001}, "أطول من 2000"),
    ],
)
def test_what_is_missing_or_too_long_is_said_and_what_was_typed_stays(huda, client_of, form, sentence):
    answer = client_of(huda).post(f"/me/searches/save/?{QUERY}", {"note": "ملاحظتي", **form})
    assert sentence in answer.content.decode()
    assert form.get("note", "ملاحظتي") in answer.content.decode()
    assert not SavedSearch.objects.exists()


def test_the_list_says_what_each_search_means_and_what_is_new(saved, huda, client_of, make_article):
    article = make_article()
    search.drain()
    services.arrivals_record()
    client = client_of(huda)
    page = client.get("/me/searches/").content.decode()
    for words in ("اسم سري", "ملاحظة سرية", "«<bdi>الميناء</bdi>»", "مقال جديد منذ زيارتك"):
        assert words in page
    answer = client.post(f"/me/searches/{saved.key}/open/", {"to": "news"}, follow=True)
    assert article.key in answer.content.decode()
    assert "لا جديد منذ زيارتك" in client.get("/me/searches/").content.decode()
    answer = client.post(f"/me/searches/{saved.key}/open/", {"to": "results"})
    assert answer["Location"] == f"/search/?{QUERY}"
    assert client.post(f"/me/searches/{saved.key}/open/", {"to": "list"})["Location"] == "/me/searches/"


def test_what_is_new_is_paged(saved, huda, client_of, make_article):
    for _ in range(21):
        make_article()
    search.drain()
    services.arrivals_record()
    first = client_of(huda).get(f"/me/searches/{saved.key}/news/").content.decode()
    assert first.count('class="hit"') == 20
    second = client_of(huda).get(f"/me/searches/{saved.key}/news/?after=0&page=2").content.decode()
    assert second.count('class="hit"') == 1
    assert client_of(huda).get(f"/me/searches/{saved.key}/news/?after=x&page=-3").status_code == 200


def test_a_search_whose_filter_is_gone_says_so_instead_of_finding_everything(huda, client_of, make_article):
    make_article()
    gone = services.saved_search_add(user=huda, name="زال", query="not_source=gone")
    client = client_of(huda)
    for address in ("/me/searches/", f"/me/searches/{gone.key}/"):
        page = client.get(address).content.decode()
        assert "القيد «مصدر: gone» لم يعد في الأرشيف" in strip_tags(page)
        assert 'value="results"' not in page
    for answer in (client.get(f"/me/searches/{gone.key}/news/"), client.post(f"/me/searches/{gone.key}/open/")):
        assert answer["Location"] == f"/me/searches/{gone.key}/"


def test_the_rhythm_is_chosen_and_wrong_ones_are_refused_with_a_sentence(saved, huda, client_of, settings):
    settings.ARCHIVE_SITE_URL = "https://archive.example"
    client = client_of(huda)
    address = f"/me/searches/{saved.key}/alert/"
    client.post(address, {"rhythm": "weekly", "hour": "6", "weekday": "3"})
    saved.refresh_from_db()
    assert (saved.rhythm, saved.hour, saved.weekday) == ("weekly", 6, 3)
    assert "كل الخميس، الساعة 06:00" in client.get("/me/searches/").content.decode()
    answer = client.post(address, {"rhythm": "hourly", "hour": "25", "weekday": "x"})
    assert answer.status_code == 400
    assert "اختر من القائمة" in answer.content.decode()


def test_who_has_no_address_and_where_no_mail_is_sent_it_is_said(saved, huda, client_of, settings):
    page = client_of(huda).get(f"/me/searches/{saved.key}/").content.decode()
    assert "لا يرسل بريدًا بعد" in page
    settings.ARCHIVE_SITE_URL = "https://archive.example"
    huda.email = ""
    huda.save()
    assert "لا عنوان بريد في حسابك" in client_of(huda).get(f"/me/searches/{saved.key}/").content.decode()


def test_the_address_of_a_feed_is_shown_once(saved, huda, client_of):
    client = client_of(huda)
    page = client.post(f"/me/searches/{saved.key}/feed/", {"renew": "1"}, follow=True).content.decode()
    address = re.search(r"http://testserver(/me/searches/\S{40,}\.atom)", page)[1]
    assert Client().get(address).status_code == 200
    assert ".atom" not in client.get(f"/me/searches/{saved.key}/").content.decode()
    client.post(f"/me/searches/{saved.key}/feed/", {"withdraw": "1"})
    assert Client().get(address).status_code == 404


def test_saved_searches_are_in_no_log(saved, huda, client_of, caplog):
    with caplog.at_level(0):
        client_of(huda).get("/me/searches/")
        client_of(huda).get(f"/me/searches/save/?{QUERY}")
    assert not [secret for secret in ("الميناء", QUERY, "سري") if secret in caplog.text]
    assert selectors.kept_searches(huda)[0]["search"] == QUERY


def test_beyond_what_an_account_may_keep_it_is_said_and_nothing_is_saved(huda, saved, client_of, monkeypatch):
    monkeypatch.setattr("archive.desk.services.saved_searches.MAX_SEARCHES", 1)
    answer = client_of(huda).post(f"{reverse('saved-search-new')}?q=مرفأ", {"name": "ثانٍ", "note": "ملاحظة"})
    assert "احذف ما لم تعد تتابعه" in answer.content.decode()
    assert 'value="ثانٍ"' in answer.content.decode()
    assert SavedSearch.objects.get() == saved
    assert (
        client_of(User.objects.create_user("salim"))
        .post(f"{reverse('saved-search-new')}?q=مرفأ", {"name": "له"})
        .status_code
        == 302
    )


def test_fields_take_no_more_than_is_kept(huda, saved, client_of):
    page = client_of(huda).get(reverse("saved-search", args=[saved.key])).content.decode()
    assert re.findall(r'<(?:input|textarea) name="(name|note)"[^>]* maxlength="(\d+)"', page) == [
        ("name", "200"),
        ("note", "2000"),
    ]
