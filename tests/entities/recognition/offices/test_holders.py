"""The person that an office denotes."""

import datetime as dt

import pytest

from archive.entities.authority import FormRow
from archive.entities.recognition import Matcher, shipped_tagger
from archive.entities.recognition.article import read_article
from archive.entities.recognition.offices.background import read_background
from archive.entities.recognition.offices.holders import BY_DATE
from archive.entities.recognition.offices.phrases import Office
from archive.text import fold

USA, RUSSIA, TRUMP, BIDEN, PUTIN, MEDVEDEV, LAVROV = range(1, 8)
MATCHER = Matcher(
    FormRow(entity, kind, text, relation)
    for entity, kind, texts, relation in [
        (USA, "place", ["الولايات المتحدة"], "name"),
        (USA, "place", ["أميركي"], "nationality"),
        (RUSSIA, "place", ["روسيا"], "name"),
        (RUSSIA, "place", ["روسي"], "nationality"),
        (TRUMP, "person", ["دونالد ترامب", "ترامب"], "name"),
        (BIDEN, "person", ["جو بايدن", "بايدن"], "name"),
        (PUTIN, "person", ["فلاديمير بوتين", "بوتين"], "name"),
        (MEDVEDEV, "person", ["دميتري ميدفيديف", "ميدفيديف"], "name"),
        (LAVROV, "person", ["سيرغي لافروف", "لافروف"], "name"),
    ]
    for text in texts
)
DESCRIPTIONS = {
    TRUMP: "الرئيس الأميركي (2017–2021، ومنذ 2025)",
    BIDEN: "الرئيس الأميركي (2021–2025)، نائب الرئيس (2009–2017)",
    PUTIN: "الرئيس الروسي (2000–2008، ومنذ 2012)",
    MEDVEDEV: "الرئيس الروسي (2008–2012)",
    LAVROV: "وزير الخارجية الروسي منذ مارس 2004",
}
PRESIDENT = Office((fold("رئيس"),), USA)


@pytest.fixture(scope="module")
def background():
    return read_background(MATCHER, DESCRIPTIONS.items())


def day(year, month=6, number=20):
    one = dt.date(year, month, number)
    return one, one


def offices(background, published, *texts, least=0.5):
    """The offices that stand for somebody: (printed, who)."""
    return [
        (name.surface, name.name if name.entity is None else name.entity)
        for names in read_article(texts, MATCHER, shipped_tagger(), background, published)
        for name in names
        if name.relation == "coreference" and " " in name.surface and name.confidence >= least
    ]


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2016, set()), (2018, {TRUMP}), (2021, {TRUMP, BIDEN}), (2023, {BIDEN}), (2025, {BIDEN, TRUMP}), (2026, {TRUMP})],
)
def test_terms_of_office_are_read_from_descriptions(background, year, expected):
    assert background.tenures.holders(PRESIDENT, day(year)) == expected


def test_without_a_date_every_holder_ever_is_possible(background):
    assert background.tenures.holders(PRESIDENT, None) == {TRUMP, BIDEN}


def test_the_article_says_who_holds_the_office(background):
    texts = ("وصل الرئيس الأميركي دونالد ترامب إلى هانوي", "وقال الرئيس الأميركي للصحفيين إن الزيارة مهمة")
    assert offices(background, day(2018), *texts) == [("الرئيس الأميركي", TRUMP)]
    assert offices(background, None, *texts) == [("الرئيس الأميركي", TRUMP)]


def test_a_name_before_an_office_between_commas_names_its_holder(background):
    texts = ("وصل سيرغي لافروف، وزير الخارجية الروسي، إلى هانوي", "وقال الوزير الروسي إن الزيارة مهمة")
    assert ("الوزير الروسي", LAVROV) in offices(background, day(2018), *texts)


def test_an_office_has_another_holder_in_another_year(background):
    texts = ("تحدث ترامب وبايدن في المناظرة", "ورد الرئيس الأميركي على السؤال")
    assert offices(background, day(2020), *texts) == [("الرئيس الأميركي", TRUMP)]
    assert offices(background, day(2024), *texts) == [("الرئيس الأميركي", BIDEN)]


def test_in_the_year_of_a_change_and_without_a_date_it_is_unresolved(background):
    texts = ("تحدث ترامب وبايدن في المناظرة", "ورد الرئيس الأميركي على السؤال")
    assert offices(background, day(2021), *texts, least=0) == []
    assert offices(background, None, *texts, least=0) == []


def test_one_of_two_ambassadors_is_unresolved(background):
    texts = (
        "التقى السفير الروسي ألكسندر ماتسيجورا السفير الروسي جينادي بيزديتكو",
        "وقال السفير الروسي إن الزيارة مهمة",
    )
    assert offices(background, day(2024), *texts, least=0) == []


def test_a_holder_whom_the_article_does_not_name_is_only_suggested(background):
    texts = ("ورد الرئيس الأميركي على السؤال",)
    assert offices(background, day(2023), *texts) == []
    assert offices(background, day(2023), *texts, least=BY_DATE) == [("الرئيس الأميركي", BIDEN)]


def test_a_sentence_about_another_year_suggests_nobody(background):
    assert offices(background, day(2023), "وفي عام 1962 رد الرئيس الأميركي على السؤال", least=0) == []


def test_a_person_addressed_by_a_president_is_not_the_president(background):
    texts = ("أبلغ الرئيس الروسي ترامب بالقرار",)
    assert offices(background, day(2018), *texts, least=0) == [("الرئيس الروسي", PUTIN)]


def test_a_former_holder_is_not_the_holder(background):
    texts = ("قال جو بايدن إن القمة نجحت", "ورد الرئيس الأميركي السابق على السؤال")
    assert offices(background, day(2023), *texts, least=0) == []


def test_an_unknown_person_holds_an_office_if_the_article_says_so(background):
    texts = ("قال وزير الطاقة الروسي ألكسندر نوفاك إن الإنتاج مستقر", "وأضاف وزير الطاقة الروسي أن الأسعار ثابتة")
    assert [who for _, who in offices(background, day(2018), *texts)] == [("الكسندر", "نوفاك")]
