"""Two outlets over one search: the page says what its links find."""

import re
from html import unescape

import pytest

from archive.catalog.models import Article, Source
from archive.catalog.services import article_save, article_withdraw
from archive.entities.models import Entity
from archive.search import drain
from archive.statements.models import Quotation

pytestmark = pytest.mark.django_db
PLACES = ["القرية", "المدينة", "الضاحية", "الميناء", "المطار", "الجسر", "السوق", "المزرعة"]


@pytest.fixture
def keys(db):
    """Of two outlets, the first of which says «عملية عسكرية», the second «حرب شاملة»."""
    found = []
    for name, said in (("الصحيفة الأولى", "عملية عسكرية"), ("الصحيفة الثانية", "حرب شاملة")):
        source = Source.objects.create(name=name)
        for place in PLACES:
            article = Article(title=f"الحدود: {said} قرب {place}", source=source)
            article_save(article=article, paragraphs=[("paragraph", f"بدأت على الحدود {said} في {place}.")])
        found.append(source.key)
    drain()
    return found


def page(client, keys, **more):
    response = client.get("/search/outlets/", {"q": "الحدود", "left": keys[0], "right": keys[1], **more})
    assert response.status_code == 200
    return response.content.decode()


def test_each_outlet_has_what_it_says_more_with_the_search_for_it(client, keys):
    text = page(client, keys)
    left, right = re.search(r'id="pairs".*?</section>', text, re.DOTALL)[0].split('class="outlets__side"')[1:]
    assert "عملية عسكرية" in left and "عملية عسكرية" not in right  # noqa: PT018
    assert "حرب شاملة" in right and "حرب شاملة" not in left  # noqa: PT018
    link = unescape(re.search(r'<th scope="row"><a href="([^"]+)"', left)[1])
    found = client.get(link.replace("/search/?", "/api/v1/search?")).json()
    assert found["count"] == len(PLACES)
    assert {hit["source"]["key"] for hit in found["results"]} == {keys[0]}


def test_a_word_shows_three_articles_of_each_side_that_has_it(client, keys):
    text = page(client, keys, word="عملية عسكرية")
    evidence = re.search(r'id="evidence".*?</section>', text, re.DOTALL)[0]
    assert evidence.count("<li>") == 3
    assert "<mark>" in evidence
    assert "لا ترد فيه" in evidence


def test_speakers_lead_to_the_articles_that_quote_them(client, keys):
    speakers = [Entity.objects.create(type="person", name=name) for name in ("سامي الخوري", "ليلى حداد")]
    for key, speaker in zip(keys, speakers, strict=True):
        for article in Article.objects.filter(source__key=key):
            paragraph = article.paragraphs.get()
            Quotation.objects.create(
                article=article,
                paragraph=paragraph.position,
                start=0,
                end=4,
                surface="بدأت",
                type="direct",
                speaker=speaker,
            )
            article_save(article=article)
    drain()
    block = re.search(r'id="speakers".*?</section>', page(client, keys), re.DOTALL)[0]
    left, right = block.split('class="outlets__side"')[1:]
    assert "سامي الخوري" in left and "سامي الخوري" not in right  # noqa: PT018
    link = unescape(re.search(r'<th scope="row"><a href="([^"]+)"', right)[1])
    assert f"speaker={speakers[1].key}" in link
    assert client.get(link.replace("/search/?", "/api/v1/search?")).json()["count"] == len(PLACES)


def test_withdrawn_articles_are_not_read(client, keys):
    for article in Article.objects.filter(source__key=keys[1]):
        article_withdraw(article=article)
    drain()
    assert client.get(f"/search/outlets/?left={keys[0]}&right={keys[1]}").status_code == 404
    assert "لا مصدرين يُقارنان" in client.get("/search/outlets/?q=الحدود").content.decode()


def test_a_source_without_articles_in_the_search_is_named(client, keys):
    text = client.get(f"/search/outlets/?left={keys[0]}&right=nobody").content.decode()
    assert "لا شيء يُقارن" in text
    assert "nobody" in text
    assert "لا فرق مؤكد" not in text


def test_outlets_of_the_search_are_offered(client, keys):
    text = client.get("/search/outlets/?q=الحدود").content.decode()
    for key in keys:
        assert text.count(f'<option value="{key}"') == 2
    assert text.count(" selected") == 2


def test_the_results_page_leads_there(client, keys):
    assert 'href="/search/outlets/?q=' in client.get("/search/?q=الحدود").content.decode()


@pytest.mark.parametrize("query", ["left=a&right=a", "page=2", "x=1", "left=a&right=b&right=c"])
def test_what_is_not_understood_is_refused_with_a_sentence(client, query, db):
    assert client.get(f"/search/outlets/?{query}").status_code == 400
