"""Who may change a record but not the rows below it saves what he may, or nothing; never half."""

import pytest

from archive.catalog.models import Article
from archive.entities.models import Entity, NameForm
from tests.curation.browser_forms import form_of
from tests.curation.conftest import save_article

pytestmark = pytest.mark.django_db
ARTICLE = ("catalog.view_article", "catalog.change_article")
PARAGRAPHS = ["catalog.view_paragraph", "catalog.change_paragraph", "catalog.add_paragraph", "catalog.delete_paragraph"]


@pytest.fixture
def article():
    return save_article("جسر", "افتتح الجسر صباحا.")


def address(row):
    return f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/"


def whole_form(sign_in, row):
    """What somebody with all rights would send."""
    return form_of(sign_in("whole", is_superuser=True).get(address(row)).content.decode())


@pytest.mark.parametrize("rights", [PARAGRAPHS[:count] for count in range(4)])
def test_fields_are_saved_whole_and_paragraphs_are_shown_without_inputs(sign_in, article, rights):
    editor = sign_in("editor", *ARTICLE, *rights)
    page = editor.get(address(article)).content.decode()
    assert "افتتح الجسر صباحا." in page
    fields = form_of(page)
    assert not any(name.endswith("-text") for name in fields)
    answer = editor.post(address(article), fields | {"author": "ليلى"})
    assert answer.status_code == 302, answer.context and answer.context["errors"]
    article.refresh_from_db()
    assert article.author == "ليلى"
    assert article.paragraphs.count() == 2


@pytest.mark.parametrize("rights", [PARAGRAPHS[:count] for count in range(4)])
@pytest.mark.parametrize(
    "change",
    [
        {"paragraphs-0-text": "نص آخر."},
        {"paragraphs-1-DELETE": "on"},
        {"paragraphs-2-text": "فقرة.", "paragraphs-2-role": "paragraph"},
    ],
)
def test_a_form_with_forbidden_paragraphs_is_refused_whole(sign_in, article, rights, change):
    editor = sign_in("editor", *ARTICLE, *rights)
    answer = editor.post(address(article), whole_form(sign_in, article) | {"author": "ليلى"} | change)
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "ليلى" in page
    assert "ولا يُحفظ الباقي وحده" in page
    article.refresh_from_db()
    assert article.author == ""
    assert list(article.paragraphs.values_list("text", flat=True)) == ["افتتح الجسر صباحا.", "خاتمة."]


def test_a_new_article_with_a_text_is_refused_whole(sign_in):
    editor = sign_in("editor", *ARTICLE, "catalog.add_article")
    fields = {"title": "خبر", "kind": "article", "state": "draft", "paragraphs-TOTAL_FORMS": 1,
              "paragraphs-INITIAL_FORMS": 0, "paragraphs-0-text": "نص.", "paragraphs-0-role": "lede"}  # fmt: skip
    assert editor.post("/admin/catalog/article/add/", fields).status_code == 403
    assert not Article.objects.exists()
    assert editor.post("/admin/catalog/article/add/", fields | {"paragraphs-0-text": ""}).status_code == 302


def test_with_all_rights_all_is_saved(sign_in, article):
    editor = sign_in("editor", *ARTICLE, *PARAGRAPHS)
    fields = form_of(editor.get(address(article)).content.decode()) | {"author": "ليلى", "paragraphs-0-text": "نص آخر."}
    assert editor.post(address(article), fields).status_code == 302
    article.refresh_from_db()
    assert (article.author, article.paragraphs.first().text) == ("ليلى", "نص آخر.")


@pytest.mark.parametrize(
    "rights", [(), ("entities.view_nameform",), ("entities.view_nameform", "entities.change_nameform")]
)
def test_name_forms_that_may_not_be_added_refuse_the_entity(sign_in, rights):
    entity = Entity.objects.create(type="person", name="سليم")
    NameForm.objects.create(entity=entity, text="سليم")
    editor = sign_in("editor", "entities.view_entity", "entities.change_entity", *rights)
    fields = whole_form(sign_in, entity) | {"description": "شاعر", "forms-1-text": "سليمان", "forms-1-relation": "name"}
    assert editor.post(address(entity), fields).status_code == 403
    entity.refresh_from_db()
    assert (entity.description, entity.forms.count()) == ("", 1)
