import pytest

from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.chronology.models import DateMention
from archive.entities.models import Entity, NameForm
from archive.ingest.annotation import annotations_build, annotations_write, article_annotate, articles_analyse

pytestmark = pytest.mark.django_db
PARAGRAPHS = (("lede", "عادت اللقالق إلى قلعوش في عام 2011."),)


@pytest.fixture
def place():
    entity = Entity.objects.create(type="place", name="قلعوش")
    NameForm.objects.create(entity=entity, text="قلعوش")
    return entity


def test_it_reads_names_and_dates_of_an_article_not_yet_saved(place):
    built = annotations_build(Article(title="خبر"), PARAGRAPHS)
    assert [mention.entity_id for mention in built.mentions] == [place.pk]
    assert [date.value for date in built.dates] == ["2011"]


def test_it_reads_a_saved_article_again(place):
    article = article_save(article=Article(title="خبر"), paragraphs=PARAGRAPHS)
    article_annotate(article=article)
    article.paragraphs.update(text="عادت إلى قلعوش ثم قلعوش في 2012-05-01.")
    article_annotate(article=article)
    assert article.mentions.count() == 2
    assert [date.value for date in article.dates.all()] == ["2012-05-01"]


@pytest.fixture
def article(place):
    return article_save(article=Article(title="خبر"), paragraphs=PARAGRAPHS)


def test_an_article_edited_after_its_analysis_is_analysed_again(article):
    built = articles_analyse([article.pk])
    article_save(article=article, paragraphs=[("lede", "غادرت في عام 2013.")])
    annotations_write(built)
    assert not article.mentions.exists()
    assert [date.value for date in article.dates.all()] == ["2013"]


def test_names_changed_after_the_analysis_are_heeded(article, place):
    built = articles_analyse([article.pk])
    place.forms.all().delete()
    annotations_write(built)
    assert not article.mentions.filter(entity=place).exists()


def test_an_article_deleted_after_its_analysis_is_left_out(article):
    built = articles_analyse([article.pk])
    article.delete()
    annotations_write(built)
    assert not DateMention.objects.exists()


def test_decided_spans_stay_and_the_others_are_replaced(article, place):
    other = article_save(article=Article(title="خبر"), paragraphs=PARAGRAPHS)
    for each in (article, other):
        article_annotate(article=each)
    article.dates.update(decision="refused")
    annotations_write(articles_analyse([article.pk, other.pk]))
    assert [date.decision for date in article.dates.all()] == ["refused"]
    assert [date.decision for date in other.dates.all()] == [""]
    assert (article.mentions.count(), other.mentions.count()) == (1, 1)


def test_the_medium_of_a_link_to_the_news_is_no_mention(place):
    text = "عادت اللقالق. رابط الخبر بصحيفة قلعوش: عادت إلى قلعوش"
    built = annotations_build(Article(title="خبر"), [("lede", text)])
    assert [mention.start for mention in built.mentions] == [text.rindex("قلعوش")]
