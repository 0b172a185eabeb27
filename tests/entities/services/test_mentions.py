"""The mentions of articles."""

import pytest

from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.entities.models import Entity, Mention, NameForm
from archive.entities.services import mentions_build, mentions_refresh

pytestmark = pytest.mark.django_db


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


def test_mentions_know_title_paragraph_and_offsets():
    person = entity("سلمى الخطيب")
    made = article("التقت سلمى الخطيب الطلاب.", "وقالت الخطيب إنها سعيدة.", title="سلمى الخطيب في دمشق")
    places = [(m.paragraph, m.relation, m.surface) for m in made.mentions.filter(entity=person)]
    assert places == [(-1, "name", "سلمى الخطيب"), (0, "name", "سلمى الخطيب"), (1, "coreference", "الخطيب")]


def test_the_place_in_a_dateline_is_not_a_mention():
    city = entity("الناظور", "place")
    made = article("الناظور- افتتح الوزير الميناء في الناظور.", dateline="الناظور")
    assert [m.start for m in made.mentions.filter(entity=city)] == [33]


def test_mentions_can_be_built_before_the_article_is_saved():
    entity("سلمى الخطيب")
    mentions = mentions_build(article=Article(title=None), paragraphs=[("lede", "قالت سلمى الخطيب")])
    assert [m.paragraph for m in mentions] == [0]
    assert not Mention.objects.exists()


def test_mentions_keep_their_witness_and_confidence():
    entity("سلمى القلعوشي")
    (mention,) = article("زارت سلمى القلعوشي المصنع.").mentions.all()
    assert mention.witness == "authority"
    assert 0.5 < mention.confidence <= 1


def test_a_ministry_without_a_country_is_only_suggested():
    made = article("نفذت وزارة الأشغال مشروعا كبيرا.")
    assert list(made.mentions.visible()) == []
    assert [mention.surface for mention in made.mentions.suggested()] == ["وزارة الأشغال"]


def test_a_guarded_town_without_a_second_witness_is_not_a_mention():
    town = Entity.objects.create(name="قلعوش", type="place")
    NameForm.objects.create(entity=town, text="قلعوش", is_guarded=True)
    assert not article("هذا كلام قلعوش فقط").mentions.filter(entity=town)
    assert article("سكان بلدة قلعوش الصغيرة").mentions.visible().filter(entity=town)
