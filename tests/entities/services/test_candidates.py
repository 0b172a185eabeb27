"""Names that the authority file lacks."""

import pytest

from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.entities.models import Entity, Mention, NameForm
from archive.entities.services import mentions_build, mentions_refresh, mentions_write

pytestmark = pytest.mark.django_db
STRANGER = "وقال الدكتور نزيه القلعوشي إن الأشغال انطلقت أمس."


def entity(name, kind="person", also=(), **fields):
    made = Entity.objects.create(name=name, type=kind, **fields)
    for text in (name, *also):
        NameForm.objects.create(entity=made, text=text)
    return made


def article(*texts, title="خبر", **fields):
    paragraphs = [("lede" if not number else "paragraph", text) for number, text in enumerate(texts)]
    made = article_save(article=Article(title=title, **fields), paragraphs=paragraphs)
    mentions_refresh(article=made)
    return made


def test_an_unknown_name_becomes_one_candidate_for_all_articles():
    first, second = article(STRANGER), article(STRANGER)
    (candidate,) = Entity.objects.all()
    assert (candidate.name, candidate.type, candidate.state) == ("نزيه القلعوشي", "person", "candidate")
    assert {mention.article_id for mention in candidate.mentions.all()} == {first.pk, second.pk}


def test_spellings_of_one_name_share_a_candidate():
    article("وقال الدكتور دميتري قلعوشكوف إن الأشغال انطلقت أمس.")
    article("وقال الدكتور ديمتري قلعوشكوف إن الأشغال انطلقت أمس.")
    (candidate,) = Entity.objects.filter(type="person")
    assert candidate.mentions.count() == 2


def test_a_misspelled_name_of_a_known_person_is_that_person():
    known = entity("دميتري قلعوشكوف")
    made = article("وقال الدكتور دميتري قلعشكوف إن الأشغال انطلقت أمس.")
    assert [mention.entity for mention in made.mentions.all()] == [known]


@pytest.mark.parametrize(
    "text", ["وقالت فاطمة إن الطريق طويل.", "ويتأسف محمد لأن الطريق طويل.", "وأكد إبراهيم أن الطريق طويل."]
)
def test_a_given_name_alone_is_only_suggested(text):
    made = article(text)
    assert list(made.mentions.visible()) == []
    assert made.mentions.suggested().count() == 1


def test_a_refused_candidate_is_never_mentioned_again():
    made = article(STRANGER)
    Entity.objects.update(state="refused")
    assert list(made.mentions.visible()) == []
    mentions_refresh(article=made)
    assert made.mentions.count() == 0


def test_a_known_entity_without_a_description_takes_over_the_candidate_of_its_name():
    mentions = mentions_build(article=(made := article("نص")), paragraphs=[("lede", STRANGER)])
    known = entity("نزيه القلعوشي")
    for mention in mentions:
        mention.article = made
    mentions_write(mentions)
    assert [mention.entity for mention in Mention.objects.all()] == [known]
