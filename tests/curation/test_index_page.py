"""The page on the index names the articles that differ, and mends them."""

import pytest
from django.contrib.auth.models import Permission, User

from archive import search
from archive.catalog.models import Article, OutboxEntry, Paragraph
from archive.catalog.services import article_save
from archive.search.engine.contract import SearchUnavailableError

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/admin/search-index/"


@pytest.fixture
def articles():
    saved = [
        article_save(article=Article(title=title), paragraphs=[("lede", f"نص عن {title}.")])
        for title in ("الجسر", "النهر", "البحر")
    ]
    search.drain()
    return saved


@pytest.fixture
def curator(client):
    client.force_login(User.objects.create_superuser("curator", password="a long enough pass phrase"))
    return client


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_readers_are_sent_to_sign_in(client):
    assert client.get(PAGE).status_code == 302


def test_an_index_that_agrees_is_told_so(curator, articles):
    assert "أعداد الفهرس والأرشيف متطابقة" in text(curator.get(PAGE))
    assert "مطابق للأرشيف مقالًا مقالًا" in text(curator.post(PAGE, {"compare": ""}))


def test_missing_and_surplus_articles_are_named_at_once(curator, articles):
    bridge, river, _ = articles
    Article.objects.filter(pk=bridge.pk).update(state="withdrawn")
    Article.objects.filter(pk=river.pk).delete()
    page = text(curator.get(PAGE))
    assert "لا يطابق الأرشيف في 2" in page
    assert f"/admin/catalog/article/{bridge.pk}/change/" in page
    assert f'#{river.pk}</bdi> <span class="quiet">حُذف من الأرشيف' in page


def test_changed_contents_are_found_when_asked_for_and_mended(curator, articles):
    Paragraph.objects.filter(article=articles[2]).update(text="زمردة.")
    assert "تغيّرت في الأرشيف" not in text(curator.get(PAGE))
    page = text(curator.post(PAGE, {"compare": ""}))
    assert "تغيّرت في الأرشيف" in page
    assert "البحر" in page
    assert "وُضعت 1 من المقالات في الانتظار" in text(curator.post(PAGE, {"mend": ""}, follow=True))
    assert [entry.article_pk for entry in OutboxEntry.objects.all()] == [articles[2].pk]
    search.drain()
    assert search.index_diff().is_empty


def test_waiting_changes_say_whether_the_background_process_runs(curator, articles, monkeypatch):
    article_save(article=articles[0])
    assert "العملية الخلفية متوقفة" in text(curator.get(PAGE))
    monkeypatch.setattr("archive.search.indexing.status.is_working", lambda: True)
    assert "تدخل خلال لحظات" in text(curator.get(PAGE))


def test_long_lists_are_cut(curator, articles, monkeypatch):
    monkeypatch.setattr("archive.curation.index_page.MAX_LISTED", 1)
    Article.objects.update(state="withdrawn")
    assert "و2 غيرها" in text(curator.get(PAGE))


def test_whoever_may_not_change_articles_may_not_mend(client, articles):
    reader = User.objects.create_user("intern", password="a long enough pass phrase", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(reader)
    Article.objects.filter(pk=articles[0].pk).update(state="withdrawn")
    assert 'name="mend"' not in text(client.get(PAGE))
    assert client.post(PAGE, {"mend": ""}).status_code == 403
    assert search.index_diff().surplus == (articles[0].pk,)


def test_an_engine_that_is_away_does_not_close_the_page(curator, articles, monkeypatch):
    def away(**_options):
        raise SearchUnavailableError("no node answers")

    monkeypatch.setattr(search, "index_diff", away)
    assert "تعذّرت قراءة الفهرس" in text(curator.get(PAGE))
