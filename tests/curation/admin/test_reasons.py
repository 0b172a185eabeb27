"""Why somebody decides or deletes: an optional field, told in the history, that costs no click."""

import re

import pytest
from django.contrib.admin.models import DELETION, LogEntry
from django.urls import reverse

from archive.catalog.models import Article, Source
from archive.catalog.services import article_save
from archive.curation.history import recorded_reason
from tests.curation.browser_forms import form_of

pytestmark = pytest.mark.django_db
WHY = "لا يخص\n هذا الأرشيف"
KEPT = "لا يخص هذا الأرشيف"


@pytest.fixture
def boss(sign_in):
    return sign_in("boss", is_superuser=True)


@pytest.fixture
def source():
    return Source.objects.create(name="صحيفة المرفأ")


@pytest.mark.parametrize(("why", "kept"), [(WHY, KEPT), ("", ""), (None, "")])
def test_a_deletion_has_the_reason_that_was_typed(boss, source, why, kept):
    address = reverse("admin:catalog_source_delete", args=[source.pk])
    page = boss.get(address).content.decode()
    assert '<textarea name="change_reason"' in page
    boss.post(address, {"post": "yes"} | ({} if why is None else {"change_reason": why}))
    assert not Source.objects.exists()
    entry = LogEntry.objects.get(action_flag=DELETION)
    assert recorded_reason(entry) == kept
    assert (KEPT in boss.get("/admin/curation/recordedchange/").content.decode()) is bool(kept)


def test_the_reason_typed_with_the_action_stands_on_the_page_that_asks_once_more(boss, source):
    asked = {"action": "delete_selected", "_selected_action": [source.pk], "change_reason": KEPT}
    page = boss.post("/admin/catalog/source/", asked).content.decode()
    assert re.search(r"<textarea[^>]*>" + KEPT + "</textarea>", page)
    assert Source.objects.exists()
    boss.post("/admin/catalog/source/", {**asked, "post": "yes"})
    assert recorded_reason(LogEntry.objects.get(action_flag=DELETION)) == KEPT


@pytest.mark.parametrize(("why", "kept"), [(WHY, KEPT), ("", "")])
def test_a_decision_of_a_queue_has_the_reason_and_needs_none(boss, why, kept):
    article = article_save(
        article=Article(title=None, generated_title="عنوان مولد"), paragraphs=[("lede", "رست السفينة في الميناء.")]
    )
    address = reverse("admin:catalog_article_queue", args=["titles"])
    page = boss.get(address).content.decode()
    assert page.index('name="change_reason"') < page.index('name="decide"')
    boss.post(address, {**form_of(page), "decide": "accept:0", "change_reason": why})
    entry = LogEntry.objects.get(object_id=str(article.pk))
    assert recorded_reason(entry) == kept


def test_an_empty_queue_asks_for_nothing(boss):
    assert "change_reason" not in boss.get(reverse("admin:catalog_article_queue", args=["titles"])).content.decode()
