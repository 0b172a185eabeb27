"""No number and no word in an address of the admin, however odd, is an error of the server."""

from itertools import pairwise

import pytest
from django.contrib import admin
from django.urls import reverse

from archive.catalog.models import Article, Source
from archive.catalog.services import article_save

pytestmark = pytest.mark.django_db
ODD = ["9" * 19, "9" * 40, "-1", "0", "abc", "1.5", "١٢", "", "%00", "null", "1e9", "../..", "'", "1)--"]
MODELS = list(admin.site._registry)


@pytest.fixture
def boss(sign_in):
    return sign_in("boss", is_superuser=True)


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_pages_of_odd_rows(boss, model):
    for value in ODD:
        for page in ("change", "delete", "history"):
            if value:
                answer = boss.get(address(model, page, value), follow=True)
                assert answer.status_code in (200, 403, 404), (page, value)


@pytest.mark.parametrize("value", [value for value in ODD if value])
def test_a_split_of_an_odd_entity(boss, value):
    assert boss.get(f"/admin/entities/entity/{value}/split/").status_code in (404, 301, 302)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_lists_filtered_by_odd_values(boss, model):
    names = {
        "q",
        "p",
        "o",
        "e",
        "all",
        "_to_field",
        "_popup",
        "id",
        "id__exact",
        "pk__in",
        "source",
        "source__id__exact",
    }
    names |= {f"{name}__exact" for name in map(str, admin.site._registry[model].list_filter)}
    names |= {
        "parent",
        "entity__id__exact",
        "entity",
        "started_at__gte",
        "started_at__year",
        "groups__id__exact",
        "standing",
    }
    for name in sorted(names):
        for value in (ODD[0], ODD[1], "abc", "-1", ""):
            answer = boss.get(address(model, "changelist"), {name: value}, follow=True)
            assert answer.status_code in (200, 400), (name, value)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_actions_on_odd_rows(boss, model):
    actions = {str(getattr(action, "__name__", action)) for action in admin.site._registry[model].actions}
    for action in {*actions, "delete_selected", "none"}:
        for value in ODD:
            fields = {"action": action, "_selected_action": [value], "keep": value}
            assert boss.post(address(model, "changelist"), fields).status_code in (200, 302, 403), (action, value)


@pytest.mark.parametrize("value", ODD)
def test_forms_that_start_from_odd_values(boss, value):
    for name in ("source", "parent", "published_on", "kind", "raw_document"):
        assert boss.get(address(Article, "add"), {name: value}).status_code == 200


@pytest.mark.parametrize("value", ODD)
@pytest.mark.parametrize("name", ["source", "parent"])
def test_an_odd_source_or_parent_is_refused_in_the_form(boss, name, value):
    fields = {"title": "خبر", "kind": "article", "state": "draft", name: value}
    inline = {"paragraphs-TOTAL_FORMS": 0, "paragraphs-INITIAL_FORMS": 0}
    answer = boss.post(address(Article, "add"), fields | inline)
    assert answer.status_code == (200 if value else 302)
    assert Article.objects.count() == (0 if value else 1)


@pytest.mark.parametrize(
    "parameters", [{}, {"app_label": "catalog"}, {"page": "9" * 30}, {"term": "\x00", "page": "x"}]
)
def test_odd_questions_of_the_choices(boss, parameters):
    known = {"app_label": "catalog", "model_name": "article", "field_name": "source"} if "page" in parameters else {}
    assert boss.get("/admin/autocomplete/", known | parameters).status_code in (200, 403, 404)


@pytest.mark.parametrize("length", [1, 2, 3, 7])
def test_an_article_is_not_cut_from_itself_at_any_remove(boss, length):
    chain = [article_save(article=Article(title=f"خبر {number}"), paragraphs=[]) for number in range(length)]
    for child, parent in pairwise(chain):
        Article.objects.filter(pk=child.pk).update(parent=parent)
    top = Article.objects.get(pk=chain[-1].pk)
    fields = {"title": top.title, "kind": "article", "state": "published", "parent": chain[0].pk}
    inline = {"paragraphs-TOTAL_FORMS": 0, "paragraphs-INITIAL_FORMS": 0}
    answer = boss.post(address(Article, "change", top.pk), fields | inline)
    assert answer.status_code == 200
    assert "لا يُقتطع مقال من نفسه" in answer.content.decode()
    top.refresh_from_db()
    assert top.parent is None
    top.parent = chain[0]
    with pytest.raises(ValueError, match="cut from itself"):
        article_save(article=top)


def test_an_article_under_an_old_cycle_can_still_be_mended():
    one, other = (article_save(article=Article(title=title), paragraphs=[]) for title in ("أ", "ب"))
    Article.objects.filter(pk=one.pk).update(parent=other)
    Article.objects.filter(pk=other.pk).update(parent=one)
    one.refresh_from_db()
    one.parent = None
    article_save(article=one)
    assert Article.objects.get(pk=one.pk).parent is None


NEXT = [
    "//evil.example",
    "%2f%2fevil.example",
    "/\\evil.example",
    "https://evil.example/",
    "javascript:1",
    "evil",
    "/%2fx/",
    "/a\n",
]


@pytest.mark.parametrize("address", NEXT)
def test_an_odd_next_leads_to_the_first_page(client, django_user_model, address):
    django_user_model.objects.create_user("curator", password="a long enough pass phrase", is_staff=True)
    fields = {"username": "curator", "password": "a long enough pass phrase", "next": address}
    answer = client.post("/admin/login/", fields)
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    assert client.get(f"/admin/login/?next={address}")["Location"] == "/admin/"


def test_a_next_of_this_site_is_followed(client, django_user_model):
    django_user_model.objects.create_user("curator", password="a long enough pass phrase", is_staff=True)
    source = Source.objects.create(name="صحيفة")
    wanted = f"/admin/catalog/source/{source.pk}/change/?_changelist_filters=q%3D1"
    fields = {"username": "curator", "password": "a long enough pass phrase", "next": wanted}
    assert client.post("/admin/login/", fields)["Location"] == wanted
