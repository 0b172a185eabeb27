"""What a curator typed survives a save that the database refuses."""

import sqlite3

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError

from archive.catalog.models import Article, Source
from archive.catalog.services import article_save
from archive.curation import services
from archive.entities.models import Entity

pytestmark = pytest.mark.django_db


def refused(code: str) -> OperationalError:
    error, cause = OperationalError("refused"), sqlite3.OperationalError("refused")
    cause.sqlite_errorname = code
    error.__cause__ = cause
    return error


@pytest.fixture
def curator(client):
    client.force_login(User.objects.create_superuser("curator", password="a long enough pass phrase"))
    return client


def form_of(page) -> dict[str, str]:
    """The fields of an admin form as a browser would send them."""
    form = page.context["adminform"].form
    forms = [form, *(inner for formset in page.context["inline_admin_formsets"] for inner in formset.formset.forms)]
    forms += [formset.formset.management_form for formset in page.context["inline_admin_formsets"]]
    sent = {}
    for each in forms:
        for bound in each:
            value = bound.value()
            if value is not None and value is not False:
                sent[bound.html_name] = value if isinstance(value, str | int) else "" if value == [] else str(value)
    return sent


@pytest.mark.parametrize(
    ("code", "sentence"),
    [("SQLITE_BUSY", "مشغولة"), ("SQLITE_FULL", "لا مكان"), ("SQLITE_READONLY", "لا تقبل الكتابة")],
)
def test_an_articles_form_comes_back_as_it_was_typed(curator, monkeypatch, code, sentence):
    article = article_save(article=Article(title="قديم"), paragraphs=[("lede", "نص أول."), ("paragraph", "نص ثان.")])
    address = f"/admin/catalog/article/{article.pk}/change/"
    sent = form_of(curator.get(address)) | {"title": "عنوان كتبته"}
    words = next(name for name, value in sent.items() if value == "نص ثان.")
    sent[words] = "نص كتبته."
    with monkeypatch.context() as broken:
        broken.setattr(services, "article_revise", lambda **_: (_ for _ in ()).throw(refused(code)))
        answer = curator.post(address, sent)
    text = answer.content.decode()
    assert answer.status_code == 503
    assert sentence in text
    assert "عنوان كتبته" in text
    assert "نص كتبته." in text
    assert Article.objects.get().title == "قديم"
    assert curator.post(address, sent).status_code == 302
    assert Article.objects.get().title == "عنوان كتبته"


@pytest.mark.parametrize(("model", "field"), [(Source, "name"), (Entity, "name")])
def test_other_forms_come_back_too(curator, monkeypatch, model, field):
    address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/add/"
    sent = form_of(curator.get(address)) | {field: "اسم كتبته", "type": "person"}
    with monkeypatch.context() as broken:
        broken.setattr(model, "save", lambda *_args, **_more: (_ for _ in ()).throw(refused("SQLITE_BUSY")))
        answer = curator.post(address, sent)
    assert answer.status_code == 503
    assert "اسم كتبته" in answer.content.decode()
    assert "مشغولة" in answer.content.decode()
    assert not model.objects.filter(**{field: "اسم كتبته"}).exists()


def test_an_action_answers_with_a_sentence(curator, monkeypatch):
    article = article_save(article=Article(title="قديم"), paragraphs=[("lede", "نص أول.")])
    monkeypatch.setattr(services, "articles_set_state", lambda **_: (_ for _ in ()).throw(refused("SQLITE_BUSY")))
    answer = curator.post("/admin/catalog/article/", {"action": "publish", "_selected_action": [article.pk]})
    assert answer.status_code == 503
    assert "لم يُحفظ شيء" in answer.content.decode()
