"""Who said what in a story: each speaker once, each utterance once with all that print it."""

import pytest

from archive.coverage.models import Story, StoryMember
from archive.ingest.annotation import article_annotate
from archive.statements.selectors import quotations_in
from archive.web.presenters.story_said import in_order, sayings

pytestmark = pytest.mark.django_db
SAID = "وقال الوزير سامي الخوري إن الجسر الجديد سيفتح أمام الشاحنات في آذار."
OTHERWISE = "وأعلن الوزير سامي الخوري أن فتح الجسر أمام الشاحنات موعده آذار."
ANOTHER = "وقالت المهندسة ليلى حداد إن الإسفلت لم يجف بعد."


@pytest.fixture
def articles(make_article):
    """Of three outlets: two print one utterance in the same words, the third in others."""
    made = []
    for source, texts in (("صحيفة النهر", (SAID,)), ("جريدة الضفة", (SAID, ANOTHER)), ("موقع الجسر", (OTHERWISE,))):
        made.append(make_article(title="الجسر", source=source, paragraphs=[("paragraph", text) for text in texts]))
        article_annotate(article=made[-1])
    return made


def said(articles):
    pks = [article.pk for article in articles]
    return sayings(in_order(quotations_in(pks), pks))


def test_each_speaker_is_there_once_and_who_is_quoted_most_first(articles):
    assert [(one.name, len(one.articles)) for one in said(articles)] == [("سامي الخوري", 3), ("ليلى حداد", 1)]


def test_an_utterance_is_there_once_with_all_that_print_it_and_other_words_stand_beneath(articles):
    (row,) = said(articles)[0].rows
    assert [one.article.pk for one in (*row.outlets, *row.others)] == [articles[0].pk, articles[1].pk]
    (other,) = row.wordings
    assert [one.article.pk for one in other.outlets] == [articles[2].pk]


def test_the_page_of_the_story_leads_from_each_to_the_paragraph(client, articles):
    story = Story.objects.create()
    for article in articles:
        StoryMember.objects.create(article=article, story=story, basis="words", sureness=0.8)
    html = client.get(f"/stories/{story.key}/").content.decode()
    block = html[html.index('id="said"') : html.index("</section>", html.index('id="said"'))]
    assert block.count("<h3>") == 2
    for article in articles:
        assert f'href="/articles/{article.key}/#p1"' in block
    assert "بألفاظ أخرى" in block
