"""A curator settles doubtful mentions from a list that shows each in its sentence."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group, User

from archive import search
from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.chronology.models import DateMention
from archive.entities.models import Entity, Mention
from archive.statements.models import Quotation

pytestmark = pytest.mark.django_db(transaction=True)

LIST = "/admin/entities/mention/"


@pytest.fixture
def curator(client):
    client.force_login(User.objects.create_superuser("curator", password="a long enough pass phrase"))
    return client


@pytest.fixture
def doubtful():
    article = article_save(article=Article(title="خبر"), paragraphs=[("lede", "وصل برانسون إلى المطار.")])
    entity = Entity.objects.create(type="person", name="ريتشارد برانسون")
    mention = Mention.objects.create(
        article=article, entity=entity, surface="برانسون", paragraph=0, start=4, end=11, confidence=0.4
    )
    search.drain()
    return mention


def found(entity):
    search.drain()
    return search.search(search.SearchRequest(filters={"person": (entity.key,)})).count


def test_doubtful_mentions_are_listed_in_their_sentence(curator, doubtful):
    page = curator.get(LIST).content.decode()
    assert "وصل <mark>برانسون</mark> إلى المطار" in page
    assert "تنتظر قرارًا" in page


@pytest.mark.parametrize(("action", "count"), [("confirm", 1), ("refuse", 0)])
def test_a_decision_takes_effect_and_leaves_the_list(curator, doubtful, action, count):
    curator.post(LIST, {"action": action, "_selected_action": [doubtful.pk]})
    assert found(doubtful.entity) == count
    assert "<mark>" not in curator.get(LIST).content.decode()
    for standing, listed in (("decided", True), ("all", True), ("counting", bool(count))):
        assert ("<mark>" in curator.get(LIST, {"standing": standing}).content.decode()) is listed


def test_somebody_else_is_meant(curator, doubtful):
    other = Entity.objects.create(type="person", name="أندرو برانسون")
    curator.post(f"{LIST}{doubtful.pk}/change/", {"entity": other.pk})
    assert (found(doubtful.entity), found(other)) == (0, 1)


def test_mentions_are_neither_added_nor_deleted_by_hand(curator, doubtful):
    assert curator.get(f"{LIST}add/").status_code == 403
    assert curator.get(f"{LIST}{doubtful.pk}/delete/").status_code == 403


def test_an_article_is_deleted_with_the_mentions_and_dates_read_in_it(curator, doubtful):
    article = doubtful.article
    day = dt.date(2024, 6, 20)
    DateMention.objects.create(
        article=article, value="2024-06-20", first=day, last=day, precision="day", basis="stated", surface="x", paragraph=0,
        start=0, end=1,
    )  # fmt: skip
    answer = curator.post(f"/admin/catalog/article/{article.pk}/delete/", {"post": "yes"})
    assert answer.status_code == 302
    assert not Mention.objects.exists()
    assert not DateMention.objects.exists()


def test_members_of_the_group_settle_mentions_and_see_the_log(client, doubtful):
    user = User.objects.create_user("member", password="a long enough pass phrase", is_staff=True)
    user.groups.add(Group.objects.get(name="curator"))
    client.force_login(user)
    assert client.get("/admin/entities/authoritychange/").status_code == 200
    client.post(LIST, {"action": "confirm", "_selected_action": [doubtful.pk]})
    assert found(doubtful.entity) == 1


@pytest.fixture
def said(doubtful):
    return Quotation.objects.create(
        article=doubtful.article, type="indirect", surface="المطار", paragraph=0, start=15, end=21, cue="وصل",
        speaker_name="برانسون", speaker_basis="name", speaker_surface="برانسون", speaker_paragraph=0, speaker_start=4,
        speaker_end=11,
    )  # fmt: skip


def speaker_of(said):
    return Quotation.objects.get(pk=said.pk).speaker


def test_a_decision_about_a_name_is_one_about_who_speaks(curator, doubtful, said):
    curator.post(LIST, {"action": "confirm", "_selected_action": [doubtful.pk]})
    assert speaker_of(said) == doubtful.entity
    other = Entity.objects.create(type="person", name="أندرو برانسون")
    curator.post(f"{LIST}{doubtful.pk}/change/", {"entity": other.pk})
    assert speaker_of(said) == other
    curator.post(f"{LIST}?standing=all", {"action": "refuse", "_selected_action": [doubtful.pk]})
    assert speaker_of(said) is None
