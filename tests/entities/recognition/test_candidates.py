"""Unknown names that are too vague to count."""

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
        ("organization", "مجلس النواب"),
        ("organization", "وزارة التربية والتعليم"),
    ],
)
def test_a_vague_name_is_only_suggested(kind, name):
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
        ("organization", "مجلس النواب التونسي"),
        ("organization", "أمانة جدة"),
        ("organization", "منتخب الكاميرون"),
        ("organization", "بورصة قطر"),
        ("organization", "وزارة العدل الجزائرية"),
        ("organization", "جمعية رعاية الأيتام"),
    ],
)
def test_a_precise_name_counts(kind, name):
    assert not is_too_vague(kind, [fold(word) for word in name.split()])
