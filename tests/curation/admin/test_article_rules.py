"""A line on an article's page becomes a rule for all that comes from its source."""

import pytest

from archive.catalog.models import Source
from archive.ingest.models import Rule
from archive.ingest.rule_services import text_key
from tests.curation.conftest import save_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return save_article("خبر", "وصلت السفينة.", source=Source.objects.create(name="صحيفة المرفأ"))


def address(article):
    return f"/admin/catalog/article/{article.pk}/rule/"


def test_a_line_that_recurs_is_left_out(sign_in, article):
    boss = sign_in("boss", is_superuser=True)
    assert 'value="boilerplate"' in boss.get(f"/admin/catalog/article/{article.pk}/change/").content.decode()
    page = boss.post(
        address(article), {"line": text_key("خاتمة."), "kind": "boilerplate"}, follow=True
    ).content.decode()
    assert "طُبّقت على 1" in page
    assert list(article.paragraphs.values_list("text", flat=True)) == ["وصلت السفينة."]
    assert Rule.objects.get().source == article.source


@pytest.mark.parametrize(
    "sent", [{}, {"line": "x", "kind": "boilerplate"}, {"line": text_key("خاتمة."), "kind": "title"}]
)
def test_what_is_no_line_makes_no_rule(sign_in, article, sent):
    page = sign_in("boss", is_superuser=True).post(address(article), sent, follow=True).content.decode()
    assert "تغيّر النص" in page
    assert not Rule.objects.exists()


def test_an_article_without_a_source_offers_none(sign_in, article):
    article.source = None
    article.save()
    boss = sign_in("boss", is_superuser=True)
    assert 'value="boilerplate"' not in boss.get(f"/admin/catalog/article/{article.pk}/change/").content.decode()


def test_who_may_only_look_makes_none(sign_in, article):
    viewer = sign_in("viewer", "catalog.view_article", "ingest.view_rule")
    assert viewer.post(address(article), {"line": text_key("خاتمة."), "kind": "boilerplate"}).status_code == 403
