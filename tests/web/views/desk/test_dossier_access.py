"""Who gets what: every address of dossiers, for every role, by every method."""

import pytest
from django.urls import reverse

from archive.desk.models import Colleague, Dossier, DossierItem, DossierNote, SharedLink
from archive.web.desk_urls import urlpatterns
from tests.web.views.desk.conftest import ROLES

ADDRESSES = {
    "dossiers": ({}, {"GET": "stranger", "POST": "stranger"}, {"title": "جديد"}),
    "dossier-add": ({}, {"GET": "stranger", "POST": "editor"}, {}),
    "dossier": ({}, {"GET": "reader"}, {}),
    "dossier-file": ({"suffix": "suffix"}, {"GET": "reader"}, {}),
    "dossier-edit": ({}, {"GET": "editor", "POST": "editor"}, {"title": "آخر", "version": "1"}),
    "dossier-delete": ({}, {"GET": "owner", "POST": "owner"}, {}),
    "dossier-notes": ({}, {"POST": "editor"}, {"text": "نص"}),
    "dossier-note": ({"note": "note"}, {"POST": "editor"}, {"text": "نص", "version": "1"}),
    "dossier-item-move": ({"item": "item"}, {"POST": "editor"}, {"step": "1"}),
    "dossier-item-note": ({"item": "item"}, {"POST": "editor"}, {"text": "نص", "version": "1"}),
    "dossier-item-remove": ({"item": "item"}, {"POST": "editor"}, {}),
    "dossier-item-restore": ({"item": "removed"}, {"POST": "editor"}, {}),
    "dossier-sharing": ({}, {"GET": "reader"}, {}),
    "dossier-colleagues": ({}, {"POST": "owner"}, {"name": "stranger", "role": "editor"}),
    "dossier-colleague": ({"colleague": "colleague"}, {"POST": "owner"}, {"do": "remove"}),
    "dossier-leave": ({}, {"POST": "reader"}, {}),
    "dossier-links": ({}, {"POST": "owner"}, {"label": "لمن"}),
    "dossier-link": ({"link": "link"}, {"POST": "owner"}, {}),
}
"""Arguments besides the key; the least role for each method that there is; what is posted."""
OF_NO_DOSSIER = ("dossiers", "dossier-add")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
TABLES = (Colleague, Dossier, DossierItem, DossierNote, SharedLink)


def kept():
    return [list(table.objects.order_by("pk").values_list()) for table in TABLES]


def parts_of(dossier):
    others = [table for table in TABLES if table is not Dossier]
    parts = [list(table.objects.filter(dossier=dossier).order_by("pk").values_list()) for table in others]
    return [Dossier.objects.filter(pk=dossier.pk).values_list().get(), *parts]


def address_of(name, shelf):
    if name in OF_NO_DOSSIER:
        return reverse(name)
    values = {
        "note": shelf.note,
        "item": shelf.items[0],
        "removed": shelf.removed,
        "link": shelf.link,
        "suffix": "html",
        "colleague": shelf.dossier.colleagues.get(user=shelf.users["reader"]).pk,
    }
    arguments = {argument: values[which] for argument, which in ADDRESSES[name][0].items()}
    return reverse(name, kwargs={"key": shelf.dossier.key, **arguments})


def expected_status(name, role, method):
    least = ADDRESSES[name][1].get("GET" if method == "HEAD" else method)
    if least is None:
        return {405}
    if role == "anonymous":
        return {302}
    if ROLES.index(role) >= ROLES.index(least):
        return {200, 302}
    return {404} if role == "stranger" else {403}


def addresses_below(patterns, before=""):
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from addresses_below(pattern.url_patterns, route)
        else:
            yield route, pattern.name


def test_every_address_of_dossiers_is_in_the_table():
    ours = {name for route, name in addresses_below(urlpatterns) if route.startswith(("dossiers", "shared"))}
    assert ours == {*ADDRESSES, "shared", "shared-article", "shared-file"}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", ADDRESSES)
def test_each_gets_what_his_role_allows_and_changes_nothing_else(shelf, name, role):
    address, posted = address_of(name, shelf), dict(ADDRESSES[name][2])
    if name == "dossier-add":
        posted = {"id": shelf.articles[2].key, "dossier": shelf.dossier.key}
    for method in sorted(METHODS, key=lambda method: method == "POST"):
        before = kept()
        client = shelf.clients[role]
        query = posted if method in ("GET", "HEAD") else {}
        answer = (
            client.generic(method, address, query_params=query) if method != "POST" else client.post(address, posted)
        )
        answer.close()
        allowed = expected_status(name, role, method)
        assert answer.status_code in allowed, (method, answer.status_code)
        is_asked_to_sign_in = answer.status_code == 302 and "next=" in answer["Location"]
        assert is_asked_to_sign_in == (role == "anonymous" and allowed == {302})
        if method == "POST" and allowed == {200, 302} and (name, role) != ("dossier-leave", "owner"):
            assert kept() != before, "the right role is refused in silence"
        else:
            assert kept() == before
        if allowed & {403, 404} or role == "anonymous":
            assert answer.streaming is False
            assert "صفقة الميناء" not in answer.content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_a_link_shows_its_dossier_to_anybody_and_takes_nothing(shelf, role):
    whole, quoted, other, removed = (article.key for article in shelf.articles)
    before = kept()
    for method in METHODS:
        for token, found in (
            (shelf.token, 200),
            (shelf.withdrawn, 404),
            (shelf.token[:-1], 404),
            (shelf.dossier.key, 404),
        ):
            for key, readable in (("", True), (whole, True), (quoted, False), (other, False), (removed, False)):
                address = reverse("shared-article", args=[token, key]) if key else reverse("shared", args=[token])
                answer = shelf.clients[role].generic(method, address)
                status = found if readable else 404
                assert answer.status_code == (status if method in ("GET", "HEAD") else 405)
    assert kept() == before


def test_forms_without_their_token_are_refused(shelf):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(shelf.users["owner"])
    before = kept()
    assert client.post(address_of("dossier-item-remove", shelf)).status_code == 403
    assert client.post(reverse("shared", args=[shelf.token])).status_code == 405
    assert kept() == before


@pytest.mark.parametrize("name", [name for name in ADDRESSES if name not in OF_NO_DOSSIER])
def test_the_parts_of_another_dossier_are_out_of_reach(shelf, name):
    """An owner who puts the numbers of another's items, notes, links and colleagues into the addresses of his own dossier."""
    from archive.desk.services import dossier_create

    own = dossier_create(user=shelf.users["stranger"], title="ملف الغريب")
    before = parts_of(shelf.dossier)
    address = address_of(name, shelf).replace(shelf.dossier.key, own.key)
    shelf.clients["stranger"].post(address, ADDRESSES[name][2])
    assert parts_of(shelf.dossier) == before


def test_nobody_copies_from_a_dossier_that_he_does_not_know(shelf):
    asked = {"of": shelf.dossier.key, "item": shelf.items}
    assert shelf.clients["stranger"].get(reverse("dossier-add"), asked).status_code == 404
    posted = {**asked, "dossier": "", "title": "نسخة"}
    assert shelf.clients["stranger"].post(reverse("dossier-add"), posted).status_code == 404
    assert shelf.clients["reader"].get(reverse("dossier-add"), asked).status_code == 200


def test_pages_of_dossiers_are_kept_by_no_cache(shelf):
    for name in ("dossiers", "dossier", "dossier-sharing"):
        answer = shelf.clients["owner"].get(address_of(name, shelf))
        assert "no-store" in answer["Cache-Control"]
        assert "private" in answer["Cache-Control"]
