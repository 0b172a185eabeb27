"""Records held back from an import are a queue in the admin: a newer text, an article of its own, or refused."""

import json

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from archive.catalog.models import Article, Batch, Collision
from archive.ingest.services import paths_import

pytestmark = pytest.mark.django_db
LIST = "admin:catalog_collision_changelist"


@pytest.fixture
def collision(tmp_path):
    path = tmp_path / "a.jsonl"
    records = (
        {"id": 1, "title": "افتتاح الجسر", "body": "افتتح محافظ المدينة الجسر الجديد صباح الأحد."},
        {"id": 1, "title": "عودة اللقالق", "body": "عادت أسراب اللقالق إلى السهل <b>."},
    )
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    paths_import(paths=[str(path)])
    return Collision.objects.get()


def sign_in(client, *codenames):
    user = User.objects.create_user("curator", password="a long enough pass phrase", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client.force_login(user)


def act(client, collision, action):
    return client.post(reverse(LIST), {"action": action, "_selected_action": [collision.pk]}, follow=True)


def test_both_texts_stand_on_its_page(client, collision):
    sign_in(client, "view_collision", "view_article")
    assert "عودة اللقالق" in client.get(reverse(LIST)).content.decode()
    page = client.get(reverse("admin:catalog_collision_change", args=[collision.pk])).content.decode()
    for text in ("عادت أسراب اللقالق إلى السهل", "افتتح محافظ المدينة", "أقل من نصف الكلمات"):
        assert text in page


@pytest.mark.parametrize(
    ("action", "titles", "state"),
    [
        ("accept_as_revision", {"عودة اللقالق"}, "revision"),
        ("add_as_own_article", {"افتتاح الجسر", "عودة اللقالق"}, "own"),
        ("refuse", {"افتتاح الجسر"}, "refused"),
    ],
)
def test_each_decision_is_carried_out_once_and_recorded(client, collision, action, titles, state):
    sign_in(client, "view_collision", "change_article", "add_article")
    act(client, collision, action)
    assert set(Article.objects.values_list("title", flat=True)) == titles
    assert Collision.objects.get().state == state
    assert LogEntry.objects.filter(object_id=str(collision.article.pk)).count() == 1
    assert "حُسم من قبل" in act(client, collision, "refuse").content.decode()
    assert Collision.objects.get().state == state


def test_a_list_of_what_is_open_counts_what_it_decided(client, collision):
    sign_in(client, "view_collision", "change_article", "add_article")
    form = {"action": "refuse", "_selected_action": [collision.pk]}
    page = client.post(f"{reverse(LIST)}?state__exact=open", form, follow=True).content.decode()
    assert "(العدد: 1)" in page
    assert "حُسم من قبل" not in page


def test_its_page_offers_what_ones_permissions_allow_until_it_is_decided(client, collision):
    sign_in(client, "view_collision", "change_article")
    address = reverse("admin:catalog_collision_change", args=[collision.pk])
    page = client.get(address).content.decode()
    assert 'value="accept_as_revision"' in page
    assert 'value="add_as_own_article"' not in page
    act(client, collision, "refuse")
    assert 'value="accept_as_revision"' not in client.get(address).content.decode()


@pytest.mark.parametrize("action", ["accept_as_revision", "add_as_own_article", "refuse"])
@pytest.mark.parametrize("codenames", [("view_collision", "view_article"), ("view_collision",)])
def test_who_may_not_change_articles_decides_nothing(client, collision, action, codenames):
    sign_in(client, *codenames)
    act(client, collision, action)
    assert Collision.objects.get().state == "open"
    assert Article.objects.count() == 1


def test_who_may_not_see_drafts_sees_none(client, collision):
    sign_in(client, "view_collision")
    assert "عودة اللقالق" not in client.get(reverse(LIST)).content.decode()


def test_the_page_of_an_import_names_it(client, collision):
    sign_in(client, "view_batch", "view_article")
    page = client.get(reverse("admin:catalog_batch_change", args=[Batch.objects.get().pk])).content.decode()
    assert "لم يُكتب فوق مقال آخر بالمفتاح نفسه: عودة اللقالق" in page
    assert "رقم ورد من قبل: عودة اللقالق <bdi>(\u2068a.jsonl\u2069، السطور 1 و2)</bdi>" in page
