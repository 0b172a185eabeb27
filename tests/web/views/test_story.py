import datetime as dt

import pytest

from archive.catalog.models import Article, RedactedArticle, Redaction
from archive.catalog.services import article_withdraw
from archive.coverage.models import FormerStoryKey, Story, StoryMember

pytestmark = pytest.mark.django_db
FIRST = "أعلنت بلدية الميناء القديم افتتاح سوق للحرفيين بعد عامين من أعمال الترميم الطويلة."
ALONE = "وانفرد مراسلنا بوصف موكب الخيول والفرق الشعبية التي جابت شوارع الحي حتى ساعة متأخرة."


@pytest.fixture
def told(make_article):
    """One event in two papers on two days, and the step that followed."""
    first = make_article(title="افتتاح سوق الحرفيين", paragraphs=[("paragraph", FIRST)])
    second = make_article(
        title="سوق للحرفيين في الميناء",
        source="جريدة الضفة",
        published_on=dt.date(2024, 6, 21),
        paragraphs=[("paragraph", FIRST), ("paragraph", ALONE)],
    )
    later = make_article(title="إغلاق السوق", published_on=dt.date(2024, 6, 25))
    story = make_story(first, second)
    make_story(later, previous=story)
    return story, first, second, later


def make_story(*articles, previous=None):
    days = [article.published_on for article in articles]
    story = Story.objects.create(first_day=min(days), last_day=max(days), previous=previous)
    for article in articles:
        StoryMember.objects.create(article=article, story=story, basis="words", sureness=0.8)
    return story


def page(client, address):
    return client.get(address).content.decode()


def test_a_story_shows_its_articles_who_was_first_and_what_one_alone_tells(client, told):
    story, first, second, _ = told
    html = page(client, f"/stories/{story.key}/")
    for shown in (
        first.title,
        second.title,
        "جريدة الضفة",
        "أول من رواها",
        "ما انفرد به مصدر واحد",
        "موكب الخيول",
        "ما تلاها",
    ):
        assert shown in html
    assert html.count("أعلنت بلدية الميناء") == 0


def test_a_story_of_many_articles_shows_the_first_and_unfolds_the_others(client, make_article, monkeypatch):
    monkeypatch.setattr("archive.web.views.story.MOST_TOLD", 2)
    story = make_story(*(make_article(title=f"خبر {day}", published_on=dt.date(2024, 6, day)) for day in (1, 2, 3)))
    html = page(client, f"/stories/{story.key}/")
    assert html.index("خبر 2") < html.index("وما بعدها: مقال واحد") < html.index(">خبر 3")


def test_the_list_has_stories_of_several_articles_in_a_period(client, told):
    story = told[0]
    assert f"/stories/{story.key}/" in page(client, "/stories/")
    assert "إغلاق السوق" not in page(client, "/stories/")
    assert f"/stories/{story.key}/" not in page(client, "/stories/?from=2024-07")
    assert client.get("/stories/?day=x").status_code == 400


def test_the_list_says_a_day_and_how_many_stories_it_has_only_where_that_tells_something(client, make_article):
    for number in range(2):
        make_story(*(make_article(title=f"خبر {number} {copy}", published_on=dt.date(2024, 6, 20)) for copy in "أب"))
    make_story(*(make_article(title=f"غيره {day}", published_on=dt.date(2024, 6, day)) for day in (18, 19)))
    html = page(client, "/stories/")
    assert html.count('datetime="2024-06-20"') == 1
    assert html.count('datetime="2024-06-18"') == 2
    assert html.count("قصتان") == 1
    assert "قصة واحدة" not in html


def test_an_article_names_the_others_that_tell_it(client, told):
    _, first, second, later = told
    html = page(client, first.get_absolute_url())
    assert "الخبر نفسه في" in html
    assert second.title in html
    assert "الخبر نفسه في" not in page(client, later.get_absolute_url())


def test_the_interface_answers_stories_and_the_story_of_an_article(client, told):
    story, first, second, later = told
    found = client.get(f"/api/v1/stories/{story.key}").json()
    assert [one["id"] for one in found["articles"]] == [first.key, second.key]
    assert (found["from"], found["to"], found["size"]) == ("2024-06-20", "2024-06-21", 2)
    assert [one["title"] for one in found["next"]] == [later.title]
    listed = client.get("/api/v1/stories").json()
    assert [one["key"] for one in listed["stories"]] == [story.key]
    reference = client.get(f"/api/v1/articles/{first.key}").json()["story"]
    assert (reference["key"], reference["size"]) == (story.key, 2)


def test_a_merged_key_redirects(client, told):
    FormerStoryKey.objects.create(key="former", story=told[0])
    answer = client.get("/stories/former/")
    assert (answer.status_code, answer["Location"]) == (301, f"/stories/{told[0].key}/")


def test_the_key_of_a_story_whose_article_is_in_another_now_redirects(client, told):
    empty = Story.objects.create()
    FormerStoryKey.objects.create(key=empty.key, story=told[0])
    assert client.get(f"/stories/{empty.key}/").headers["Location"] == f"/stories/{told[0].key}/"
    assert client.get(f"/api/v1/stories/{empty.key}").headers["Location"] == f"/api/v1/stories/{told[0].key}"
    assert client.get(f"/stories/{Story.objects.create().key}/").status_code == 404


def test_a_withdrawn_article_is_on_no_page_of_its_story(client, told):
    story, first, second, _ = told
    article_withdraw(article=second)
    assert second.title not in page(client, f"/stories/{story.key}/")
    assert "الخبر نفسه في" not in page(client, first.get_absolute_url())
    article_withdraw(article=first)
    assert client.get(f"/stories/{story.key}/").status_code == 404
    assert client.get(f"/api/v1/stories/{story.key}").status_code == 404


def test_a_curators_title_is_shown_without_a_redacted_name(client, told):
    story, first, _, _ = told
    Story.objects.filter(pk=story.pk).update(title="سوق عوني الحرفي يفتح أبوابه")
    assert "<h1>سوق عوني الحرفي يفتح أبوابه" in page(client, f"/stories/{story.key}/")
    assert client.get(f"/api/v1/stories/{story.key}").json()["title"] == "سوق عوني الحرفي يفتح أبوابه"
    redaction = Redaction.objects.create(forms=["عوني"], reason="طلب")
    RedactedArticle.objects.create(redaction=redaction, article=first, import_key=first.stored_key)
    Article.objects.filter(pk=first.pk).update(is_redacted=True)
    html = page(client, f"/stories/{story.key}/")
    assert "عوني" not in html
    assert redaction.replacement in html
