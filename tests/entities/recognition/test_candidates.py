"""Names that nobody knows and that say too little."""

import pytest

from archive.entities.recognition.candidates import is_too_vague
from archive.text import fold


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("person", "محمد"),
        ("person", "عبد العزيز"),
        ("person", "ديون"),
        ("place", "المدن والقرى"),
        ("organization", "قوات الأمن"),
    ],
)
def test_one_that_could_be_anybody_or_anything_is_only_suggested(kind, name):
    assert is_too_vague(kind, [fold(word) for word in name.split()])


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("person", "دانيال كريتنبرينك"),
        ("person", "كريتنبرينك"),
        ("person", "محمد السهلاوي"),
        ("place", "سوروتش"),
        ("organization", "المعهد الوطني للرصد الجوي"),
        ("organization", "سوانزي"),
        ("organization", "المنتخب السعودي"),
        ("organization", "حزب النور"),
    ],
)
def test_a_name_that_tells_who_is_meant_counts(kind, name):
    assert not is_too_vague(kind, [fold(word) for word in name.split()])
