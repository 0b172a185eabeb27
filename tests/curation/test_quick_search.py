"""The search box of the admin's header finds articles, drafts, entities and sources, as far as its user may see them."""

import pytest

from archive import search
from archive.catalog.models import Source
from archive.entities.models import Entity
from tests.curation.conftest import HIDDEN_TITLE, save_article

pytestmark = pytest.mark.django_db
PAGE = "/admin/search/"


@pytest.fixture
def found(index_folder):
    save_article("خبر عن الجسر", "افتُتح الجسر المعلق صباحا.")
    save_article(HIDDEN_TITLE, "الجسر لم يفتتح.", state="draft")
    Entity.objects.create(type="place", name="الجسر المعلق", description="مَعْلم")
    Source.objects.create(name="صحيفة الجسر")
    search.drain()


def titles(client, query="الجسر"):
    context = client.get(PAGE, {"q": query}).context
    return {section.title: [one.label for one in section.found] for section in context["sections"]}


def test_each_kind_of_record_is_found(sign_in, found):
    boss = sign_in("boss", is_superuser=True)
    assert titles(boss) == {"مقالات منشورة": ["خبر عن الجسر"], "أعلام": ["الجسر المعلق"], "مصادر": ["صحيفة الجسر"]}
    assert titles(boss, HIDDEN_TITLE)["مقالات لا يراها القراء"] == [HIDDEN_TITLE]


def test_who_may_see_no_drafts_finds_what_readers_find(sign_in, found):
    stranger = sign_in("stranger")
    assert HIDDEN_TITLE not in stranger.get(PAGE, {"q": HIDDEN_TITLE}).content.decode().replace(
        f'value="{HIDDEN_TITLE}"', ""
    ).replace(f"«<bdi>{HIDDEN_TITLE}</bdi>»", "")
    assert set(titles(stranger)) == {"مقالات منشورة"}


@pytest.mark.parametrize("query", ["", "   ", '"', "((", "\x00", "ا" * 5000, "%", "*"])
def test_odd_queries_are_answered(sign_in, found, query):
    assert sign_in("boss", is_superuser=True).get(PAGE, {"q": query}).status_code == 200


def test_the_box_is_on_each_page_but_not_for_strangers(sign_in, client):
    assert (
        'action="/admin/search/"' in sign_in("boss", is_superuser=True).get("/admin/catalog/source/").content.decode()
    )
    assert 'action="/admin/search/"' not in client.get("/admin/login/").content.decode()
