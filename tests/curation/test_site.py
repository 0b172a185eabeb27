"""The admin's first page shows curators the state of the index."""

import pytest
from django.contrib.auth.models import User

from archive import search
from archive.catalog.models import Article, OutboxEntry
from archive.catalog.services import article_save
from archive.desk.models import Delivery, SavedSearch

pytestmark = pytest.mark.django_db


@pytest.fixture
def index_page(client, tmp_path, monkeypatch, settings):
    """A function that opens the page over an index of its own, as a curator."""
    monkeypatch.setitem(settings.HAYSTACK_CONNECTIONS["default"], "PATH", str(tmp_path / "index"))
    client.force_login(User.objects.create_superuser("curator", password="a long enough pass phrase"))
    article_save(article=Article(title="جسر"), paragraphs=[("lede", "افتُتح الجسر.")])

    def show():
        answer = client.get("/admin/")
        assert answer.status_code == 200
        return answer.content.decode()

    return show


def test_an_index_that_agrees_is_told_quietly(index_page):
    search.drain()
    text = index_page()
    assert "الفهرس مطابق للأرشيف" in text
    assert "index-status--warning" not in text


def test_changes_that_wait_are_announced_with_counts(index_page):
    search.drain()
    OutboxEntry.objects.create(article_pk=Article.objects.get().pk)
    text = index_page()
    assert "index-status--warning" in text
    assert "تغييرات لم تدخل الفهرس بعد" in text
    assert "<dt>تغييرات تنتظر</dt><dd>1</dd>" in text


def test_a_missing_index_and_a_stale_one_are_announced(index_page, monkeypatch):
    assert "لا فهرس بعد" in index_page()
    search.drain()
    monkeypatch.setattr("archive.search.indexing.status.analysis_version", lambda: "other-1")
    text = index_page()
    assert "بإصدار سابق من محلل النص" in text
    assert "other-1" in text


def test_where_the_index_cannot_be_read_the_admin_still_opens(index_page, monkeypatch):
    def fail():
        raise OSError("gone")

    monkeypatch.setattr(search, "index_status", fail)
    assert "تعذّرت قراءة حال الفهرس" in index_page()


def test_mails_that_were_not_sent_are_told_to_administrators_alone(sign_in):
    owner = User.objects.create_user("huda")
    saved = SavedSearch.objects.create(owner=owner, name="محصول الزعفران", query="q=سر")
    Delivery.objects.create(search=saved, message_id="<1@a>", attempts=2, error="ConnectionRefusedError: away")
    page = sign_in("root", group="administrator").get("/admin/").content.decode()
    assert "رسائل تنبيه لم تُرسل: 1" in page
    assert "ConnectionRefusedError" in page
    assert "الزعفران" not in page
    for group in ("curator", "senior_curator"):
        assert "رسائل تنبيه" not in sign_in(group, group=group).get("/admin/").content.decode()
