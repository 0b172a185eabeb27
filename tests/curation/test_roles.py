"""Roles: what they hold, how an account gets one, and that nobody gives or takes more than he has."""

import re
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.core.management import CommandError, call_command
from django.urls import reverse

from archive.catalog.models import Article
from archive.curation.roles import ROLES, may_change, role_of, role_set, roles_keep
from archive.entities.models import AuthorityChange, Entity
from archive.entities.services import entity_merge
from tests.curation.browser_forms import form_of
from tests.curation.conftest import save_article

pytestmark = pytest.mark.django_db


def held(key):
    rows = Group.objects.get(name=key).permissions.values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in rows}


def test_each_role_is_a_group_with_what_is_declared_and_may_all_that_the_lesser_may():
    lesser = set()
    for role in ROLES.values():
        assert held(role.key) == role.permissions
        assert lesser <= role.permissions
        lesser = role.permissions


def test_what_was_added_to_or_taken_from_a_role_by_hand_does_not_stay():
    group = Group.objects.get(name="curator")
    group.permissions.set([Permission.objects.get(codename="delete_user")])
    Group.objects.get(name="administrator").delete()
    roles_keep()
    assert held("curator") == ROLES["curator"].permissions
    assert held("administrator") == ROLES["administrator"].permissions


def test_curators_of_before_become_senior_curators():
    old = User.objects.create_user("old", is_staff=True)
    old.groups.add(Group.objects.get(name="curator"))
    import_module("archive.curation.migrations.0015_roles").raise_curators(apps, None)
    assert role_of(User.objects.get(pk=old.pk)).key == "senior_curator"


def test_a_role_takes_the_place_of_another_and_leaves_other_groups():
    user = User.objects.create_user("nora")
    own = Group.objects.create(name="قسم الرياضة")
    user.groups.add(own)
    role_set(user=user, key="administrator")
    role_set(user=user, key="curator")
    user = User.objects.get(pk=user.pk)
    assert set(user.groups.values_list("name", flat=True)) == {"curator", own.name}
    assert user.is_staff
    role_set(user=user, key="journalist")
    assert not User.objects.get(pk=user.pk).is_staff


def test_staff_without_a_role_keep_what_they_had(sign_in):
    client = sign_in("منى", "catalog.view_article", "catalog.change_article")
    assert role_of(User.objects.get(username="منى")) is None
    assert client.get(reverse("admin:catalog_article_changelist")).status_code == 200


def test_the_command_gives_a_role(capsys):
    user = User.objects.create_user("nora")
    call_command("set_role", "nora", "senior_curator")
    assert role_of(User.objects.get(pk=user.pk)).key == "senior_curator"
    with pytest.raises(CommandError, match="no account 'nobody'"):
        call_command("set_role", "nobody", "curator")
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("set_role", "nora", "king")


def page_of(client, user):
    return client.get(reverse("admin:auth_user_change", args=[user.pk])).content.decode()


def send(client, user, **changed):
    fields = form_of(page_of(client, user))
    return client.post(reverse("admin:auth_user_change", args=[user.pk]), {**fields, **changed})


def key_of(role):
    return str(Group.objects.get(name=role).pk)


def test_an_administrator_chooses_a_role_in_one_field(sign_in):
    boss, nora = sign_in("boss", group="administrator"), User.objects.create_user("nora")
    page = page_of(boss, nora)
    assert re.findall(r"<option[^>]*>([^<]+)</option>", page)[:4] == ["صحفي", "قيّم", "قيّم أول", "مدير"]
    assert 'name="is_superuser"' not in page
    assert 'name="user_permissions"' not in page
    assert send(boss, nora, groups=key_of("curator")).status_code == 302
    nora.refresh_from_db()
    assert (role_of(nora).key, nora.is_staff) == ("curator", True)
    assert LogEntry.objects.filter(object_id=nora.pk).exists()
    assert send(boss, nora, groups=key_of("journalist")).status_code == 302
    nora.refresh_from_db()
    assert (role_of(nora).key, nora.is_staff) == ("journalist", False)


@pytest.mark.parametrize("of_a_page", [True, False])
def test_nobody_makes_himself_a_superuser(sign_in, of_a_page):
    boss = sign_in("boss", group="administrator")
    me = User.objects.get(username="boss")
    right = Permission.objects.get(codename="delete_user" if of_a_page else "add_session").pk
    sent = send(boss, me, groups=key_of("administrator"), is_superuser="on", user_permissions=str(right))
    assert sent.status_code == 302
    me.refresh_from_db()
    assert not me.is_superuser
    assert not me.user_permissions.exists()


def test_who_only_changes_accounts_gives_no_role_that_may_more(sign_in):
    clerk, nora = sign_in("clerk", "auth.view_user", "auth.change_user"), User.objects.create_user("nora")
    assert send(clerk, nora, groups=key_of("administrator")).status_code == 200
    assert role_of(User.objects.get(pk=nora.pk)).key == "journalist"


@pytest.mark.parametrize("page", ["auth_user_change", "auth_user_password_change"])
def test_an_account_that_may_more_is_changed_by_nobody_who_may_less(sign_in, page):
    clerk = sign_in("clerk", "auth.view_user", "auth.change_user")
    boss = User.objects.create_user("boss", password="old", is_staff=True)
    role_set(user=boss, key="administrator")
    new = {"password1": "a long pass phrase", "password2": "a long pass phrase", "username": "taken"}
    assert clerk.post(reverse(f"admin:{page}", args=[boss.pk]), new).status_code == 403
    boss.refresh_from_db()
    assert (boss.username, boss.check_password("old")) == ("boss", True)
    assert not may_change(User.objects.get(username="clerk"), boss)
    clerk.post(reverse("admin:auth_user_changelist"), {"action": "deactivate", "_selected_action": [boss.pk]})
    assert User.objects.get(pk=boss.pk).is_active


def test_the_groups_of_roles_are_not_edited(sign_in):
    boss = sign_in("boss", is_superuser=True)
    group = Group.objects.get(name="curator")
    assert boss.post(reverse("admin:auth_group_change", args=[group.pk]), {"name": "x"}).status_code == 403
    assert boss.post(reverse("admin:auth_group_delete", args=[group.pk]), {"post": "yes"}).status_code == 403


@pytest.fixture
def withdrawn():
    return save_article("خبر مسحوب", "نص الخبر.", state="withdrawn")


def state_of(article):
    return Article.objects.get(pk=article.pk).state


@pytest.mark.parametrize(("role", "state"), [("curator", "withdrawn"), ("senior_curator", "published")])
def test_a_withdrawal_is_taken_back_by_senior_curators_alone(sign_in, withdrawn, role, state):
    client = sign_in("nora", group=role)
    page = client.post(
        reverse("admin:catalog_article_changelist"),
        {"action": "publish", "_selected_action": [withdrawn.pk]},
        follow=True,
    ).content.decode()
    assert state_of(withdrawn) == state
    assert ("ما لا يغيّره إلا قيّم أول (العدد: 1)" in page) == (role == "curator")


def test_a_curator_s_form_neither_withdraws_nor_brings_back(sign_in, withdrawn):
    client, open_one = sign_in("nora", group="curator"), save_article("خبر", "نص.", state="published")
    for article, state in ((withdrawn, "published"), (open_one, "withdrawn")):
        at = reverse("admin:catalog_article_change", args=[article.pk])
        page = client.get(at).content.decode()
        assert '<option value="withdrawn"' not in page
        client.post(at, {**form_of(page), "state": state, "author": "ليلى"})
        assert state_of(article) != state


@pytest.mark.parametrize(("role", "is_kept"), [("curator", True), ("senior_curator", False)])
def test_the_reason_of_a_withdrawal_is_written_by_senior_curators_alone(sign_in, withdrawn, role, is_kept):
    page = sign_in("nora", group=role).get(f"/admin/catalog/article/{withdrawn.pk}/change/").content.decode()
    assert ('name="withdrawal_reason"' not in page) == is_kept


@pytest.mark.parametrize(("role", "undone"), [("curator", False), ("senior_curator", True)])
def test_a_merge_is_undone_by_senior_curators_alone(sign_in, role, undone):
    kept, other = (Entity.objects.create(type="person", name=name) for name in ("سليم", "نديم"))
    change = entity_merge(kept=kept, merged=[other], by="x")
    sign_in("nora", group=role).post(
        reverse("admin:entities_authoritychange_changelist"), {"action": "undo", "_selected_action": [change.pk]}
    )
    assert bool(AuthorityChange.objects.get(pk=change.pk).undone_at) == undone


def test_an_administrator_gives_a_curator_a_new_password(sign_in):
    boss, nora = sign_in("boss", group="administrator"), User.objects.create_user("nora")
    new = {"password1": "a long pass phrase", "password2": "a long pass phrase", "usable_password": "true"}
    assert boss.post(reverse("admin:auth_user_password_change", args=[nora.pk]), new).status_code == 302
    assert User.objects.get(pk=nora.pk).check_password("a long pass phrase")
