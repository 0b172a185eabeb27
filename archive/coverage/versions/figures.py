"""Figures among folded words: numbers in digits and in words, and months, which stand for dates."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from archive.text import fold
from archive.text.dates import HIJRI_MONTHS, MONTHS

_NUMBER_WORDS = """
1 واحد واحدة
2 اثنان اثنين اثنتان اثنتين
3 ثلاث ثلاثة
4 أربع أربعة
5 خمس خمسة
6 ست ستة
7 سبع سبعة
8 ثمان ثماني ثمانية
9 تسع تسعة
10 عشر عشرة
20 عشرون عشرين
30 ثلاثون ثلاثين
40 أربعون أربعين
50 خمسون خمسين
60 ستون ستين
70 سبعون سبعين
80 ثمانون ثمانين
90 تسعون تسعين
100 مئة مائة
200 مئتان مئتين مائتان مائتين
1000 ألف آلاف
2000 ألفان ألفين
1000000 مليون ملايين
2000000 مليونان مليونين
1000000000 مليار مليارات
"""
_VALUES = {fold(word): line.split()[0] for line in _NUMBER_WORDS.split("\n") for word in line.split()[1:]}
_MONTHS = frozenset(
    fold(name) for month in (*MONTHS, *HIJRI_MONTHS) for name in month.name.split("|") if " " not in name
) | frozenset(map(fold, ("كانون", "تشرين")))
_FIGURES = _VALUES.keys() | _MONTHS


@lru_cache(maxsize=100_000)
def is_figure(word: str) -> bool:
    """Whether a folded word is a number, in digits or words, or the name of a month."""
    return word[0].isdigit() or word in _FIGURES or (word[0] == "و" and word[1:] in _FIGURES)


def figure_values(words: Iterable[str]) -> list[str]:
    """Their values, so that «تسعة» is 9."""
    bare = (word[1:] if word[1:] in _VALUES else word for word in words if is_figure(word))
    return sorted(_VALUES.get(word, word) for word in bare)


def is_date_line(words: Sequence[str]) -> bool:
    """Whether the words are little but a date: «الرياض 5 محرم 1446 هـ الموافق 11 يوليو 2024 م واس»."""
    return sum(map(is_figure, words)) * 2 >= len(words) and any(word in _MONTHS for word in words)
