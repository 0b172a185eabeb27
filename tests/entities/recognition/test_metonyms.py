"""Capitals and governments."""

import pytest

from archive.entities.recognition import AnalyzedText
from archive.entities.recognition.metonyms import denotes_government


def stands(text, name):
    start = text.index(name)
    return denotes_government(AnalyzedText(text), start, start + len(name))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("أعلنت موسكو انسحابها", "موسكو"),
        ("واشنطن تقول إنها مستعدة", "واشنطن"),
        ("رفض طلب واشنطن", "واشنطن"),
        ("محادثات بين أنقرة وأثينا", "أثينا"),
        ("اتفاق مع طهران", "طهران"),
        ("تقديم مساعدات لكييف", "كييف"),
    ],
)
def test_a_capital_that_acts_is_a_government(text, name):
    assert stands(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وصل الوفد إلى موسكو", "موسكو"),
        ("في واشنطن أعلنت الشركة", "واشنطن"),
        ("شوارع طهران", "طهران"),
        ("محكمة طهران أكدت الحكم", "طهران"),
        ("مؤتمر ببيروت", "بيروت"),
        ("بيروت جميلة", "بيروت"),
    ],
)
def test_a_capital_where_something_is_or_goes_is_the_city(text, name):
    assert not stands(text, name)
