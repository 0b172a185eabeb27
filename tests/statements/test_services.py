import pytest

from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.entities.models import Entity, NameForm
from archive.ingest.annotation import annotations_build, annotations_write, article_annotate
from archive.statements.models import Quotation
from archive.statements.services import quotation_correct_speaker, quotation_refuse

pytestmark = pytest.mark.django_db
TEXT = "قال وزير النقل نزيه القلعوشي إن الجسر سيفتح غدا. وأضاف القلعوشي: «لن نتأخر يوما واحدا»."


@pytest.fixture
def minister():
    entity = Entity.objects.create(type="person", name="نزيه القلعوشي")
    NameForm.objects.create(entity=entity, text="نزيه القلعوشي")
    return entity


@pytest.fixture
def article(minister):
    article = article_save(
        article=Article(title="خبر"), paragraphs=[("lede", TEXT), ("caption", "قال إن الصورة قديمة.")]
    )
    article_annotate(article=article)
    return article


def rows(article):
    return list(article.quotations.values_list("type", "surface", "speaker__name", "speaker_name", "speaker_surface"))


def test_quotations_are_read_with_names_and_dates(article):
    assert rows(article) == [
        ("indirect", "الجسر سيفتح غدا", "نزيه القلعوشي", "نزيه القلعوشي", "نزيه القلعوشي"),
        ("direct", "لن نتأخر يوما واحدا", "نزيه القلعوشي", "نزيه القلعوشي", "القلعوشي"),
    ]


def test_places_are_those_of_the_paragraph(article):
    for quotation in article.quotations.all():
        assert TEXT[quotation.start : quotation.end] == quotation.surface
        assert TEXT[quotation.cue_start : quotation.cue_end] == quotation.cue
        assert TEXT[quotation.speaker_start : quotation.speaker_end] == quotation.speaker_surface


def test_captions_are_not_read(article):
    assert not article.quotations.filter(paragraph=1).exists()


def test_an_article_not_yet_saved_is_read_too(minister):
    built = annotations_build(Article(title="خبر"), [("lede", TEXT)])
    assert [one.row.surface for one in built.quotations] == ["الجسر سيفتح غدا", "لن نتأخر يوما واحدا"]
    assert not Quotation.objects.exists()


def test_reading_again_adds_nothing(article):
    before = rows(article)
    article_annotate(article=article)
    assert rows(article) == before


def test_what_curators_decided_stays(article):
    refused, corrected = article.quotations.all()
    quotation_refuse(quotation=refused)
    quotation_correct_speaker(quotation=corrected, speaker=None, name="متحدث باسم الوزارة")
    article_annotate(article=article)
    assert [(one.pk, one.decision, one.speaker_name) for one in article.quotations.all()] == [
        (refused.pk, "refused", "نزيه القلعوشي"),
        (corrected.pk, "confirmed", "متحدث باسم الوزارة"),
    ]


def test_a_decided_quotation_moves_with_its_words_and_its_speaker(article):
    quotation = article.quotations.first()
    quotation_refuse(quotation=quotation)
    article.paragraphs.filter(position=0).update(text=f"عاجل: {TEXT}")
    article_annotate(article=article)
    quotation.refresh_from_db()
    moved = f"عاجل: {TEXT}"
    assert moved[quotation.start : quotation.end] == quotation.surface
    assert moved[quotation.cue_start : quotation.cue_end] == "قال"
    assert moved[quotation.speaker_start : quotation.speaker_end] == "نزيه القلعوشي"


def test_a_decided_quotation_whose_words_are_gone_is_deleted(article):
    quotation_refuse(quotation=article.quotations.first())
    article.paragraphs.filter(position=0).update(text="لم يقل أحد شيئا.")
    article_annotate(article=article)
    assert not article.quotations.exists()


def test_a_name_that_was_refused_is_no_speaker(article, minister):
    minister.forms.all().delete()
    Entity.objects.filter(pk=minister.pk).update(state="refused")
    built = annotations_build(article, [("lede", TEXT)])
    annotations_write([built])
    assert not article.quotations.filter(speaker=minister).exists()
    assert article.quotations.first().speaker_name == "نزيه القلعوشي"
