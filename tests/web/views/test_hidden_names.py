"""Sources and entities that only drafts and withdrawn articles have are no reader's business, whatever the index says."""

import pytest

from archive import search
from archive.catalog.models import Article, Source
from archive.catalog.services import article_save
from archive.entities.models import Entity, Mention
from archive.entities.selectors import entity_labels

pytestmark = pytest.mark.django_db
NAMES = {"source": "صحيفة المكتوم", "candidate": "سليم المكتوم", "known": "نديم المكتوم"}


@pytest.fixture
def article():
    """An article of a source, that mentions a candidate and a known person; indexed as published."""
    source = Source.objects.create(name=NAMES["source"], key="paper")
    article = article_save(article=Article(title="خبر", source=source), paragraphs=[("lede", "وصل الوفد أمس.")])
    for start, state in ((0, "candidate"), (4, "known")):
        entity = Entity.objects.create(type="person", name=NAMES[state], key=state, state=state)
        Mention.objects.create(article=article, entity=entity, surface="وصل", paragraph=0, start=start, end=start + 3)
    article_save(article=article)
    search.drain()
    return article


ADDRESSES = [
    "/sources/paper/", "/entities/candidate/", "/entities/known/",
    "/search/feed/?source=paper", "/search/feed/?person=candidate", "/search/feed/?person=known&q=الوفد",
    "/api/v1/search?source=paper", "/api/v1/search?person=candidate", "/api/v1/search?person=known",
    "/api/v1/timeline?source=paper", "/api/v1/timeline?person=candidate", "/search/timeline.csv?source=paper",
    "/search/timeline.ics?person=known", "/api/v1/network?names=known", "/api/v1/compare?q=وصل&q=غادر&source=paper",
    "/search/network/?names=known", "/search/outlets/?person=known", "/search/outlets/?left=paper",
    "/search/compare/?q=وصل&q=غادر&source=paper", "/search/export.csv?person=known",
    "/search/quotes/?speaker=known", "/search/quotes/?about=known", "/search/quotes.csv?speaker=known",
    "/search/quotes/feed/?speaker=candidate", "/api/v1/quotes?speaker=known", "/api/v1/quotes?about=candidate",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("state", ["withdrawn", "draft"])
@pytest.mark.parametrize("is_index_late", [True, False])
def test_their_addresses_are_not_found_until_an_article_is_public_again(client, article, address, state, is_index_late):
    assert client.get(address).status_code == 200
    Article.objects.update(state=state)
    if not is_index_late:
        article_save(article=Article.objects.get())
        search.drain()
    answer = client.get(address)
    assert answer.status_code == 404
    assert not any(name in answer.content.decode() for name in NAMES.values())
    Article.objects.update(state="published")
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/search/",
        "/search/?source=paper&person=known",
        "/search/?speaker=known",
        "/api/v1/search",
        "/search/timeline/",
    ],
)
@pytest.mark.parametrize("state", ["withdrawn", "draft"])
def test_no_other_page_names_them_either(client, article, address, state):
    other = Source.objects.create(name="صحيفة ظاهرة")
    article_save(article=Article(title="خبر آخر", source=other), paragraphs=[("lede", "وصل الوفد أمس.")])
    search.drain()
    Article.objects.filter(pk=article.pk).update(state=state)
    page = client.get(address).content.decode()
    assert not any(name in page for name in NAMES.values())


def test_a_source_with_one_public_card_stays(client, article):
    card = Article(title="بطاقة", kind="stub", source=article.source)
    article_save(article=card, paragraphs=[])
    Article.objects.filter(pk=article.pk).update(state="withdrawn")
    assert client.get("/sources/paper/").status_code == 200


def test_known_entities_of_the_authority_file_need_no_article(client):
    Entity.objects.create(type="place", name="بلدة بعيدة", key="far")
    assert client.get("/entities/far/").status_code == 200
    assert entity_labels(["far"]) == {"far": ("بلدة بعيدة", "place")}


@pytest.mark.parametrize(("state", "confidence"), [("candidate", 0.1), ("refused", 1.0)])
def test_doubtful_candidates_and_refused_names_have_no_page(client, article, state, confidence):
    Entity.objects.filter(key="candidate").update(state=state)
    Mention.objects.update(confidence=confidence)
    assert client.get("/entities/candidate/").status_code == 404
