import pytest

from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.entities.models import Entity, Mention, NameForm
from archive.entities.services import mention_correct, mentions_confirm, mentions_refuse
from archive.ingest.annotation import article_annotate
from archive.statements.models import Quotation
from archive.statements.services import quotation_correct_speaker, speakers_follow_mentions

pytestmark = pytest.mark.django_db
PARAGRAPHS = (
    "قال وزير النقل نزيه القلعوشي إن الجسر سيفتح غدا. وأضاف أن العمل انتهى.",
    "وقال القلعوشي إن المال وصل.",
)


@pytest.fixture
def minister():
    return named("نزيه القلعوشي")


@pytest.fixture
def namesake():
    return named("نزيه القلعوشي", description="طبيب")


def named(name, **fields):
    entity = Entity.objects.create(type="person", name=name, **fields)
    NameForm.objects.create(entity=entity, text=name)
    return entity


@pytest.fixture
def article(minister):
    article = article_save(
        article=Article(title="خبر"), paragraphs=[("lede", PARAGRAPHS[0]), ("paragraph", PARAGRAPHS[1])]
    )
    article_annotate(article=article)
    return article


def speakers(article):
    return list(article.quotations.order_by("paragraph", "start").values_list("speaker", flat=True))


def mention_at(article, paragraph):
    return article.mentions.get(paragraph=paragraph, entity__type="person")


def test_whom_a_name_denotes_speaks_where_it_names_the_speaker_and_where_he_goes_on(article, minister, namesake):
    assert speakers(article) == [minister.pk] * 3
    first = mention_at(article, 0)
    mention_correct(mention=first, entity=namesake)
    assert speakers_follow_mentions([first.pk]) == 2
    assert speakers(article) == [namesake.pk, namesake.pk, minister.pk]


def test_a_name_that_is_none_names_no_speaker_until_it_is_one_again(article, minister):
    short = mention_at(article, 1)
    mentions_refuse(mentions=[short])
    speakers_follow_mentions([short.pk])
    assert speakers(article) == [minister.pk, minister.pk, None]
    mentions_confirm(mentions=[short])
    speakers_follow_mentions([short.pk])
    assert speakers(article) == [minister.pk] * 3


def test_a_speaker_without_his_name_beside_the_verb_is_who_bears_that_name(article, minister, namesake):
    last = article.quotations.get(paragraph=1)
    Quotation.objects.filter(pk=last.pk).update(
        speaker_basis="office", speaker_surface="", speaker_paragraph=None, speaker_start=None, speaker_end=None
    )
    first = mention_at(article, 0)
    mention_correct(mention=first, entity=namesake)
    speakers_follow_mentions([first.pk])
    assert speakers(article) == [namesake.pk] * 3


def test_whom_a_curator_named_as_the_speaker_stays(article, minister, namesake):
    other = named("هدى النجار")
    quotation_correct_speaker(quotation=article.quotations.get(paragraph=1), speaker=other)
    short = mention_at(article, 1)
    mention_correct(mention=short, entity=namesake)
    assert speakers_follow_mentions([short.pk]) == 0
    assert speakers(article) == [minister.pk, minister.pk, other.pk]


def test_other_mentions_name_whom_they_named(article, minister, namesake):
    place = {"paragraph": 1, "start": 20, "end": 24}
    other = Mention.objects.create(article=article, entity=namesake, surface=PARAGRAPHS[1][20:24], **place)
    assert speakers_follow_mentions([other.pk]) == 0
    assert speakers(article) == [minister.pk] * 3


def test_a_reading_after_the_decision_says_the_same(article, minister, namesake):
    first = mention_at(article, 0)
    mention_correct(mention=first, entity=namesake)
    speakers_follow_mentions([first.pk])
    decided = speakers(article)[:2]
    article_annotate(article=article)
    assert speakers(article)[:2] == decided == [namesake.pk] * 2


@pytest.mark.parametrize("names_first", [True, False])
def test_of_two_readings_of_one_name_the_one_that_counts_speaks(article, minister, namesake, names_first):
    """A refused mention stays where it was, beside that of whom the name denotes."""
    first = mention_at(article, 0)
    other = Mention.objects.get(pk=first.pk)
    other.pk, other.entity = None, namesake
    other.save()
    refused, counts = (other, first) if names_first else (first, other)
    mentions_confirm(mentions=[counts])
    mentions_refuse(mentions=[refused])
    speakers_follow_mentions([refused.pk])
    assert speakers(article)[:2] == [counts.entity_id] * 2
    Quotation.objects.filter(article=article).update(speaker=None)
    speakers_follow_mentions([counts.pk])
    assert speakers(article)[:2] == [counts.entity_id] * 2
