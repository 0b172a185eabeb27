"""Two stories, or two outlets in one story: what one says and the other does not, on the page and as JSON."""

import datetime as dt

import pytest

from archive.catalog.services import article_withdraw
from archive.coverage.models import FormerStoryKey, Story, StoryMember
from archive.ingest.annotation import article_annotate
from archive.web.views import comparison_gate

pytestmark = pytest.mark.django_db
SHARED = "اندلع القتال في الوادي الأخضر فجر الخميس بعد أسابيع من التوتر بين القريتين الجارتين."
LEFT = (
    SHARED,
    "وتدور الحرب في الوادي منذ الفجر، وقال الوزير سامي الخوري إن الحرب في الوادي أوقعت 40 قتيلا.",
    "ووصف مراسلنا موكب الشاحنات التي حملت السكان إلى المدارس البعيدة طوال الليل.",
)
RIGHT = (
    SHARED,
    "وتستمر العملية العسكرية في الوادي، وقالت المتحدثة ليلى حداد إن العملية العسكرية في الوادي أوقعت 12 قتيلا.",
)


@pytest.fixture
def told(make_article):
    """A story of two outlets, and one that another day follows it."""
    left, right = (
        make_article(title="القتال في الوادي", source=source, paragraphs=[("paragraph", text) for text in texts])
        for source, texts in (("صحيفة النهر", LEFT), ("جريدة الضفة", RIGHT))
    )
    later = make_article(
        title="هدنة في الوادي",
        source="صحيفة النهر",
        published_on=dt.date(2024, 6, 23),
        paragraphs=[("paragraph", "أعلنت القريتان هدنة بعد أن أوقع القتال في الوادي 55 قتيلا.")],
    )
    for article in (left, right, later):
        article_annotate(article=article)
    story = story_of(left, right)
    return story, left, right, story_of(later, previous=story)


def story_of(*articles, previous=None):
    days = [article.published_on for article in articles]
    story = Story.objects.create(first_day=min(days), last_day=max(days), previous=previous)
    for article in articles:
        StoryMember.objects.create(article=article, story=story, basis="words", sureness=0.8)
    return story


def outlets(told):
    story, left, right, _ = told
    return f"/stories/{story.key}/compare/?left={left.source.key}&right={right.source.key}"


def api(address):
    return address.replace("/stories/", "/api/v1/stories/").replace("/compare/", "/compare")


def test_two_outlets_of_a_story_stand_side_by_side(client, told):
    html = client.get(outlets(told)).content.decode()
    for shown in ("الشيء نفسه باسمين", "الحرب في الوادي", "العملية العسكرية في الوادي", "عمّن ينقل كلٌّ منهما", "سامي الخوري",
                  "ليلى حداد", "أرقام تختلف", "40 قتيلا", "12 قتيلا", "ما يقوله أحدهما ولا يقوله الآخر", "موكب الشاحنات"):  # fmt: skip
        assert shown in html
    assert html.count(SHARED) == 0


def test_whom_one_alone_quotes_stands_once_and_under_that_one(client, told):
    html = client.get(outlets(told)).content.decode()
    said = html[html.index('id="said"') : html.index('id="figures"')]
    assert said.count("لا ينقل الآخر عن هؤلاء") == 2
    left, right = said.index("سامي الخوري"), said.index("ليلى حداد")
    assert said.index("صحيفة النهر") < left < said.index("جريدة الضفة") < right


def test_the_interface_says_the_same(client, told):
    story, left, right, _ = told
    found = client.get(api(outlets(told))).json()
    assert (found["story"], found["left"]["label"], found["right"]["label"]) == (
        story.key,
        "صحيفة النهر",
        "جريدة الضفة",
    )
    (named,) = found["naming"]
    assert (named["thing"], named["left"]["text"], named["right"]["text"]) == (
        "الوادي", "الحرب في الوادي", "العملية العسكرية في الوادي",
    )  # fmt: skip
    assert {one["speaker"]: (len(one["left"]), len(one["right"])) for one in found["speakers"]} == {
        "سامي الخوري": (1, 0), "ليلى حداد": (0, 1),
    }  # fmt: skip
    (row,) = found["figures"]
    assert {(one["article"], one["value"]) for one in row["told"]} == {(left.key, 40), (right.key, 12)}
    assert row["contradiction"]
    assert [one["article"] for one in found["sentences"]["left"]] == [left.key]


def test_two_stories_stand_side_by_side(client, told):
    story, _, _, later = told
    html = client.get(f"/stories/{story.key}/compare/?with={later.key}").content.decode()
    assert "قارن قصتين" in html
    assert all(shown in html for shown in ("55 قتيلا", "40 قتيلا", "تحديث لاحق"))
    assert client.get(f"/stories/{story.key}/compare/?with=https://x.example/stories/{later.key}/").status_code == 200


def test_the_page_of_the_story_leads_there(client, told):
    story, _, _, later = told
    html = client.get(f"/stories/{story.key}/").content.decode()
    assert f'href="/stories/{story.key}/compare/?with={later.key}"' in html
    assert f'action="/stories/{story.key}/compare/"' in html
    assert client.get(f"/stories/{story.key}/compare/").status_code == 200


def test_a_merged_key_redirects_with_what_is_compared(client, told):
    FormerStoryKey.objects.create(key="former", story=told[0])
    for address in (outlets(told), api(outlets(told))):
        answer = client.get(address.replace(told[0].key, "former"))
        assert (answer.status_code, answer["Location"]) == (301, address)


@pytest.mark.parametrize("query", ["left=a", "right=a", "left=a&right=a", "with=a&left=b&right=c", "with={key}", "x=1"])
def test_what_is_not_understood_is_refused_with_a_sentence(client, told, query):
    query = query.format(key=told[0].key)
    for prefix in ("/stories/{}/compare/", "/api/v1/stories/{}/compare"):
        assert client.get(f"{prefix.format(told[0].key)}?{query}").status_code == 400


def test_the_interface_needs_to_know_what_is_compared(client, told):
    assert client.get(f"/api/v1/stories/{told[0].key}/compare").status_code == 400


@pytest.mark.parametrize("query", ["with=nobody", "left=nobody&right=nobody-else"])
def test_what_is_not_there_is_not_found(client, told, query):
    for prefix in ("/stories/{}/compare/", "/api/v1/stories/{}/compare"):
        assert client.get(f"{prefix.format(told[0].key)}?{query}").status_code == 404


def test_a_withdrawn_article_tells_nothing(client, told):
    story, _, right, later = told
    article_withdraw(article=right)
    assert client.get(outlets(told)).status_code == 404
    html = client.get(f"/stories/{story.key}/compare/?with={later.key}").content.decode()
    assert "ليلى حداد" not in html


def test_a_second_comparison_in_a_process_waits_its_turn(client, told):
    with comparison_gate.comparison_slot():
        for address in (outlets(told), api(outlets(told))):
            answer = client.get(address)
            assert answer.status_code == 503
            assert int(answer["Retry-After"]) > 0
            assert "مقارنة أخرى" in answer.content.decode()
    assert client.get(outlets(told)).status_code == 200
