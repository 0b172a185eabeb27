"""Nouns with attached pronouns, and words that only look like them."""

import pytest

from archive.text import stem
from archive.text.stemming.pronouns import PRONOUNS
from tests.text.stemming.conftest import stem as stem_by


@pytest.mark.parametrize("row", PRONOUNS, ids=lambda row: row.suffix)
def test_every_attached_pronoun_goes_from_an_attested_word(analyzer, row):
    assert analyzer.levels("موقف" + row.suffix)[2] == "موقف"


@pytest.mark.parametrize(
    ("form", "noun"),
    [
        ("مستواه", "مستوى"),
        ("ومستواهم", "مستوى"),
        ("مبناها", "مبنى"),
        ("لذكراه", "ذكرى"),
        ("محتواها", "محتوى"),
        ("مغزاه", "مغزى"),
        ("فتواه", "فتوى"),
        ("شكواهم", "شكوى"),
        ("مجراها", "مجرى"),
        ("مرماه", "مرمى"),
        ("أقصاها", "أقصى"),
        ("ذكراي", "ذكرى"),
        ("بمستواي", "مستوى"),
    ],
)
def test_a_noun_in_alef_maksura_has_an_alef_before_a_pronoun(form, noun):
    assert stem(form) == stem(noun)


@pytest.mark.parametrize(
    ("form", "noun"),
    [
        ("مدينتي", "مدينة"),
        ("مشكلتي", "مشكلة"),
        ("أطفالي", "أطفال"),
        ("قراري", "قرار"),
        ("ملابسي", "ملابس"),
        ("وأفكاري", "أفكار"),
        ("مستشاري", "مستشار"),
        ("متابعي", "متابع"),
        ("مرشحي", "مرشح"),
        ("فلسطينيي", "فلسطيني"),
    ],
)
def test_my_and_the_plural_before_a_noun(form, noun):
    assert stem(form) == stem(noun)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("كلاهما", "كلى"),
        ("أذانا", "أذى"),
        ("إعلانا", "أعلى"),
        ("حصانا", "حصى"),
        ("أحيانا", "أحيى"),
        ("إحدى", "أحد"),
        ("سكاي", "سكي"),
        ("هاواي", "هاوي"),
        ("مولاي", "مولى"),
        ("سواه", "سوي"),
        ("فوزي", "فوز"),
        ("حلمي", "حلم"),
        ("رئيسي", "رئيس"),
        ("وطني", "وطن"),
        ("علمي", "علم"),
        ("بندي", "بند"),
        ("صالحي", "صالح"),
    ],
)
def test_names_adjectives_and_other_words_stay_apart(one, other):
    assert stem(one) != stem(other)


NOUN = {"مرسى": 300, "المرسى": 90, "مرساه": 12, "مرساها": 10, "مرساي": 3}


def test_a_word_mostly_printed_with_yeh_is_no_noun_in_alef_maksura():
    assert stem_by(NOUN, "مرساه") == stem_by(NOUN, "مرساي") == "مرسي"
    assert stem_by(NOUN | {"مرسي": 900}, "مرساه") == "مرساه"


def test_a_noun_in_alef_maksura_takes_the_article():
    assert stem_by(NOUN | {"المرسى": 2}, "مرساه") == "مرساه"
