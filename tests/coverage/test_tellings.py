import pytest

from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.coverage.selectors import compare_tellings
from archive.entities.models import Entity, Mention

pytestmark = pytest.mark.django_db
SHARED = "أعلنت بلدية الميناء القديم افتتاح سوق للحرفيين بعد عامين من أعمال الترميم الطويلة."


def article(*texts, named=()):
    saved = article_save(article=Article(title="خبر"), paragraphs=[("paragraph", text) for text in texts])
    for entity, surface in named:
        place = next(number for number, text in enumerate(texts) if surface in text)
        start = texts[place].index(surface)
        Mention.objects.create(
            article=saved, entity=entity, surface=surface, paragraph=place, start=start, end=start + len(surface), decision="confirmed"
        )  # fmt: skip
    return saved


def test_words_of_one_side_alone_are_its_own():
    left = article(SHARED, "وقف الموكب عند الفنار، ثم مضى الموكب إلى الساحة.")
    right = article(SHARED, "وحضر الافتتاح وزير الثقافة.")
    found = compare_tellings([left.pk], [right.pk], ())
    assert [(one.printed, one.count, one.article) for one in found.own[0]] == [("الموكب", 2, left.pk)]
    assert found.own[1] == []
    assert not found.words.left
    assert not found.words.right


def test_sentences_of_one_side_alone_are_told_with_their_article():
    alone = "وانفرد مراسلنا بوصف موكب الخيول والفرق الشعبية التي جابت شوارع الحي حتى ساعة متأخرة."
    left, right = article(SHARED, alone), article(SHARED)
    found = compare_tellings([left.pk], [right.pk], ())
    assert found.alone == ([(left.pk, alone)], [])


def test_words_are_weighed_where_both_sides_have_several_articles():
    sides = []
    for said in ("عملية عسكرية", "حرب شاملة"):
        places = ("القرية", "المدينة", "الضاحية", "الميناء", "المطار", "الجسر", "السوق", "المزرعة")
        sides.append(
            [article(f"بدأت على الحدود {said} في {place}.", f"وتدور {said} حول {place}.").pk for place in places]
        )
    for number in range(4):
        article(f"بدأت على الحدود عملية عسكرية وحرب شاملة رقم {number}.")
    found = compare_tellings(*sides, ())
    assert {one.key for one in found.words.left} == {"عملية", "عسكرية"}
    assert {one.key for one in found.words.right} == {"حرب", "شاملة"}


def test_names_say_how_many_articles_of_each_side_have_them():
    mayor, minister = (Entity.objects.create(type="person", name=name) for name in ("سامي الخوري", "ليلى حداد"))
    left = article("حضر سامي الخوري.", "وغابت ليلى حداد.", named=[(mayor, "سامي الخوري"), (minister, "ليلى حداد")])
    right = article("حضر سامي الخوري.", named=[(mayor, "سامي الخوري")])
    found = compare_tellings([left.pk], [right.pk], ())
    assert [(one.entity, one.left, one.right) for one in found.names] == [(minister, 1, 0), (mayor, 1, 1)]
