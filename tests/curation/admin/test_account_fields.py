"""Pages of accounts and groups in Arabic: rights, roles as a filter, and the password that nobody sees."""

import re

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse

from archive.curation.admin.account_fields import right_label, rights_to_give
from archive.curation.roles import ADMINISTRATOR, ROLES, role_of
from tests.curation.browser_forms import form_of

pytestmark = pytest.mark.django_db
LATIN = re.compile(r">[^<]*[A-Za-z]{2,}[^<]*<")


@pytest.fixture
def boss(sign_in):
    return sign_in("رئيس", is_superuser=True)


@pytest.fixture
def sara(authenticator) -> User:
    user = User.objects.create_user("سارة", password="a long enough pass phrase", is_staff=True)
    authenticator.set_up(user)
    return user


def english(html: str) -> list[str]:
    """Words in Latin letters that stand between tags, on screens."""
    html = re.sub(r"(?s)<(script|style)\b.*?</\1>|<title>.*?</title>", "", html.replace("&rsaquo;", "›"))
    html = re.sub(r'(?s)<label[^>]*for="id_seen_version".*?</label>', "", html)  # of a hidden field
    return LATIN.findall(re.sub(r"&\w+;", " ", html))


@pytest.mark.parametrize(
    "page", ["changelist", "add", "change", "password_change", "delete", "history", "group_add", "group_changelist"]
)
def test_no_page_of_accounts_has_english_words(boss, sara, page):
    args = [sara.pk] if page in ("change", "password_change", "delete", "history") else []
    name = f"auth_{page}" if page.startswith("group") else f"auth_user_{page}"
    found = english(boss.get(reverse(f"admin:{name}", args=args)).content.decode())
    # groups that are roles have the key that commands ask for as their name
    assert [text for text in found if text.strip("><\n ") not in ROLES] == []


def test_rights_are_told_as_what_and_on_what():
    assert right_label(Permission.objects.get(codename="change_article")) == "مقال · تعديل"
    assert right_label(Permission.objects.get(codename="undo_batch")) == "التراجع عن دفعة إدخال وإعادتها"


def test_rights_are_those_that_open_something_and_those_held_already():
    names = {f"{one.content_type.app_label}.{one.codename}" for one in rights_to_give()}
    assert names >= ADMINISTRATOR
    assert not any(name.startswith(("otp_totp.", "sessions.", "contenttypes.")) for name in names)
    user = User.objects.create_user("sami")
    odd = Permission.objects.get(codename="change_session")
    user.user_permissions.add(odd)
    assert odd in rights_to_give(user.user_permissions.all())


def test_an_account_keeps_its_rights_when_its_form_is_saved(boss, sara):
    held = Permission.objects.filter(codename__in=("change_session", "change_article"))
    sara.user_permissions.set(held)
    address = reverse("admin:auth_user_change", args=[sara.pk])
    answer = boss.post(address, {**form_of(boss.get(address).content.decode()), "first_name": "س"})
    assert answer.status_code == 302
    assert set(sara.user_permissions.all()) == set(held)


def test_nothing_of_the_hash_of_a_password_is_shown(boss, sara):
    page = boss.get(reverse("admin:auth_user_change", args=[sara.pk])).content.decode()
    assert "محفوظة لا يراها أحد." in page
    assert "pbkdf2" not in page
    assert sara.password.split("$")[-1][:6] not in page


def test_accounts_are_filtered_by_the_role_that_the_list_shows(boss, sara):
    for key in ROLES:
        user = User.objects.create_user(key, is_staff=key != "journalist")
        user.groups.add(Group.objects.get(name=key))
    both = User.objects.create_user("both", is_staff=True)
    both.groups.set(Group.objects.filter(name__in=("curator", "administrator")))
    User.objects.create_user("reader")
    for asked in [*ROLES, "own"]:
        shown = set(boss.get(f"/admin/auth/user/?role={asked}").context["cl"].queryset)
        expected = {user for user in User.objects.all() if (role.key if (role := role_of(user)) else "own") == asked}
        assert shown == expected, asked
        assert shown
