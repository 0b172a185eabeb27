"""ETags: 304 while nothing has changed for the reader, never for what is withdrawn, and nothing made for it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.catalog.models import Article
from archive.catalog.services import article_save, article_set_state, article_withdraw
from archive.chronology.models import DateMention
from archive.entities.models import Entity, Mention
from archive.search import drain

pytestmark = pytest.mark.django_db
SEARCHES = (
    "/api/v1/search?q=التجارة",
    "/api/v1/timeline?q=التجارة",
    "/api/v1/suggest?q=صحي",
    "/search/feed/?q=التجارة",
    "/search/timeline.csv?q=التجارة",
    "/search/timeline.ics?q=التجارة",
    "/search/export.jsonl?q=التجارة",
)
RECORDS = ("/articles/{}/", "/api/v1/articles/{}", "/articles/{}.ris", "/articles/{}.bib", "/articles/{}.csl.json")


@pytest.fixture
def article(make_article):
    found = make_article()
    entity = Entity.objects.create(type="place", name="الميناء")
    Mention.objects.create(article=found, entity=entity, surface="الميناء", paragraph=0, start=20, end=27)
    day = dt.date(2024, 6, 19)
    DateMention.objects.create(
        article=found, value="2024-06-19", first=day, last=day, precision="day", basis="resolved", surface="الأربعاء",
        paragraph=0, start=34, end=42,
    )  # fmt: skip
    drain()
    return found


@pytest.fixture
def addresses(article):
    place = Entity.objects.get()
    return [
        *SEARCHES,
        *(address.format(article.key) for address in RECORDS),
        f"/api/v1/entities/{place.key}",
        f"/api/v1/sources/{article.source.key}",
        "/api/v1/openapi.json",
    ]


def etag_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer["ETag"]


def again(client, address, etag, **more):
    answer = client.get(address, headers={"if-none-match": etag}, **more)
    if answer.streaming:
        answer.close()
    return answer


def test_what_has_not_changed_is_not_sent_again(client, addresses):
    for address in addresses:
        etag = etag_of(client, address)
        answer = again(client, address, etag)
        assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", etag), address
        assert again(client, address, f'"other", {etag}').status_code == 304
        assert again(client, address, '"other"').status_code == 200


def test_nothing_is_read_of_the_record_for_it(client, addresses):
    for address in addresses:
        etag = etag_of(client, address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert again(client, address, etag).status_code == 304
        assert len(asked) <= 1, address


@pytest.mark.parametrize("state", ["withdrawn", "draft"])
def test_what_is_withdrawn_is_never_answered_by_304(client, article, addresses, state):
    etags = {address: etag_of(client, address) for address in addresses}
    article_set_state(article=article, state=state)
    for settled in (False, True):
        if settled:
            drain()
        for address, etag in etags.items():
            if address == "/api/v1/openapi.json":
                continue
            answer = again(client, address, etag)
            assert answer.status_code == (
                404 if article.key in address or "sources" in address or "entities" in address else 200
            ), address


def test_a_withdrawal_changes_the_pages_of_other_articles_that_name_it(client, make_article):
    parent = make_article(title="الأم")
    child = make_article(parent=parent, follows_parent=False)
    drain()
    etag = etag_of(client, f"/articles/{child.key}/")
    article_withdraw(article=parent)
    answer = again(client, f"/articles/{child.key}/", etag)
    assert answer.status_code == 200
    assert parent.key not in answer.content.decode()


def test_a_correction_is_seen_at_once_and_what_does_not_show_it_is_not_sent_again(client, article, make_article):
    other = make_article(title="خبر آخر", source=None)
    drain()
    etags = {one.key: etag_of(client, f"/api/v1/articles/{one.key}") for one in (article, other)}
    article.title = "عنوان مصحح"
    article_save(article=article)
    corrected, untouched = (again(client, f"/api/v1/articles/{key}", etag) for key, etag in etags.items())
    assert corrected.status_code == 200
    assert "عنوان مصحح" in corrected.content.decode()
    assert (untouched.status_code, untouched["ETag"] != etags[other.key]) == (304, True)


def test_a_renamed_source_and_a_refused_name_are_changes(client, article):
    address = f"/api/v1/articles/{article.key}"
    etag = etag_of(client, address)
    article.source.name = "صحيفة الميناء"
    article.source.save()
    renamed = again(client, address, etag)
    assert "صحيفة الميناء" in renamed.content.decode()
    Entity.objects.update(state="refused")
    refused = again(client, address, renamed["ETag"])
    assert (refused.status_code, refused.json()["mentions"]) == (200, [])


def test_an_etag_belongs_to_its_address_and_host(client, article, settings):
    settings.ALLOWED_HOSTS = ["*"]
    etag = etag_of(client, "/api/v1/search?q=التجارة")
    assert again(client, "/api/v1/search?q=الميناء", etag).status_code == 200
    other_host = client.get("/api/v1/search?q=التجارة", headers={"if-none-match": etag, "host": "other.example"})
    assert other_host.status_code == 200


def test_refusals_have_no_etag(client, article):
    for address in ("/api/v1/search?mode=x", "/api/v1/articles/nobody", "/articles/nobody/", "/search/feed/?page=0"):
        answer = client.get(address)
        assert answer.status_code in (400, 404)
        assert "ETag" not in answer


def test_a_page_is_made_for_whoever_sends_a_cookie(client, article, django_user_model):
    address = f"/articles/{article.key}/"
    anonymous = client.get(address)
    assert (anonymous["Cache-Control"], "Cookie" in anonymous["Vary"]) == ("no-cache", True)
    client.force_login(django_user_model.objects.create_user("reader"))
    answer = again(client, address, anonymous["ETag"])
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-cache")
    assert "ETag" not in answer


def test_a_closed_archive_is_kept_by_no_shared_cache(client, addresses, settings, django_user_model):
    public = client.get("/api/v1/search?q=التجارة")
    assert (public["Cache-Control"], public.get("Vary")) == ("no-cache", None)
    settings.ARCHIVE_ACCESS = "members"
    client.force_login(django_user_model.objects.create_user("reader"))
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer["Cache-Control"] == "private, no-cache", address
        assert "Cookie" in answer["Vary"]
        if answer.streaming:
            answer.close()


def test_head_answers_as_get_does_without_the_content(client, addresses):
    pages = [
        "/",
        "/search/?q=التجارة",
        "/search/timeline/?q=التجارة",
        "/help/search/",
        "/api/",
        "/opensearch.xml",
        "/robots.txt",
    ]
    for address in [*addresses, *pages, "/healthz", "/readyz"]:
        read, head = client.get(address), client.head(address)
        assert (head.status_code, b"".join(head.streaming_content) if head.streaming else head.content) == (
            read.status_code,
            b"",
        )
        for name in ("Content-Type", "ETag", "Cache-Control", "Vary"):
            assert head.get(name) == read.get(name), (address, name)
        if read.streaming:
            read.close()


def test_an_article_is_shown_without_an_etag_half_while_the_index_is_missing(client, make_article):
    article = make_article()
    answer = client.get(f"/articles/{article.key}/")
    assert answer.status_code == 200
    assert again(client, f"/articles/{article.key}/", answer["ETag"]).status_code == 304
    article_withdraw(article=article)
    assert again(client, f"/articles/{article.key}/", answer["ETag"]).status_code == 404
    assert Article.objects.count() == 1


def test_a_new_day_is_that_of_the_archives_time_zone(client, article, settings):
    address, states = f"/articles/{article.key}.ris", []
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Pacific/Pago_Pago"):  # 25 hours apart
        settings.TIME_ZONE = zone
        states.append(etag_of(client, address).split("-")[0])
    assert states[0] != states[1] == states[2]
