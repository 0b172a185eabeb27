"""Articles of very many paragraphs are edited in parts."""

import pytest

from archive.catalog.models import Article, Paragraph
from archive.catalog.services import article_save
from archive.curation import services
from archive.curation.admin.article_forms import MAX_WHOLE_PARAGRAPHS, PART_PARAGRAPHS
from tests.curation.browser_forms import form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(sign_in):
    return sign_in("boss", is_superuser=True)


def long_article(count):
    return article_save(article=Article(title="طويل"), paragraphs=[("paragraph", f"فقرة {n}") for n in range(count)])


def address(article, part=""):
    return f"/admin/catalog/article/{article.pk}/change/{part}"


def texts(article):
    return list(article.paragraphs.order_by("position").values_list("text", flat=True))


@pytest.mark.parametrize(
    ("count", "shown"), [(MAX_WHOLE_PARAGRAPHS, MAX_WHOLE_PARAGRAPHS), (MAX_WHOLE_PARAGRAPHS + 1, PART_PARAGRAPHS)]
)
def test_beyond_a_bound_a_part_is_shown(boss, count, shown):
    page = boss.get(address(long_article(count))).content.decode()
    assert form_of(page)["paragraphs-INITIAL_FORMS"] == str(shown)


@pytest.mark.parametrize("part", [1, 2, 4])
def test_a_part_is_saved_in_its_place(boss, part):
    article = long_article(350)
    fields = form_of(boss.get(address(article, f"?part={part}")).content.decode())
    first = (part - 1) * PART_PARAGRAPHS
    assert fields["paragraphs-0-text"] == f"فقرة {first}"
    change = {"paragraphs-0-text": "أخرى", "paragraphs-1-DELETE": "on"}
    answer = boss.post(address(article, f"?part={part}"), fields | change)
    assert answer.status_code == 302, answer.context and answer.context["errors"]
    expected = [f"فقرة {n}" for n in range(350)]
    expected[first : first + 2] = ["أخرى"]
    assert texts(article) == expected


def test_two_who_edit_one_part_and_two_who_edit_others(boss):
    article = long_article(350)
    mine, theirs, other = (form_of(boss.get(address(article, f"?part={n}")).content.decode()) for n in (1, 1, 2))
    assert boss.post(address(article, "?part=1"), theirs | {"paragraphs-3-text": "هم"}).status_code == 302
    assert boss.post(address(article, "?part=2"), other | {"paragraphs-3-text": "غيرهم"}).status_code == 302
    assert texts(article)[103] == "غيرهم"
    assert boss.post(address(article, "?part=1"), mine | {"paragraphs-3-text": "أنا"}).status_code == 409
    assert texts(article)[3] == "هم"


@pytest.mark.parametrize("part", ["0", "-1", "9999999999999", "x", ""])
def test_odd_parts(boss, part):
    assert boss.get(address(long_article(301), f"?part={part}")).status_code == 200


def test_fields_alone_are_saved_without_reading_the_text_again(boss, monkeypatch):
    article = long_article(301)
    monkeypatch.setattr(services, "annotations_build", None)
    fields = form_of(boss.get(address(article)).content.decode())
    assert boss.post(address(article), fields | {"author": "ليلى"}).status_code == 302
    article.refresh_from_db()
    assert article.author == "ليلى"
    assert article.paragraphs.count() == 301


def test_a_hundred_thousand_paragraphs_are_answered_in_parts(boss, client):
    article = long_article(3)
    rows = (Paragraph(article=article, position=n, text="فقرة.") for n in range(3, 100_000))
    Paragraph.objects.bulk_create(rows, batch_size=2_000)
    for page in (
        address(article),
        f"/admin/catalog/article/{article.pk}/delete/",
        f"/admin/catalog/article/{article.pk}/history/",
    ):
        answer = boss.get(page)
        assert answer.status_code == 200
        assert len(answer.content) < 1_000_000
    answer = client.get(article.get_absolute_url())
    assert answer.status_code == 200
    assert len(answer.content) < 1_000_000
