"""Texts of our own that show what raw pages do, and the names that reading them leans on."""

import pytest

from archive.ingest.page_text.gazetteer import AGENCY_NAMES, Gazetteer
from archive.text import fold

PLACES = ("عمّان", "القاهرة", "بيروت", "الرباط", "بغداد", "تونس", "المغرب", "دبي", "كوالالمبور")
NAMES = (*PLACES, "بحيرة قارون", "نهر النيل", "جمعية الطيور")


@pytest.fixture
def gazetteer():
    places = frozenset(map(fold, PLACES))
    return Gazetteer(places=places, agencies=AGENCY_NAMES, names=frozenset(map(fold, NAMES)))


def _prose(topic, sentences=2):
    return " ".join(
        [f"وذكرت الجمعية في بيان وزعته صباحا أن {topic} سيبقى مفتوحا أمام الزوار حتى نهاية الموسم."] * sentences
    )


@pytest.fixture
def prose():
    """A function that writes a paragraph of the length that papers print, on the topic given."""
    return _prose


@pytest.fixture
def page():
    """An aggregator's page: date, source and tags of an article, and a second article behind the boundary."""
    return f"""عودة اللقالق إلى سهل البقاع بعد غياب طويل
تاريخ النشر: 3rd, April 2019 GMT
{_prose("سهل البقاع")}
{_prose("المركز")}
{_prose("الممر")}
المصدر: نشرة الحقول الخضراء
كلمات دلالية: بيئة بيئة اللقالق سهل البقاع لبنان اللقالق سهل البقاع لبنان أخبار الطيور
إقرأ أيضاً:
صيادو الشاطئ يعيدون سلحفاة نادرة إلى البحر
{_prose("الشاطئ")}
{_prose("الميناء")}
{_prose("المتحف البحري")}"""
