"""Deleted articles in the admin: they are listed, and come back with the next import if a curator lets them."""

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from archive.catalog.models import Article, Batch, Tombstone
from archive.catalog.services import article_delete

pytestmark = pytest.mark.django_db
LIST = "admin:catalog_tombstone_changelist"


@pytest.fixture
def tombstone():
    article_delete(article=Article.objects.create(title="جسر جديد", import_key="record::1"))
    return Tombstone.objects.get()


def sign_in(client, *codenames):
    user = User.objects.create_user("curator", password="a long enough pass phrase", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client.force_login(user)


def lift(client, tombstone):
    return client.post(reverse(LIST), {"action": "let_come_back", "_selected_action": [tombstone.pk]})


def test_they_are_listed_and_let_back(client, tombstone):
    sign_in(client, "view_tombstone", "delete_tombstone", "view_article")
    assert "جسر جديد" in client.get(reverse(LIST)).content.decode()
    assert client.get(reverse("admin:catalog_tombstone_change", args=[tombstone.pk])).status_code == 200
    lift(client, tombstone)
    assert not Tombstone.objects.exists()


def test_who_only_views_lets_nothing_back(client, tombstone):
    sign_in(client, "view_tombstone", "view_article")
    lift(client, tombstone)
    assert Tombstone.objects.exists()


def test_an_imports_page_names_what_it_left_out(client):
    sign_in(client, "view_batch", "view_article")
    notices = [{"kind": "kept_deleted", "name": "a.jsonl, line 3", "title": "جسر <b>جديد</b>"}]
    batch = Batch.objects.create(label="دفعة", notices=notices)
    page = client.get(reverse("admin:catalog_batch_change", args=[batch.pk])).content.decode()
    assert "محذوف لم يُضَف: جسر &lt;b&gt;جديد&lt;/b&gt; <bdi>(\u2068a.jsonl\u2069، السطر 3)</bdi>" in page
