"""An action on a row that changed after its list was opened waits until the user has seen what the row is now."""

import re

import pytest

from archive.catalog.models import Article, Source
from archive.curation import services
from archive.entities.models import Entity, SpellingVariant
from archive.entities.services import entity_rename
from tests.curation.browser_forms import form_of
from tests.curation.conftest import save_article

pytestmark = pytest.mark.django_db
LISTS = {Article: "/admin/catalog/article/", Entity: "/admin/entities/entity/", Source: "/admin/catalog/source/"}
LISTS[SpellingVariant] = "/admin/entities/spellingvariant/"


@pytest.fixture
def boss(sign_in):
    return sign_in("boss", is_superuser=True)


def seen(client, address):
    """The versions in a list."""
    return re.findall(r'name="seen" value="([^"]*)"', client.get(address).content.decode())


def act(client, model, action, rows, versions, **more):
    return client.post(
        LISTS[model],
        {"action": action, "_selected_action": [row.pk for row in rows], "seen": versions, "post": "yes", **more},
    )


@pytest.mark.parametrize(
    ("action", "meanwhile"), [("publish", "withdrawn"), ("put_back_to_draft", "withdrawn"), ("withdraw", "draft")]
)
def test_the_state_of_an_article_that_another_set_is_shown_first(boss, action, meanwhile):
    article, other = save_article("جسر", "نص."), save_article("مرفأ", "نص.")
    versions = seen(boss, LISTS[Article])
    services.articles_set_state(articles=[Article.objects.get(pk=article.pk)], state=meanwhile)
    answer = act(boss, Article, action, [article, other], versions)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert {"withdrawn": "الآن: مسحوب", "draft": "الآن: مسودة"}[meanwhile] in page
    article.refresh_from_db()
    assert article.state == meanwhile
    fields = form_of(page) | {"action": action, "seen": re.findall(r'name="seen" value="([^"]*)"', page)}
    assert boss.post(LISTS[Article], fields | {"_selected_action": [other.pk, article.pk]}).status_code == 302
    article.refresh_from_db()
    assert article.state == {"publish": "published", "put_back_to_draft": "draft", "withdraw": "withdrawn"}[action]


def test_an_action_on_what_nobody_changed_is_carried_out(boss):
    article, other = save_article("جسر", "نص."), save_article("مرفأ", "نص.")
    versions = seen(boss, LISTS[Article])
    services.articles_set_state(articles=[Article.objects.get(pk=other.pk)], state="draft")
    assert act(boss, Article, "withdraw", [article], versions).status_code == 302
    assert Article.objects.get(pk=article.pk).state == "withdrawn"


def test_rows_that_are_gone_are_told(boss):
    article, other = save_article("جسر", "نص."), save_article("مرفأ", "نص.")
    versions = seen(boss, LISTS[Article])
    other.delete()
    answer = act(boss, Article, "withdraw", [article, Article(pk=int(versions[0].split(":")[0]))], versions)
    assert answer.status_code == 409
    assert "ولم يبق في الأرشيف" in answer.content.decode()


def test_a_choice_over_all_pages_is_compared_with_the_history(boss):
    articles = [save_article(f"خبر {number}", "نص.") for number in range(3)]
    versions = seen(boss, LISTS[Article])
    versions = [f"{versions[0].rpartition(':')[0]}:1"]
    act(boss, Article, "withdraw", [articles[0]], [])
    pk = versions[0].split(":")[0]
    answer = act(boss, Article, "publish", [Article(pk=pk)], versions, select_across="1")
    assert answer.status_code == 409
    assert "خبر 0" in answer.content.decode()


def test_a_variant_decided_by_another_is_shown_first(boss):
    variant = SpellingVariant.objects.create(one="سالم", other="سليم")
    versions = seen(boss, LISTS[SpellingVariant])
    SpellingVariant.objects.update(state="refused")
    assert act(boss, SpellingVariant, "confirm", [variant], versions).status_code == 409
    assert SpellingVariant.objects.get().state == "refused"


def test_an_entity_renamed_while_a_merge_is_considered(boss):
    kept, other = (Entity.objects.create(type="person", name=name) for name in ("سليم", "نديم"))
    page = act(boss, Entity, "merge", [kept, other], []).content.decode()
    entity_rename(entity=Entity.objects.get(pk=other.pk), name="نديم الآخر")
    versions = re.findall(r'name="seen" value="([^"]*)"', page)
    assert len(versions) == 2
    answer = act(boss, Entity, "merge", [kept, other], versions, keep=kept.pk)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "نديم الآخر" in page
    assert not Entity.objects.exclude(merged_into=None).exists()
    versions = re.findall(r'name="seen" value="([^"]*)"', page)
    assert act(boss, Entity, "merge", [kept, other], versions, keep=kept.pk).status_code == 302
    assert Entity.objects.get(pk=other.pk).merged_into == kept


@pytest.mark.parametrize("versions", [["x"], [":"], ["1:2"], ["9" * 30 + ":a:b"], ["abc:def:9999999999999999999"]])
def test_odd_versions_are_no_error(boss, versions):
    article = save_article("جسر", "نص.")
    assert act(boss, Article, "withdraw", [article], versions).status_code in (302, 409)
    assert act(boss, Article, "withdraw", [article], versions, select_across="1").status_code in (302, 409)
