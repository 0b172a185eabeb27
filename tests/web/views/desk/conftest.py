"""A dossier with one of everything, and a client for each who may know of it."""

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.catalog.models import Article
from archive.desk.models import Dossier
from archive.desk.selectors import live_items
from archive.desk.services import (
    Place,
    articles_keep,
    colleague_invite,
    dossier_create,
    item_remove,
    link_make,
    link_withdraw,
    note_add,
    passages_keep,
)

ROLES = ("anonymous", "stranger", "reader", "editor", "owner")


@dataclass
class Shelf:
    """`articles`: kept whole, of which a passage is kept, not kept, kept and removed."""

    dossier: Dossier
    articles: list[Article]
    users: dict[str, User]
    clients: dict[str, Client]
    items: list[int]
    removed: int
    note: int
    link: int
    token: str
    withdrawn: str


@pytest.fixture
def shelf(make_article) -> Shelf:
    users = {role: User.objects.create_user(role) for role in ROLES[1:]}
    owner = users["owner"]
    dossier = dossier_create(user=owner, title="صفقة الميناء")
    key = dossier.key
    for role in ("reader", "editor"):
        colleague_invite(user=owner, key=key, name=role, role=role)
    articles = [make_article(title=title) for title in ("مقال كامل", "مقال مقتبس", "مقال آخر", "مقال مُزال")]
    articles_keep(user=owner, key=key, articles=[articles[0].key, articles[3].key], note="ملاحظة المادة")
    passages_keep(user=owner, key=key, article=articles[1].key, places=[Place(2, 0, 11)])
    whole, removed, passage = live_items(dossier).values_list("pk", flat=True)
    item_remove(user=owner, key=key, item=removed)
    link, token = link_make(user=owner, key=key)
    gone, withdrawn = link_make(user=owner, key=key)
    link_withdraw(user=owner, key=key, link=gone.pk)
    clients = {role: Client() for role in ROLES}
    for role, user in users.items():
        clients[role].force_login(user)
    note = note_add(user=owner, key=key, text="ملاحظة الملف").pk
    return Shelf(dossier, articles, users, clients, [whole, passage], removed, note, link.pk, token, withdrawn)
