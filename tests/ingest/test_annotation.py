import pytest

from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.entities.models import Entity, NameForm
from archive.ingest.annotation import annotations_build, article_annotate

pytestmark = pytest.mark.django_db
PARAGRAPHS = (("lede", "عادت اللقالق إلى قلعوش في عام 2011."),)


@pytest.fixture
def place():
    entity = Entity.objects.create(type="place", name="قلعوش")
    NameForm.objects.create(entity=entity, text="قلعوش")
    return entity


def test_it_reads_names_and_dates_of_an_article_not_yet_saved(place):
    mentions, dates = annotations_build(Article(title="خبر"), PARAGRAPHS)
    assert [mention.entity_id for mention in mentions] == [place.pk]
    assert [date.value for date in dates] == ["2011"]


def test_it_reads_a_saved_article_again(place):
    article = article_save(article=Article(title="خبر"), paragraphs=PARAGRAPHS)
    article_annotate(article=article)
    article.paragraphs.update(text="عادت إلى قلعوش ثم قلعوش في 2012-05-01.")
    article_annotate(article=article)
    assert article.mentions.count() == 2
    assert [date.value for date in article.dates.all()] == ["2012-05-01"]
