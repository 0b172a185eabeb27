import datetime as dt

import pytest

from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.entities.models import Entity
from archive.statements.models import Quotation
from archive.statements.selectors import each_alone, utterances

pytestmark = pytest.mark.django_db
SAID = "سنبني في كل قرية مدرسة وطريقًا"


@pytest.fixture
def minister():
    return Entity.objects.create(type="person", name="هدى النجار", state="known")


def printed(words=SAID, *, speaker=None, name="", day=1):
    published = (
        {"published_on": dt.date(2024, 6, day), "published_precision": "day", "published_basis": "stated"}
        if day
        else {}
    )
    article = article_save(article=Article(title="خبر", **published), paragraphs=[("paragraph", words)])
    return Quotation.objects.create(
        article=article,
        paragraph=0,
        start=0,
        end=len(words),
        surface=words,
        type="direct",
        speaker=speaker,
        speaker_name=speaker.name if speaker else name,
    )


def test_what_was_said_once_and_printed_twice_is_one(minister):
    one, other = printed(speaker=minister), printed("«سنبني في كل قريةٍ مدرسة، وطريقاً»", speaker=minister, day=2)
    (found,) = utterances([one, other])
    assert (found.lead, found.printings) == (one, [one, other])


@pytest.mark.parametrize(("day", "number"), [(8, 1), (9, 2), (None, 1)])
def test_the_same_words_weeks_later_were_said_again(minister, day, number):
    assert len(utterances([printed(speaker=minister), printed(speaker=minister, day=day)])) == number


def test_two_who_say_the_same_are_two(minister):
    other = Entity.objects.create(type="person", name="سامي الخوري", state="known")
    assert len(utterances([printed(speaker=minister), printed(speaker=other)])) == 2
    assert len(utterances([printed(name="مصدر أمني"), printed(name="مصدر طبي")])) == 2


def test_a_speaker_whom_one_paper_does_not_name_is_known_from_another(minister):
    unknown, known = printed(), printed(speaker=minister)
    (found,) = utterances([unknown, known])
    assert (found.lead, found.printings) == (known, [unknown, known])


def test_a_few_words_may_be_anybodys(minister):
    assert len(utterances([printed("كلام فارغ"), printed("كلام فارغ", speaker=minister)])) == 2


def test_an_article_that_repeats_a_quotation_is_counted_once(minister):
    one = printed(f"{SAID} {SAID}", speaker=minister)
    again = Quotation.objects.create(
        article=one.article, paragraph=0, start=40, end=50, surface=one.surface, type="direct", speaker=minister
    )
    (found,) = utterances([one, again])
    assert found.printings == [one]


def test_each_printing_can_stand_alone(minister):
    assert len(each_alone([printed(speaker=minister), printed(speaker=minister)])) == 2
