import datetime as dt
import json

import pytest

from archive.catalog.services import article_set_state
from archive.chronology.models import DateMention
from archive.entities.models import Entity, Mention
from archive.search import Alternative, Cursor, FacetValue, HitStory, SearchRequest, Suggestion, Version
from archive.web.query_string.parameters import PARAMETERS

pytestmark = pytest.mark.django_db


def read(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    return json.loads(answer.content)


def test_a_search_answers_as_documented(client, make_article, hit_of, fake_search):
    article = make_article()
    fake_search.hits = [hit_of(article)]
    fake_search.facets = {
        "source": (FacetValue(article.source.key, 1, True),),
        "year": (FacetValue("2024", 1),),
        "month": (FacetValue("2024-06", 1),),
    }
    found = read(client, f"/api/v1/search?q=ميناء&source={article.source.key}&from=2024-06")
    assert set(found) == {
        "query", "count", "groups", "took_ms", "next", "results", "facets", "suggestion", "alternatives", "notes",
    }  # fmt: skip
    assert found["query"]["q"] == "ميناء"
    assert found["query"]["source"] == [article.source.key]
    assert found["query"]["from"] == "2024-06-01"
    assert {parameter.name for parameter in PARAMETERS} == set(found["query"])
    assert found["results"] == [
        {
            "id": article.key,
            "url": f"http://testserver/articles/{article.key}/",
            "title": article.title,
            "title_generated": False,
            "date": "2024-06-20",
            "date_precision": "day",
            "date_basis": "stated",
            "date_doubt": None,
            "source": {"key": article.source.key, "label": "صحيفة المرفأ"},
            "document": article.raw_document.origin,
            "snippet": "وصل وفد <mark>التجارة</mark> إلى الميناء",
            "score": 1.5,
            "versions": [],
        }
    ]
    assert found["facets"]["source"] == [
        {"key": article.source.key, "label": "صحيفة المرفأ", "count": 1, "selected": True}
    ]
    assert found["facets"]["month"] == [{"key": "2024-06", "label": "يونيو 2024", "count": 1, "selected": False}]
    assert set(found["facets"]) == {
        "person", "place", "organization", "source", "agency", "section", "language", "year", "month",
    }  # fmt: skip


def test_alternatives_have_reason_count_and_address(client, fake_search):
    fake_search.fields = {"suggestions": (Suggestion("ميناء", 12, "spelling"),)}
    fake_search.alternatives = (Alternative(SearchRequest(q="مينااء", mode="wide"), "wider_mode", 3),)
    assert read(client, "/api/v1/search?q=مينااء&mode=spelling")["alternatives"] == [
        {
            "query": "ميناء",
            "reason": "spelling",
            "count": 12,
            "url": "http://testserver/api/v1/search?q=%D9%85%D9%8A%D9%86%D8%A7%D8%A1&mode=spelling",
        },
        {
            "query": "مينااء",
            "reason": "wider_mode",
            "count": 3,
            "url": "http://testserver/api/v1/search?q=%D9%85%D9%8A%D9%86%D8%A7%D8%A7%D8%A1",
        },
    ]


def test_alternatives_may_be_empty(client, make_article, hit_of, fake_search):
    fake_search.hits = [hit_of(make_article())]
    assert read(client, "/api/v1/search?q=ميناء")["alternatives"] == []


def test_an_answer_is_readable_as_it_stands(client, make_article, hit_of, fake_search):
    fake_search.hits = [hit_of(make_article())]
    assert "وفد التجارة" in client.get("/api/v1/search").content.decode()


def test_corrections_and_variants_are_described_in_the_notes(client, make_article, hit_of, fake_search):
    fake_search.hits = [hit_of(make_article(), snippet="فاز <bdi>4-<mark>2</mark></bdi> &lt;bdi&gt;")]
    fake_search.fields = {
        "corrected_query": "بوتين",
        "searched_variants": ("بوتن",),
        "notes": ("أُهملت الواو.",),
        "suggestion": "بوتين",
        "suggestions": (Suggestion("بوتين", 1, "latin"),),
    }
    found = read(client, "/api/v1/search?q=Putin")
    assert found["suggestion"] == "بوتين"
    rescued, note, included = found["notes"]
    assert "«Putin»" in rescued
    assert "«بوتين»" in rescued
    assert "بوتن" in included
    assert note == "أُهملت الواو."
    assert found["results"][0]["snippet"] == "فاز 4-<mark>2</mark> &lt;bdi&gt;"


def test_explain_adds_explanations(client, make_article, hit_of, fake_search):
    fake_search.hits = [hit_of(make_article(), explanation=("لأن",))]
    assert read(client, "/api/v1/search?explain=1")["results"][0]["explanation"] == ["لأن"]
    assert "explanation" not in read(client, "/api/v1/search")["results"][0]


@pytest.mark.parametrize("query", ["bogus=1", "mode=x", "from=soon", "page=0", "per_page=101", "variants=maybe"])
def test_an_invalid_parameter_is_rejected_with_a_sentence(client, fake_search, query):
    refusal = read(client, f"/api/v1/search?{query}", 400)
    assert set(refusal) == {"error"}
    assert refusal["error"].endswith(".")


def test_an_article_tells_where_its_news_comes_from(client, make_article):
    article = make_article(cited=["صحيفة الضفة"], photo_credit="رويترز", language="fr")
    found = read(client, f"/api/v1/articles/{article.key}")
    assert (found["cited"], found["photo_credit"], found["language"]) == (["صحيفة الضفة"], "رويترز", "fr")
    plain = read(client, f"/api/v1/articles/{make_article().key}")
    assert (plain["cited"], plain["photo_credit"]) == ([], None)


def test_an_article_answers_as_documented(client, make_article):
    parent = make_article(title="الأم")
    article = make_article(parent=parent, author="سلمى", tags=["تجارة"])
    place = Entity.objects.create(type="place", name="الميناء الكبير")
    Mention.objects.create(article=article, entity=place, surface="الميناء", paragraph=0, start=20, end=27)
    DateMention.objects.create(
        article=article, value="2011", end_value="2013", first=dt.date(2011, 1, 1), last=dt.date(2013, 12, 31),
        precision="year", basis="stated", surface="بين 2011 و2013", paragraph=2, start=0, end=5,
    )  # fmt: skip
    found = read(client, f"/api/v1/articles/{article.key}")
    assert found["body"][0] == "وصل وفد التجارة إلى الميناء صباح الأربعاء."
    assert found["roles"] == ["lede", "caption", "paragraph", "subhead", "paragraph"]
    assert (found["author"], found["agency"], found["dateline"]) == ("سلمى", None, None)
    assert (found["kind"], found["parent"], found["tags"]) == ("article", parent.key, ["تجارة"])
    assert found["sha256"] == article.raw_document.sha256
    assert found["mentions"] == [
        {
            "key": place.key, "label": "الميناء الكبير", "type": "place", "relation": "name", "surface": "الميناء",
            "paragraph": 0, "start": 20, "end": 27,
        }
    ]  # fmt: skip
    assert found["dates"] == [
        {
            "value": "2011", "end": "2013", "precision": "year", "basis": "stated", "surface": "بين 2011 و2013",
            "paragraph": 2,
        }
    ]  # fmt: skip


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_what_is_not_published_is_not_found(client, make_article, state):
    article = make_article()
    article_set_state(article=article, state=state)
    assert set(read(client, f"/api/v1/articles/{article.key}", 404)) == {"error"}


def test_a_hidden_parent_is_not_named(client, make_article):
    parent = make_article()
    article = make_article(parent=parent, follows_parent=False)
    article_set_state(article=parent, state="withdrawn")
    assert read(client, f"/api/v1/articles/{article.key}")["parent"] is None


def test_an_unknown_address_is_refused_in_json(client):
    assert set(read(client, "/api/v1/nothing", 404)) == {"error"}


def test_the_openapi_document_names_every_parameter_and_field(client, make_article):
    document = read(client, "/api/v1/openapi.json")
    assert document["openapi"].startswith("3.1")
    named = {parameter["name"] for parameter in document["paths"]["/api/v1/search"]["get"]["parameters"]}
    assert named == {parameter.name for parameter in PARAMETERS}
    found = read(client, f"/api/v1/articles/{make_article().key}")
    described = document["components"]["schemas"]["Article"]
    assert set(found) - {"section"} <= set(described["properties"])
    assert set(described["required"]) <= set(found)


def test_a_compared_query_is_counted_by_year_and_month(client, fake_search):
    fake_search.facets = {"year": (FacetValue("2001", 3),), "month": (FacetValue("2001-05", 3),)}
    answer = read(client, "/api/v1/search?q=x&compare=y")
    assert answer["query"]["compare"] == "y"
    assert answer["compared"] == {
        "q": "y",
        "count": 0,
        "year": [{"key": "2001", "count": 3}],
        "month": [{"key": "2001-05", "count": 3}],
    }
    assert "compared" not in read(client, "/api/v1/search?q=x")


def test_results_have_the_other_versions_and_are_counted_with_them(client, make_article, hit_of, fake_search):
    article, other, nameless = make_article(), make_article(source="صحيفة الضفة"), make_article(source=None)
    versions = (
        Version(other.pk, other.key, other.title, "2024-06", other.source.key, other.source.name),
        Version(nameless.pk, nameless.key, nameless.title, None, None, None),
    )
    fake_search.hits = [hit_of(article, versions=versions)]
    fake_search.fields = {"count": 3, "grouped": 1}
    found = read(client, "/api/v1/search")
    assert (found["count"], found["groups"], found["query"]["group"]) == (3, 1, "versions")
    assert found["results"][0]["versions"] == [
        {"id": other.key, "source": {"key": other.source.key, "label": "صحيفة الضفة"}, "date": "2024-06"},
        {"id": nameless.key, "source": None, "date": None},
    ]


@pytest.mark.parametrize(
    ("query", "group"),
    [("", "versions"), ("?group=none", "none"), ("?group=versions", "versions"), ("?group=story", "story")],
)
def test_a_search_groups_versions_unless_it_says_otherwise(client, fake_search, query, group):
    found = read(client, f"/api/v1/search{query}")
    assert fake_search.asked[0].effective_group == found["query"]["group"] == group


def test_an_unknown_grouping_is_refused_with_a_sentence(client):
    assert "«versions»، «story»، «none»" in read(client, "/api/v1/search?group=sentences", status=400)["error"]


def test_a_result_of_a_story_names_who_else_tells_it(client, make_article, hit_of, fake_search):
    article, same, other, copy, alone = (make_article(source=f"صحيفة {name}") for name in "أبجدأ")
    printed = {
        one: Version(one.pk, one.key, "عنوان", "2024-06-20", one.source.key, one.source.name)
        for one in (same, other, copy, alone)
    }
    told = HitStory("s1", 7, ((printed[other], printed[copy]), (printed[alone],)))
    fake_search.hits = [hit_of(article, versions=(printed[same],), story=told), hit_of(make_article())]
    with_story, without = read(client, "/api/v1/search?group=story")["results"]
    assert without["story"] is None
    story = with_story["story"]
    assert [one["id"] for one in with_story["versions"]] == [same.key]
    assert (story["key"], story["url"]) == ("s1", "http://testserver/stories/s1/")
    assert (story["size"], story["outlets"], story["texts"]) == (7, 4, 3)
    assert [(one["id"], [copy["id"] for copy in one["versions"]]) for one in story["articles"]] == [
        (other.key, [copy.key]),
        (alone.key, []),
    ]
    assert story["articles"][0]["source"] == {"key": other.source.key, "label": "صحيفة ج"}
    assert {"title", "date"} < set(story["articles"][0])
    assert "story" not in read(client, "/api/v1/search")["results"][0]


def test_a_time_of_accession_is_answered_in_iso_form(client, fake_search):
    found = read(client, "/api/v1/search?added_from=2026-03-01T10:00%2B03:00&sort=added")
    assert found["query"]["added_from"] == "2026-03-01T07:00:00Z"
    assert found["query"]["sort"] == "added"


def test_a_page_ends_with_the_cursor_of_the_next(client, fake_search):
    fake_search.fields = {"next": Cursor(10, (3, 2))}
    following = read(client, "/api/v1/search?q=x")["next"]
    found = read(client, f"/api/v1/search?q=x&cursor={following}")
    assert fake_search.asked[-1].cursor == Cursor(10, (3, 2))
    assert found["query"]["cursor"] == following
    fake_search.fields = {}
    assert read(client, f"/api/v1/search?q=x&cursor={following}")["next"] is None
    assert "cursor" in read(client, f"/api/v1/search?q=x&cursor={following}&page=2", status=400)["error"]
    assert "cursor" in read(client, f"/api/v1/timeline?q=x&cursor={following}", status=400)["error"]
