"""Curators decide about pairs of spellings in the admin, and searches heed it at once."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from archive import search
from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.entities.models import SpellingVariant

pytestmark = pytest.mark.django_db(transaction=True)
LIST = reverse("admin:entities_spellingvariant_changelist")


@pytest.fixture
def curator(client):
    user = User.objects.create_user("curator", password="a long enough pass phrase", is_staff=True)
    user.groups.add(Group.objects.get(name="curator"))
    client.force_login(user)
    return client


def propose(one, other):
    return SpellingVariant.objects.create(one=one, other=other, distance=0.7, context_similarity=0.1)


@pytest.fixture
def pair():
    return propose("مرينو", "مورينيو")


def decide(client, pair, action):
    return client.post(LIST, {"action": action, "_selected_action": [pair.pk]}, follow=True)


@pytest.mark.parametrize(
    ("action", "state", "one", "other", "found"),
    [("confirm", "confirmed", "درغامو", "درغيم", 2), ("refuse", "refused", "كرتنبولد", "كريتنبولد", 1)],
)
def test_a_decision_is_heeded_by_the_next_search(curator, action, state, one, other, found):
    for text in (f"وصل {one} أمس.", f"تحدثنا طويلا عن {other}."):
        article_save(article=Article(title="خبر"), paragraphs=[("lede", text)])
    search.drain()
    pair = propose(one, other)
    page = decide(curator, pair, action)
    pair.refresh_from_db()
    assert pair.state == state
    assert "عددها 1" in page.content.decode()
    assert search.search(search.SearchRequest(q=one)).count == found


def test_the_list_is_arabic_and_nothing_is_added_by_hand(curator, pair):
    page = curator.get(LIST).content.decode()
    assert "مورينيو" in page
    assert "تأكيد: رسمان لاسم واحد" in page
    assert curator.get(reverse("admin:entities_spellingvariant_add")).status_code == 403


def test_only_the_state_of_a_pair_is_changed(curator, pair):
    address = reverse("admin:entities_spellingvariant_change", args=[pair.pk])
    curator.post(address, {"one": "غيره", "state": "confirmed"})
    pair.refresh_from_db()
    assert (pair.one, pair.state) == ("مرينو", "confirmed")
