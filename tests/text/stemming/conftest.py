"""A small vocabulary whose counts are all visible here, and the levels of one word by given counts."""

import pytest

from archive.text import Analyzer
from archive.text.stemming import compile_lexicon

COUNTS = {
    "وزارة": 900, "الوزارة": 700, "زارة": 3,
    "طوكيو": 500, "وطوكيو": 40, "لطوكيو": 20, "بطوكيو": 15, "فطوكيو": 2, "كطوكيو": 2,
    "فيتنام": 400, "يتنام": 2, "واشنطن": 900, "اشنطن": 1, "لندن": 600, "ندن": 2,
    "لجنة": 500, "اللجنة": 800, "للجنة": 120, "لجان": 90, "جنة": 60, "الجنة": 50,
    "أزمة": 300, "الأزمة": 500, "للأزمة": 30, "بالأزمة": 10, "والأزمة": 20,
    "ألمانيا": 700, "لألمانيا": 40, "التزام": 200, "الالتزام": 150, "لالتزام": 5,
    "اتفاقية": 300, "الاتفاقية": 200, "اتفاقيات": 120, "الاتفاقيات": 60, "اتفاقياتها": 4,
    "معلم": 200, "المعلم": 100, "معلمين": 60, "المعلمين": 50, "معلمون": 20, "المعلمون": 15,
    "مصري": 200, "المصري": 300, "المصرية": 300, "مصرية": 150, "موقف": 300, "الموقف": 200, "موقفهم": 20, "موقفها": 30,
    "موقفه": 40, "موقفنا": 10, "موقفكم": 3, "موقفهما": 3, "موقفهن": 2, "شمعون": 40, "ماجدان": 30, "ماجد": 500,
}  # fmt: skip


WRITE = {"كتب": 900, "يكتب": 800, "تكتب": 300, "اكتب": 200}
"""A verb."""


@pytest.fixture(scope="module")
def analyzer():
    return Analyzer(compile_lexicon(COUNTS, protected=["شمعون", "ألكسندر", "الأناضول"]))


def stem(counts, word):
    return Analyzer(compile_lexicon(counts)).levels(word)[2]


def spelling(counts, word):
    return Analyzer(compile_lexicon(counts)).levels(word)[1]
