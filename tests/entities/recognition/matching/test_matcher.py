"""Names in printed text, with a small authority file."""

import pytest

from archive.entities.authority import FormRow
from archive.entities.recognition import AnalyzedText, Matcher

NAMES = {
    1: ("person", ["فلاديمير بوتين", "بوتين", "فلاديمير بوتن", "بوتن"], []),
    2: ("place", ["الولايات المتحدة", "الولايات المتحدة الأميركية", "أمريكا", "أميركا"], ["أميركي", "أمريكي"]),
    3: ("place", ["فيتنام"], ["فيتنامي"]),
    4: ("place", ["كوريا الشمالية"], ["كوري شمالي"]),
    5: ("organization", ["الأمم المتحدة"], []),
    6: ("organization", ["مركز جون كينيدي للفنون", "مركز كينيدي"], []),
    7: ("person", ["جون كينيدي"], []),
    8: ("place", ["الصين"], ["صيني"]),
    9: ("place", ["بحر الصين الجنوبي"], []),
    10: ("place", ["(مدينة) صور", "(في مدينة) صور"], []),
    11: ("person", ["كيم جونغ أون"], []),
    12: ("person", ["نوين خاك جيانج"], []),
    13: ("person", ["نجوين فو ترونج"], []),
    14: ("place", ["بيونغ يانغ", "بيونغيانغ"], []),
    15: ("place", ["عُمان", "سلطنة عمان"], ["عماني"]),
    16: ("place", ["عمّان", "(العاصمة الأردنية) عمان"], []),
    17: ("place", ["سوريا", "سورية"], ["سوري"]),
    18: ("organization", ["سبوتنيك"], []),
    19: ("organization", ["الكرملين"], []),
    20: ("person", ["جون كيربي", "كيربي"], []),
}


@pytest.fixture(scope="module")
def matcher():
    return Matcher(
        FormRow(entity, kind, text, relation)
        for entity, (kind, names, nationalities) in NAMES.items()
        for texts, relation in ((names, "name"), (nationalities, "nationality"))
        for text in texts
    )


def found(matcher, text):
    return [(name.entity, name.surface) for name in matcher.find(AnalyzedText(text)) if not name.guarded]


@pytest.mark.parametrize(
    ("text", "entity", "surface"),
    [
        ("قال بوتين", 1, "بوتين"),
        ("ودعا وبوتين حاضر", 1, "بوتين"),
        ("رسالة لبوتين", 1, "بوتين"),
        ("زار بوتن البلاد", 1, "بوتن"),
        ("الرئيس فلاديمير بوتين", 1, "فلاديمير بوتين"),
        ("السفارة الأميركية", 2, "الأميركية"),
        ("القوات الأمريكية", 2, "الأمريكية"),
        ("مسؤولًا أميركيًا", 2, "أميركيًا"),
        ("للولايات المتحدة", 2, "لولايات المتحدة"),
        ("زار والفيتنام", 3, "الفيتنام"),
        ("الزعيم الكوري الشمالي", 4, "الكوري الشمالي"),
        ("أسلحة كورية شمالية", 4, "كورية شمالية"),
        ("قرار للأمم المتحدة", 5, "لأمم المتحدة"),
        ("بيان الكرملين", 19, "الكرملين"),
        ("من بيونغ يانغ", 14, "بيونغ يانغ"),
        ("وبيونغيانغ", 14, "بيونغيانغ"),
        ("في مدينة صور", 10, "صور"),
        ("سلطنة عُمان", 15, "سلطنة عُمان"),
        ("زار عُمان", 15, "عُمان"),
        ("العاصمة الأردنية عمان", 16, "عمان"),
        ("القوات السورية", 17, "السورية"),
        ("في سورية", 17, "سورية"),
        ("قال كيربي", 20, "كيربي"),
    ],
)
def test_a_name_is_found_as_printed_without_its_clitics(matcher, text, entity, surface):
    assert found(matcher, text) == [(entity, surface)]


@pytest.mark.parametrize(
    "text", ["نشر صور للقاء", "زار عمان", "أمم متحدة", "فلاديمير لينين", "جون", "كينيدي", "نوين فو"]
)
def test_a_word_with_another_meaning_does_not_match(matcher, text):
    assert found(matcher, text) == []


def test_sputnik_does_not_contain_putin(matcher):
    assert found(matcher, "وكالة سبوتنيك") == [(18, "سبوتنيك")]


def test_the_longest_name_wins(matcher):
    assert found(matcher, "مركز جون كينيدي للفنون") == [(6, "مركز جون كينيدي للفنون")]
    assert found(matcher, "في بحر الصين الجنوبي") == [(9, "بحر الصين الجنوبي")]


def test_similar_names_are_two_persons(matcher):
    assert found(matcher, "نوين خاك جيانج ونجوين فو ترونج") == [(12, "نوين خاك جيانج"), (13, "نجوين فو ترونج")]


def test_a_name_does_not_cross_a_full_stop(matcher):
    assert found(matcher, "قال كيم. جونغ أون") == []


def test_a_nationality_is_distinguished_from_the_name(matcher):
    relations = {
        name.surface: name.relation for name in matcher.find(AnalyzedText("أمريكا والأمريكيون في سوريا والسوريين"))
    }
    assert relations == {"أمريكا": "name", "الأمريكيون": "nationality", "سوريا": "name", "السوريين": "nationality"}


def test_offsets_point_at_the_printed_text(matcher):
    text = "التقى «الرَّئيسُ» وَبوتين و الأمم المتحدة"
    names = matcher.find(AnalyzedText(text))
    assert [name.surface for name in names] == [text[name.start : name.end] for name in names]
    assert {"بوتين", "الأمم المتحدة"} <= {name.surface for name in names}


@pytest.mark.parametrize(
    ("text", "surface"),
    [("إلى القدس وتل أبيب", "تل أبيب"), ("في زيارته لبريطانيا أمس", "بريطانيا"), ("زار فرنسا", "فرنسا")],
)
def test_a_name_is_found_after_an_unproven_clitic(text, surface):
    matcher = Matcher(
        [
            FormRow(1, "place", "تل أبيب", "name"),
            FormRow(2, "place", "بريطانيا", "name"),
            FormRow(3, "place", "فرنسا", "name"),
        ]
    )
    assert [found.surface for found in matcher.find(AnalyzedText(text))] == [surface]


def test_a_word_that_only_looks_like_a_clitic_and_a_name_does_not_match():
    matcher = Matcher([FormRow(1, "person", "ليام", "name"), FormRow(2, "place", "النسيا", "name")])
    assert matcher.find(AnalyzedText("قال وليام في فالنسيا")) == []
