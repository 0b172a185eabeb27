import pytest
from django.db import IntegrityError

from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.entities.models import Entity, NameForm
from archive.ingest.annotation import annotations_build, article_annotate
from archive.ingest.rereading import articles_reread
from archive.statements.figures.values import ReadFigure
from archive.statements.models import Figure
from archive.statements.selectors import claim_of, figures_in, figures_of, quotations_of
from archive.statements.services.figures import figures_unsaved

pytestmark = pytest.mark.django_db
TEXT = "قال وزير النقل نزيه القلعوشي إن الجسر كلف 45 مليون دولار. وتضررت نحو اثنتي عشرة سيارة."
ROW = {"surface": "45 مليون دولار", "paragraph": 0, "start": 44, "end": 58, "value": 45_000_000.0, "unit": "دولار"}


@pytest.fixture
def article():
    entity = Entity.objects.create(type="person", name="نزيه القلعوشي")
    NameForm.objects.create(entity=entity, text="نزيه القلعوشي")
    article = article_save(
        article=Article(title="نحو 20 سيارة"), paragraphs=[("lede", TEXT), ("caption", "خمس سيارات.")]
    )
    article_annotate(article=article)
    return article


def rows(article):
    return list(article.figures.values_list("value", "approximate", "unit", "counted", "surface"))


def test_figures_are_read_with_names_and_dates_from_prose_alone(article):
    assert rows(article) == [
        (45_000_000, False, "دولار", "", "45 مليون دولار"),
        (12, True, "", "سيارة", "نحو اثنتي عشرة سيارة"),
    ]
    assert all(TEXT[one.start : one.end] == one.surface for one in article.figures.all())


def test_the_speaker_of_the_quotation_around_it_claims_it(article):
    quotations = list(quotations_of(article))
    claims = [claim_of(figure, quotations) for figure in figures_of(article)]
    assert [claim and claim.speaker_name for claim in claims] == ["نزيه القلعوشي", None]


def test_an_article_not_yet_saved_is_read_too():
    built = annotations_build(Article(title="خبر"), [("lede", TEXT)])
    assert [one.value for one in built.figures] == [45_000_000, 12]
    assert not Figure.objects.exists()


def test_reading_again_adds_nothing(article):
    before = rows(article)
    article_annotate(article=article)
    assert rows(article) == before
    assert articles_reread(restart=True) == (1, 0)


def test_rereading_gives_older_articles_their_figures(article):
    before = rows(article)
    article.figures.all().delete()
    assert articles_reread(restart=True) == (1, 1)
    assert rows(article) == before


def test_a_refused_figure_stays_refused(article):
    figure = article.figures.first()
    figure.decision = Figure.Decision.REFUSED
    figure.save()
    article_annotate(article=article)
    assert [one.value for one in figures_of(article)] == [12]
    assert article.figures.get(pk=figure.pk).decision == "refused"


def test_readers_find_figures_of_published_articles_only(article):
    assert figures_in([article.pk]).count() == 2
    Article.objects.filter(pk=article.pk).update(state="withdrawn")
    assert not figures_in([article.pk])


@pytest.mark.parametrize("fault", [{"value": None}, {"unit": ""}, {"end": 44}, {"decision": "perhaps"}])
def test_the_database_refuses_figures_of_nothing(article, fault):
    article.figures.all().delete()
    with pytest.raises(IntegrityError):
        Figure.objects.create(article=article, **ROW | fault)


def test_the_api_gives_figures_with_their_claim(article, client):
    found = client.get(f"/api/v1/articles/{article.key}").json()["figures"]
    assert found[0] == {
        "value": 45_000_000, "low": None, "high": None, "approximate": False, "unit": "دولار", "counted": None,
        "surface": "45 مليون دولار", "claimed_by": "نزيه القلعوشي", "paragraph": 0,
        "start": TEXT.index("45"), "end": TEXT.index("45") + 14,
    }  # fmt: skip
    assert (found[1]["value"], found[1]["approximate"], found[1]["counted"]) == (12, True, "سيارة")


def test_of_two_figures_in_one_place_the_first_is_kept_and_none_of_no_length(article):
    figure = ReadFigure(**{"low": None, "high": None, "approximate": False, "counted": ""} | ROW)
    read = [figure, figure._replace(value=1.0), figure._replace(start=58), figure._replace(paragraph=1)]
    article.figures.all().delete()
    unsaved = figures_unsaved(article, read)
    Figure.objects.bulk_create(unsaved)
    assert [(one.paragraph, one.value) for one in unsaved] == [(0, 45_000_000), (1, 45_000_000)]
