import pytest

from archive.coverage.models import Story, StoryMember
from archive.ingest.annotation import article_annotate

pytestmark = pytest.mark.django_db


def test_a_story_has_a_table_of_the_figures_in_which_its_articles_differ(make_article, client):
    story = Story.objects.create()
    for title, text in (
        ("الأول", "وقع الرئيسان نحو اثنتي عشرة اتفاقية تعاون."),
        ("الثاني", "ووقع الرئيسان 15 اتفاقية في القصر."),
    ):
        article = make_article(title=title, paragraphs=[("paragraph", text)])
        article_annotate(article=article)
        StoryMember.objects.create(article=article, story=story, basis="words", sureness=0.8)
    figures = client.get(f"/api/v1/stories/{story.key}").json()["figures"]
    assert {(one["value"], one["approximate"]) for one in figures} == {(12, True), (15, False)}
    assert len({one["article"] for one in figures}) == 2
    html = client.get(f"/stories/{story.key}/").content.decode()
    assert all(
        shown in html for shown in ("أرقام تختلف", "نحو اثنتي عشرة اتفاقية", "15 اتفاقية", "أرقام لا تتفق", "يخالفه")
    )


def test_without_such_figures_there_is_no_table(make_article, client):
    story = Story.objects.create()
    article = make_article(title="الأول", paragraphs=[("paragraph", "وقع الرئيسان 15 اتفاقية.")])
    article_annotate(article=article)
    StoryMember.objects.create(article=article, story=story, basis="words", sureness=0.8)
    assert "أرقام تختلف" not in client.get(f"/stories/{story.key}/").content.decode()


def test_a_story_gives_the_quotations_of_its_articles(make_article, client):
    story = Story.objects.create()
    articles = []
    for name in ("الأول", "الثاني"):
        text = f"قال الوزير سامي الخوري إن الجسر {name} سيفتح أمام الشاحنات."
        articles.append(make_article(title=name, paragraphs=[("paragraph", text)]))
        article_annotate(article=articles[-1])
        StoryMember.objects.create(article=articles[-1], story=story, basis="words", sureness=0.8)
    found = client.get(f"/api/v1/stories/{story.key}").json()["quotes"]
    assert {one["article"] for one in found} == {one.key for one in articles}
    assert all("الجسر" in one["quote"] and one["paragraph"] == 0 and one["speaker"] for one in found)


def test_of_many_figures_of_one_thing_the_first_are_shown_and_the_others_unfold(make_article, client):
    story = Story.objects.create()
    for number in range(12):
        article = make_article(
            title=f"خبر {number}", paragraphs=[("paragraph", f"وقع الرئيسان {20 + number} اتفاقية.")]
        )
        article_annotate(article=article)
        StoryMember.objects.create(article=article, story=story, basis="words", sureness=0.8)
    html = client.get(f"/stories/{story.key}/").content.decode()
    first, others = html.split("وما طُبع بعدها (2)")
    assert [f"{20 + number} اتفاقية" in first for number in range(12)] == [True] * 10 + [False] * 2
    assert "30 اتفاقية" in others
    assert "31 اتفاقية" in others
