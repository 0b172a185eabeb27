import datetime as dt

import pytest

from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.entities.models import Entity
from archive.statements.models import Quotation
from archive.statements.selectors import changed_words, drift, other_wordings
from archive.text import fold

pytestmark = pytest.mark.django_db
ONE, OTHER = "سنقيم محطة كهرباء تعمل برياح الساحل", "إنشاء محطة لتوليد التيار من رياح الساحل"
ASIDE = "الطرق ستُرصف قبل الشتاء"


@pytest.fixture
def minister():
    return Entity.objects.create(type="person", name="هدى النجار", state="known")


def printed(*said, speaker, day=1):
    article = Article(
        title="خبر", published_on=dt.date(2024, 6, day), published_precision="day", published_basis="stated"
    )
    article = article_save(article=article, paragraphs=[("paragraph", words) for words in said])
    place = {"article": article, "start": 0, "type": "indirect", "speaker": speaker}
    return [
        Quotation.objects.create(paragraph=number, end=len(words), surface=words, **place)
        for number, words in enumerate(said)
    ]


def test_an_utterance_is_found_in_the_words_of_another_paper(minister):
    one, aside = printed(ONE, ASIDE, speaker=minister)
    other, _ = printed(OTHER, "المدارس ستفتح أبوابها", speaker=minister, day=2)
    printed("لا علاقة لهذا بذاك", speaker=minister, day=2)
    assert other_wordings([one, aside]) == {one.pk: [other], aside.pk: []}


def test_the_same_words_another_speaker_and_other_days_are_none(minister):
    (one,) = printed(ONE, speaker=minister)
    printed(ONE, speaker=minister)
    printed(OTHER, speaker=minister, day=9)
    printed(OTHER, speaker=Entity.objects.create(type="person", name="سامي الخوري", state="known"))
    printed(OTHER, speaker=None)
    assert other_wordings([one]) == {one.pk: []}


def test_what_is_withdrawn_is_no_other_wording(minister):
    (one,) = printed(ONE, speaker=minister)
    (other,) = printed(OTHER, speaker=minister)
    Article.objects.filter(pk=other.article_id).update(state="withdrawn")
    assert other_wordings([one]) == {one.pk: []}


def test_words_are_folded_once_for_each_quotation_and_of_the_first_leads_alone(minister, monkeypatch):
    folded = []
    monkeypatch.setattr(drift, "fold", lambda text: folded.append(text) or fold(text))
    monkeypatch.setattr(drift, "MAX_LEADS", 2)
    leads = [one for day in (1, 2, 3) for one in printed(ONE if day % 2 else OTHER, speaker=minister, day=day)]
    found = other_wordings(leads)
    assert sorted(folded) == sorted(one.surface for one in leads)
    assert [set(found[one.pk]) for one in leads] == [{leads[1]}, {leads[0], leads[2]}, set()]


def test_words_that_the_other_lacks_are_told():
    text = "محطة كهرباء قرب الساحل"
    assert [text[start:end] for start, end in changed_words(text, "محطة الساحل")] == ["كهرباء", "قرب"]
