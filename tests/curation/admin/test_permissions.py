"""Every page and every action of the admin asks for a permission, and every change leaves a row in the history."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from archive.catalog.models import (
    AboutPage,
    Article,
    ArticleRevision,
    Batch,
    Collision,
    FieldDifference,
    RawDocument,
    Redaction,
    Source,
    SplitDoubt,
    TakedownDecision,
    TakedownRequest,
    Tombstone,
)
from archive.chronology.models import DateMention
from archive.coverage.models import Story, StoryChange
from archive.curation.models import RecordedChange
from archive.desk.models import Invitation
from archive.entities.models import AuthorityChange, Entity, Mention
from archive.ingest.models import Rule, Upload
from archive.statements.models import Quotation
from tests.curation.conftest import HIDDEN_TITLE

pytestmark = pytest.mark.django_db

ADMINS = dict(admin.site._registry)
ACTIONS = [
    (model, name)
    for model, model_admin in ADMINS.items()
    for name in sorted(
        {str(getattr(action, "__name__", action)) for action in model_admin.actions} | {"delete_selected"}
    )
]
RECORDS = ("desk", "catalog", "coverage", "entities", "chronology", "ingest", "statements", "auth")
UNCHANGEABLE = {
    RawDocument,
    ArticleRevision,
    Batch,
    AuthorityChange,
    Collision,
    FieldDifference,
    SplitDoubt,
    Upload,
    RecordedChange,
    Redaction,
    TakedownDecision,
    TakedownRequest,
}
"""Models of which no action changes the row in `one_of_each`; the history of differences and
collisions is that of their article."""
UNDELETABLE = {AboutPage, Invitation, Source, Mention, DateMention, Quotation, Tombstone, Rule, Story, StoryChange}
"""The source has an article; mentions, dates and quotations are refused instead, rules and changes of stories taken back."""
EFFECTIVE_ACTIONS = [
    (model, action)
    for model, action in ACTIONS
    if model not in UNCHANGEABLE and action != "merge" and not (action == "delete_selected" and model in UNDELETABLE)
]


def ident(value):
    return value.__name__ if isinstance(value, type) else value


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def records():
    """All rows of the archive and of the accounts, as plain values."""
    found = {}
    for model in apps.get_models():
        if model._meta.app_label in RECORDS:
            names = [field.attname for field in model._meta.concrete_fields if field.name != "last_login"]
            found[model] = sorted(map(str, model._base_manager.values_list(*names)))
    return found


def act(client, model, action, pk, **more):
    asked = {"embargo_until": "2126-01-01T08:00"} if action == "embargo" else {}
    return client.post(address(model, "changelist"), {"action": action, "_selected_action": [pk], **asked, **more})


@pytest.mark.parametrize(("model", "action"), ACTIONS, ids=ident)
def test_who_may_only_look_changes_nothing_by_an_action(sign_in, one_of_each, view_permissions, model, action):
    viewer = sign_in("viewer", *view_permissions)
    LogEntry.objects.all().delete()
    before = records()
    act(viewer, model, action, one_of_each[model].pk, post="yes", keep=one_of_each[model].pk)
    assert records() == before
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize(("model", "action"), ACTIONS, ids=ident)
def test_who_may_see_nothing_is_refused_every_action(sign_in, one_of_each, model, action):
    nobody = sign_in("nobody")
    before = records()
    answer = act(nobody, model, action, one_of_each[model].pk, post="yes")
    assert answer.status_code == 403
    assert records() == before


@pytest.mark.parametrize(("model", "action"), EFFECTIVE_ACTIONS, ids=ident)
def test_an_action_leaves_a_row_of_history_for_each_row_changed(sign_in, one_of_each, model, action):
    boss = sign_in("boss", is_superuser=True)
    row = one_of_each[model]
    if action in ("put_back_to_draft", "reopen"):
        act(boss, model, {"put_back_to_draft": "withdraw", "reopen": "refuse"}[action], row.pk, post="yes")
    before = records()
    LogEntry.objects.all().delete()
    act(boss, model, action, row.pk, post="yes")
    assert records() != before, "the action did nothing here: this test shows nothing"
    kind = ContentType.objects.get_for_model(model)
    (entry,) = LogEntry.objects.filter(content_type=kind, object_id=row.pk)
    assert entry.user.username == "boss"


def test_a_merge_a_split_and_taking_them_back_leave_history(sign_in, one_of_each):
    boss = sign_in("boss", is_superuser=True)
    entity, other = one_of_each[Entity], one_of_each["other"]
    both = {str(entity.pk), str(other.pk)}
    chosen = {"action": "merge", "_selected_action": [entity.pk, other.pk], "keep": other.pk}
    LogEntry.objects.all().delete()
    boss.post(address(Entity, "changelist"), chosen)
    assert set(LogEntry.objects.values_list("object_id", flat=True)) == both
    LogEntry.objects.all().delete()
    change = AuthorityChange.objects.get(kind="merge")
    act(boss, AuthorityChange, "undo", change.pk)
    assert set(LogEntry.objects.values_list("object_id", flat=True)) == {*both, str(change.pk)}
    LogEntry.objects.all().delete()
    boss.post(f"/admin/entities/entity/{entity.pk}/split/", {"form": [entity.forms.last().pk]})
    assert LogEntry.objects.filter(object_id=entity.pk).exists()


@pytest.mark.parametrize(("action", "old", "new"), [("publish", "مسودة", "منشور"), ("withdraw", "مسودة", "مسحوب")])
def test_the_history_tells_old_and_new_values(sign_in, one_of_each, action, old, new):
    boss = sign_in("boss", is_superuser=True)
    article = one_of_each[Article]
    act(boss, Article, action, article.pk, post="yes")
    page = boss.get(address(Article, "history", article.pk)).content.decode()
    assert f"<del>{old}</del><ins>{new}</ins>" in page


PAGES = [
    *((model, page) for model in ADMINS for page in ("changelist", "add", "change", "delete", "history")),
    *(
        (None, path)
        for path in ("", "search-index/", "catalog/", "entities/", "chronology/", "auth/", "password_change/")
    ),
]


def open_page(client, one_of_each, model, page):
    if model is None:
        return client.get(f"/admin/{page}")
    return client.get(address(model, page, *([] if page in ("changelist", "add") else [one_of_each[model].pk])))


@pytest.mark.parametrize(("model", "page"), PAGES, ids=ident)
def test_a_title_that_is_not_public_is_shown_to_nobody_without_permission(
    sign_in, one_of_each, view_permissions, model, page
):
    """Staff with no permission at all; and with every permission except those for articles."""
    LogEntry.objects.all().delete()
    for name, rights in (
        ("nobody", ()),
        ("others", [right for right in every_permission() if not right.endswith("_article")]),
    ):
        client = sign_in(name, *rights)
        kind = ContentType.objects.get_for_model(Article)
        LogEntry.objects.create(
            user=User.objects.get(username=name),
            content_type=kind,
            object_id="1",
            object_repr=HIDDEN_TITLE,
            action_flag=2,
        )
        answer = open_page(client, one_of_each, model, page)
        assert answer.status_code in (200, 302, 403, 404)
        assert HIDDEN_TITLE not in answer.content.decode(), name


def every_permission():
    rows = Permission.objects.values_list("content_type__app_label", "codename")
    return [f"{app}.{codename}" for app, codename in rows]


@pytest.mark.parametrize(("model", "page"), PAGES, ids=ident)
def test_who_may_look_sees_the_pages_and_who_may_not_is_refused(sign_in, one_of_each, view_permissions, model, page):
    if model is None or page in ("add", "delete"):
        pytest.skip("open to all, or to nobody who only looks")
    assert open_page(sign_in("viewer", *view_permissions), one_of_each, model, page).status_code == 200
    assert open_page(sign_in("nobody"), one_of_each, model, page).status_code in (302, 403)


def test_curators_still_see_the_drafts(sign_in, one_of_each):
    curator = sign_in("curator", group="curator")
    for model in (Article, Mention):
        assert HIDDEN_TITLE in curator.get(address(model, "changelist")).content.decode()
    assert HIDDEN_TITLE in curator.get(address(RawDocument, "change", one_of_each[RawDocument].pk)).content.decode()


def test_the_history_never_shows_passwords(sign_in):
    boss = sign_in("boss", is_superuser=True)
    user = User.objects.create_user("new")
    page = boss.get(address(User, "change", user.pk))
    form = page.context["adminform"].form
    fields = {name: form[name].value() for name in form.fields if name not in ("last_login", "date_joined", "password")}
    joined = {"date_joined_0": "2024-01-01", "date_joined_1": "10:00:00"}
    answer = boss.post(
        address(User, "change", user.pk), {k: v for k, v in fields.items() if v} | joined | {"first_name": "نور"}
    )
    assert answer.status_code == 302, answer.context["errors"]
    assert "نور" in boss.get(address(User, "history", user.pk)).content.decode()
    assert not any("pbkdf2" in entry.change_message for entry in LogEntry.objects.all())
    Group.objects.all().delete()
