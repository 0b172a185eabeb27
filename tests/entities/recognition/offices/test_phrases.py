"""Offices as printed."""

import pytest

from archive.entities.authority import FormRow
from archive.entities.recognition import AnalyzedText, Matcher
from archive.entities.recognition.offices.phrases import Office, office_phrases
from archive.text import spelling

USA, RUSSIA, UN, KREMLIN, KOREA, TRUMP = 1, 2, 3, 4, 5, 6
MATCHER = Matcher(
    FormRow(entity, kind, text, relation)
    for entity, kind, text, relation in [
        (USA, "place", "الولايات المتحدة", "name"),
        (USA, "place", "أميركي", "nationality"),
        (RUSSIA, "place", "روسيا", "name"),
        (RUSSIA, "place", "روسي", "nationality"),
        (UN, "organization", "الأمم المتحدة", "name"),
        (KREMLIN, "organization", "الكرملين", "name"),
        (KOREA, "place", "كوريا الشمالية", "name"),
        (KOREA, "place", "كوري شمالي", "nationality"),
        (TRUMP, "person", "ترامب", "name"),
    ]
)


def read(text):
    analyzed = AnalyzedText(text)
    return office_phrases(analyzed, MATCHER.find(analyzed))


@pytest.mark.parametrize(
    ("text", "printed", "words", "of"),
    [
        ("قال الرئيس الأميركي أمس", "الرئيس الأميركي", "رئيس", USA),
        ("قال وزير الخارجية الروسي أمس", "وزير الخارجية الروسي", "وزير خارجية", RUSSIA),
        ("قال وزير خارجية روسيا أمس", "وزير خارجية روسيا", "وزير خارجية", RUSSIA),
        ("التقى رئيس روسيا أمس", "رئيس روسيا", "رئيس", RUSSIA),
        ("قال الأمين العام للأمم المتحدة أمس", "الأمين العام للأمم المتحدة", "أمين عام", UN),
        ("قال المتحدث باسم الكرملين أمس", "المتحدث باسم الكرملين", "متحدث باسم", KREMLIN),
        ("قال الناطق باسم الكرملين أمس", "الناطق باسم الكرملين", "متحدث باسم", KREMLIN),
        ("وصف الزعيم الكوري الشمالي بلاده", "الزعيم الكوري الشمالي", "رئيس", KOREA),
        ("قال رئيس الحكومة الروسية أمس", "رئيس الحكومة الروسية", "رئيس وزراء", RUSSIA),
        ("وسلّم للرئيس الروسي رسالة", "لرئيس الروسي", "رئيس", RUSSIA),
    ],
)
def test_an_office_is_its_words_and_what_it_is_of(text, printed, words, of):
    (phrase,) = read(text)
    assert text[phrase.start : phrase.end] == printed
    assert phrase.office == Office(tuple(spelling(word) for word in words.split()), of)
    assert phrase.is_current


def test_two_ways_to_print_an_office_are_one():
    one, other = read("وزير الخارجية الروسي"), read("وزير خارجية روسيا")
    assert one[0].office == other[0].office
    assert read("رئيس الوزراء الروسي")[0].office == read("رئيس الحكومة الروسية")[0].office
    assert read("الزعيم الروسي")[0].office == read("رئيس روسيا")[0].office


@pytest.mark.parametrize(
    "text",
    [
        "قال الرئيس إنه سعيد",
        "كل رئيس أميركي",
        "الرئيس زار روسيا",
        "الرئيس روسيا",
        "قال متحدث باسم الكرملين أمس",
        "رئيس الوزراء ترامب",
        "رئيس، روسيا",
        "وزير قال الأميركي",
        "",
    ],
)
def test_a_title_without_an_owner_is_not_an_office(text):
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "الرئيس الروسي السابق",
        "الرئيس السابق الروسي",
        "الرئيس الأميركي المنتخب",
        "زوجة الرئيس الروسي",
        "المرشح لمنصب رئيس روسيا",
    ],
)
def test_former_future_and_kin_are_not_the_holder(text):
    assert [phrase.is_current for phrase in read(text)] == [False]


def test_a_deputy_is_an_office_of_its_own():
    (phrase,) = read("قال مستشار الرئيس الأميركي")
    assert phrase.office != read("الرئيس الأميركي")[0].office
