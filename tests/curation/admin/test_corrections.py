"""Corrections: told to readers with the day, from the form of the article, and taken from readers again."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from archive.catalog.models import Article, Correction, Redaction
from archive.curation import services
from archive.curation.history import recorded_note
from archive.curation.redactions import redaction_make
from tests.curation.browser_forms import form_of
from tests.curation.conftest import save_article

pytestmark = pytest.mark.django_db
SAID = "كان اسم الوزير «سليم»، وصوابه «نديم»."


@pytest.fixture
def curator(sign_in):
    return sign_in("curator", group="curator")


@pytest.fixture
def article():
    return save_article("جسر", "افتتح الوزير سليم الجسر.")


def correct(client, article, **values):
    path = reverse("admin:catalog_article_change", args=[article.pk])
    form = form_of(client.get(path).content.decode())
    answer = client.post(path, form | values)
    assert answer.status_code == 302, answer.context and answer.context["errors"]


def test_what_is_typed_with_a_change_is_told_to_readers(curator, article):
    reader = Client()
    tag = reader.get(article.get_absolute_url())["ETag"]
    correct(curator, article, public_correction=SAID, **{"paragraphs-0-text": "افتتح الوزير نديم الجسر."})
    answer = reader.get(article.get_absolute_url(), headers={"If-None-Match": tag})
    page = answer.content.decode()
    assert "تصحيح" in page
    assert "نديم»." in page
    assert f'<time datetime="{timezone.localdate()}">' in page
    said = [{"date": str(timezone.localdate()), "text": SAID}]
    assert reader.get(f"/api/v1/articles/{article.key}").json()["corrections"] == said
    notes = [
        recorded_note(entry) or entry.change_message for entry in LogEntry.objects.filter(object_id=str(article.pk))
    ]
    assert f"أُعلن للقراء تصحيح: «{SAID}»" in notes
    path = reverse("admin:catalog_article_change", args=[article.pk])
    shown = form_of(curator.get(path).content.decode())
    assert shown["public_correction"] == "", "the next change is not told again"


def test_a_correction_alone_changes_nothing_of_the_article(curator, article):
    before = Article.objects.values().get()
    correct(curator, article, public_correction=SAID)
    after = Article.objects.values().get()
    assert {name for name in before if before[name] != after[name]} <= {"changed_at"}
    assert article.curated_fields == Article.objects.get().curated_fields == []


def test_most_changes_are_not_told(curator, article):
    correct(curator, article, author="ليلى", change_reason="سبب للزملاء")
    assert not Correction.objects.exists()
    assert "سبب للزملاء" not in Client().get(article.get_absolute_url()).content.decode()


def test_one_that_is_not_public_any_more_is_silent(curator, article):
    correction = Correction.objects.create(article=article, text=SAID)
    path = reverse("admin:catalog_correction_change", args=[correction.pk])
    form = form_of(curator.get(path).content.decode())
    form.pop("is_public")
    assert curator.post(path, form).status_code == 302
    assert SAID not in Client().get(article.get_absolute_url()).content.decode()
    assert Client().get(f"/api/v1/articles/{article.key}").json()["corrections"] == []


def test_a_withdrawn_article_tells_none(article):
    Correction.objects.create(article=article, text=SAID)
    services.articles_set_state(articles=[article], state="withdrawn", reason="خطأ")
    answer = Client().get(article.get_absolute_url())
    assert answer.status_code == 410
    assert "نديم" not in answer.content.decode()


def test_who_only_looks_has_no_field_for_it(sign_in, article):
    viewer = sign_in("viewer", "catalog.view_article")
    page = viewer.get(reverse("admin:catalog_article_change", args=[article.pk]))
    assert page.status_code == 200
    assert "public_correction" not in page.content.decode()


def test_a_name_that_is_redacted_in_the_article_is_so_in_its_corrections(article):
    Correction.objects.create(article=article, text=SAID)
    redaction_make(
        redaction=Redaction(forms=["سليم"], reason="court"), articles=[article], user=User.objects.create_user("senior")
    )
    page = Client().get(article.get_absolute_url()).content.decode()
    said = Client().get(f"/api/v1/articles/{article.key}").json()["corrections"][0]["text"]
    assert "نديم" in said
    assert "سليم" not in said + page
