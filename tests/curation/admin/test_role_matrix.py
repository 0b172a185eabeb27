"""What each role may do at each address of the admin, with each method and action.

The tables name the lowest role that may. A new model, action or address fails here until somebody places it on purpose.
"""

from typing import NamedTuple

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import URLPattern, reverse

from archive.catalog.models import Article, ArticleRevision, Batch, Redaction, SplitDoubt, TakedownRequest
from archive.coverage.models import Story
from archive.curation.models import KeptVersion
from archive.curation.roles import ROLES
from archive.entities.models import Entity
from archive.ingest.models import Feed, Upload
from tests.curation.admin.test_permissions import act, address, records

pytestmark = pytest.mark.django_db

ANYONE, CURATOR, SENIOR, ADMINISTRATOR, SUPERUSER, NOBODY = range(6)
PEOPLE = {
    "anonymous": ANYONE,
    "journalist": ANYONE,
    "curator": CURATOR,
    "senior_curator": SENIOR,
    "administrator": ADMINISTRATOR,
    "superuser": SUPERUSER,
}


class Row(NamedTuple):
    """The lowest role that may see, add, change and delete, and use each action; `delete_selected` goes with deleting."""

    look: int
    add: int
    change: int
    delete: int
    actions: dict[str, int] = {}


SEEN = Row(CURATOR, NOBODY, NOBODY, NOBODY)
MODELS = {
    "auth.group": Row(ADMINISTRATOR, SUPERUSER, SUPERUSER, SUPERUSER),
    "auth.user": Row(ADMINISTRATOR, ADMINISTRATOR, ADMINISTRATOR, SUPERUSER, {"deactivate": ADMINISTRATOR}),
    "catalog.aboutpage": Row(CURATOR, NOBODY, CURATOR, NOBODY),
    "catalog.article": Row(
        CURATOR,
        CURATOR,
        CURATOR,
        SENIOR,
        {"publish": CURATOR, "embargo": CURATOR, "put_back_to_draft": CURATOR, "withdraw": SENIOR},
    ),
    "catalog.articlerevision": SEEN,
    "catalog.batch": SEEN,
    "catalog.collision": SEEN._replace(
        actions={"accept_as_revision": CURATOR, "add_as_own_article": CURATOR, "refuse": CURATOR}
    ),
    "catalog.correction": Row(CURATOR, CURATOR, CURATOR, SENIOR),
    "catalog.fielddifference": SEEN._replace(actions={"take_record": CURATOR, "keep": CURATOR}),
    "catalog.rawdocument": SEEN,
    "catalog.redaction": Row(SENIOR, NOBODY, NOBODY, NOBODY),
    "catalog.source": Row(CURATOR, CURATOR, CURATOR, SENIOR),
    "catalog.splitdoubt": SEEN,
    "catalog.takedowndecision": SEEN,
    "catalog.takedownrequest": SEEN,
    "catalog.tombstone": SEEN._replace(actions={"let_come_back": SENIOR}),
    "chronology.datemention": Row(
        CURATOR, NOBODY, CURATOR, NOBODY, {"confirm": CURATOR, "refuse": CURATOR, "reopen": CURATOR}
    ),
    "coverage.story": Row(CURATOR, NOBODY, CURATOR, NOBODY),
    "coverage.storychange": Row(CURATOR, NOBODY, CURATOR, NOBODY, {"undo": CURATOR}),
    "curation.recordedchange": SEEN,
    "desk.invitation": Row(ADMINISTRATOR, ADMINISTRATOR, ADMINISTRATOR, NOBODY, {"withdraw": ADMINISTRATOR}),
    "entities.authoritychange": Row(CURATOR, NOBODY, CURATOR, NOBODY, {"undo": CURATOR}),
    "entities.entity": Row(CURATOR, CURATOR, CURATOR, SENIOR, {"merge": SENIOR, "confirm": CURATOR, "refuse": CURATOR}),
    "entities.mention": Row(CURATOR, NOBODY, CURATOR, NOBODY, {"confirm": CURATOR, "refuse": CURATOR}),
    "entities.spellingvariant": Row(CURATOR, NOBODY, CURATOR, SENIOR, {"confirm": CURATOR, "refuse": CURATOR}),
    "ingest.feed": Row(CURATOR, CURATOR, CURATOR, SENIOR, {"fetch_now": CURATOR, "follow_move": CURATOR}),
    "ingest.rule": Row(CURATOR, NOBODY, CURATOR, NOBODY, {"undo": CURATOR}),
    "ingest.upload": Row(CURATOR, CURATOR, CURATOR, NOBODY),
    "statements.quotation": Row(CURATOR, NOBODY, CURATOR, NOBODY, {"confirm": CURATOR, "refuse": CURATOR}),
}
CHOICES = "?app_label=catalog&model_name=article&field_name=source"
GET, POST = "get", "post"
ADDRESSES = {
    "login": ((), {GET: ANYONE, POST: ANYONE}),
    "index": ((), {GET: CURATOR, POST: CURATOR}),
    "app_list": (("catalog",), {GET: CURATOR, POST: CURATOR}),
    "handbook": ((), {GET: CURATOR}),
    "second_factor": ((), {GET: CURATOR, POST: CURATOR}),
    "index_page": ((), {GET: CURATOR, POST: CURATOR}),
    "kept_version": ((KeptVersion,), {GET: CURATOR, POST: CURATOR}),
    "revision_version": ((ArticleRevision,), {GET: CURATOR, POST: CURATOR}),
    "quick_search": ((), {GET: CURATOR}),
    "password_change": ((), {GET: CURATOR, POST: CURATOR}),
    "password_change_done": ((), {GET: CURATOR}),
    "autocomplete": ((), {GET: CURATOR}),
    "jsi18n": ((), {GET: CURATOR}),
    "view_on_site": ((Article,), {GET: CURATOR}),
    "auth_user_password_change": ((User,), {GET: ADMINISTRATOR, POST: ADMINISTRATOR}),
    "auth_user_sessions_end": ((User,), {POST: ADMINISTRATOR}),
    "auth_user_second_factor_reset": ((User,), {POST: ADMINISTRATOR}),
    "catalog_article_field": ((Article,), {POST: CURATOR}),
    "catalog_article_queue": (("titles",), {GET: CURATOR, POST: CURATOR}),
    "catalog_article_rule": ((Article,), {POST: CURATOR}),
    "catalog_article_versions": ((Article,), {POST: CURATOR}),
    "catalog_articlerevision_hide": ((ArticleRevision,), {POST: SENIOR}),
    "catalog_batch_queue": ((), {GET: CURATOR, POST: CURATOR}),
    "catalog_batch_undo": ((Batch,), {GET: SENIOR, POST: SENIOR}),
    "catalog_redaction_new": ((), {GET: SENIOR, POST: SENIOR}),
    "catalog_redaction_undo": ((Redaction,), {POST: SENIOR}),
    "catalog_takedowndecision_log": ((), {GET: CURATOR}),
    "catalog_takedownrequest_decide": ((TakedownRequest,), {POST: CURATOR}),
    "catalog_takedownrequest_erase": ((TakedownRequest,), {POST: SENIOR}),
    "catalog_fielddifference_queue": ((), {GET: CURATOR, POST: CURATOR}),
    "catalog_splitdoubt_decide": ((SplitDoubt,), {POST: CURATOR}),
    "coverage_story_decide": ((Story,), {POST: CURATOR}),
    "coverage_story_queue": ((), {GET: CURATOR, POST: CURATOR}),
    "coverage_story_merge": ((Story,), {GET: CURATOR, POST: CURATOR}),
    "chronology_datemention_queue": ((), {GET: CURATOR, POST: CURATOR}),
    "statements_quotation_queue": ((), {GET: CURATOR, POST: CURATOR}),
    "entities_mention_queue": ((), {GET: CURATOR, POST: CURATOR}),
    "entities_entity_queue": ((), {GET: CURATOR, POST: CURATOR}),
    "entities_spellingvariant_queue": ((), {GET: CURATOR, POST: CURATOR}),
    "entities_entity_split": ((Entity,), {GET: CURATOR, POST: CURATOR}),
    "ingest_feed_act": ((Feed,), {POST: CURATOR}),
    "ingest_upload_paste": ((), {GET: CURATOR, POST: CURATOR}),
    "ingest_upload_progress": ((Upload,), {GET: CURATOR}),
    "logout": ((), {POST: ANYONE}),
}
"""Addresses beyond the five of each model: what their arguments are the keys of, and who may, by method."""
PAGES = ("changelist", "add", "change", "delete", "history")


def patterns(found):
    for one in found:
        if isinstance(one, URLPattern):
            yield one
        else:
            yield from patterns(one.url_patterns)


def test_every_model_every_action_and_every_address_has_a_place():
    placed = {label: set(row.actions) for label, row in MODELS.items()}
    there = {
        model._meta.label_lower: {str(getattr(action, "__name__", action)) for action in one.actions}
        for model, one in admin.site._registry.items()
    }
    assert there == placed
    stock = {f"{label.replace('.', '_')}_{page}" for label in MODELS for page in PAGES}
    names = {one.name for one in patterns(admin.site.urls[0]) if one.name}
    assert names - stock == set(ADDRESSES)


@pytest.fixture(params=PEOPLE)
def person(request, one_of_each):
    """(browser, rank) of somebody with this role, and nothing beyond it."""
    browser = Client()
    if request.param != "anonymous":
        user = User.objects.create_user(
            request.param,
            is_staff=PEOPLE[request.param] > ANYONE,
            is_superuser=request.param == "superuser",
        )
        if request.param in ROLES:
            user.groups.add(Group.objects.get(name=request.param))
        browser.force_login(user)
    return browser, PEOPLE[request.param]


def answered(browser, method, path, rank, lowest, data=None):
    """'' if the answer is the right one for this rank, else what was wrong."""
    answer = getattr(browser, method)(path, data or {})
    status, is_sent_to_sign_in = answer.status_code, "next=" in answer.headers.get("Location", "")
    refused = 302 if rank == ANYONE else 403
    is_allowed = (status < 403 and not is_sent_to_sign_in) or status in (404, 409)
    right = is_allowed if rank >= lowest else status == refused
    return "" if right else f"{method} {path}: {status}"


def test_pages_of_models(person, one_of_each):
    browser, rank = person
    wrong = []
    for model in admin.site._registry:
        row, pk = MODELS[model._meta.label_lower], one_of_each[model].pk
        wrong += [
            answered(browser, GET, address(model, "changelist"), rank, row.look),
            answered(browser, GET, address(model, "change", pk), rank, row.look),
            answered(browser, GET, address(model, "history", pk), rank, row.look),
            answered(browser, GET, address(model, "add"), rank, row.add),
            answered(browser, GET, address(model, "delete", pk), rank, row.delete),
        ]
    assert list(filter(None, wrong)) == []


def test_forms_that_are_sent(person, one_of_each):
    """Forms that are refused change nothing. Those that are taken are incomplete: they come back, or save what they say."""
    browser, rank = person
    before = records()
    forms = []
    for model in admin.site._registry:
        row, pk = MODELS[model._meta.label_lower], one_of_each[model].pk
        forms += [(address(model, "add"), row.add), (address(model, "change", pk), row.change)]
        forms += [(address(model, "delete", pk), row.delete)]
    sent = {"post": "yes", "title": "x", "name": "x"}
    wrong = [answered(browser, POST, path, rank, lowest, sent) for path, lowest in forms if rank < lowest]
    assert list(filter(None, wrong)) == []
    assert records() == before
    allowed = [(path, lowest) for path, lowest in forms if rank >= lowest and path.endswith("/change/")]
    wrong = [answered(browser, POST, path, rank, lowest) for path, lowest in allowed]
    assert list(filter(None, wrong)) == []


def test_actions(person, one_of_each):
    """Offered to those who may; without effect for others, though they send it."""
    browser, rank = person
    before, wrong = records(), []
    for model, one in admin.site._registry.items():
        row = MODELS[model._meta.label_lower]
        offered = set()
        if rank >= row.look:
            form = browser.get(address(model, "changelist")).context.get("action_form")
            offered = {name for name, _ in form.fields["action"].choices if name} if form else set()
        for name, lowest in {**row.actions, "delete_selected": row.delete}.items():
            if (name in offered) != (rank >= lowest):
                wrong.append(f"{one} {name}: offered {sorted(offered)}")
            if rank < lowest:
                act(browser, model, name, one_of_each[model].pk, post="yes", keep=one_of_each[model].pk)
    assert wrong == []
    assert records() == before


def test_other_addresses(person, one_of_each):
    browser, rank = person
    wrong = []
    for name, (args, methods) in ADDRESSES.items():
        keys = [one_of_each[arg].pk if isinstance(arg, type) else arg for arg in args]
        if name == "view_on_site":
            keys = [ContentType.objects.get_for_model(Article).pk, *keys]
        path = reverse(f"admin:{name}", args=keys) + (CHOICES if name == "autocomplete" else "")
        wrong += [answered(browser, method, path, rank, lowest) for method, lowest in methods.items()]
    assert list(filter(None, wrong)) == []
