"""The unit behind a number, or its sign: «45 مليون دولار», «12.5 في المئة», «$50», «100 كيلومتر مربع»."""

from typing import NamedTuple

from archive.statements.figures.numerals import Numeral
from archive.statements.figures.units import CURRENCY, PERCENT, PERCENTAGE_POINT, SYMBOLS, Unit, unit_forms
from archive.statements.quotations.lexicon import folded
from archive.statements.quotations.printed import PrintedText
from archive.text import exact, fold

_PERCENT_WORDS = folded("بالمئة بالمائة بالمية")
_IN, _HUNDRED = "في", folded("المئة المائة المية")
_POINTS = folded("نقطة نقاط")
_PERCENTAL = folded("مئوية مئويتين")
_SHAPES = folded("مربع مربعا مربعة مكعب مكعبا مكعبة بحري بحريا مئوية")
_PER = folded("الساعة الثانية اليوم")
_DOLLARS = folded("أميركي أمريكي أميركيا أمريكيا")


class Measure(NamedTuple):
    """A unit that ends at this offset, before the word at place `after`; `start` is that of a sign before the number."""

    unit: Unit
    end: int
    after: int
    start: int | None = None


def unit_of(word: str) -> str:
    """The unit that a folded word names; "" if none."""
    found = unit_forms().get(word)
    return found.name if found else ""


def dual_unit(word: str) -> str:
    """«ساعتين» → ساعة."""
    found = unit_forms().get(word)
    return found.name if found and found.is_dual else ""


def measure_after(text: PrintedText, numeral: Numeral) -> Measure | None:
    """The unit of this number."""
    after, end = numeral.after, text.words[numeral.after - 1].end
    sign = _sign(text, numeral, end)
    if sign is not None:
        return sign
    word = text.word(after)
    if after >= len(text.words) or text.gap(after).strip(" \u0640\u00a0\u202f"):
        return None
    if word in _PERCENT_WORDS:
        return Measure(Unit(PERCENT, PERCENT), text.words[after].end, after + 1)
    if word == _IN and text.word(after + 1) in _HUNDRED:
        return Measure(Unit(PERCENT, PERCENT), text.words[after + 1].end, after + 2)
    if word in _POINTS and text.word(after + 1) in _PERCENTAL:
        return Measure(Unit(PERCENTAGE_POINT, PERCENT), text.words[after + 1].end, after + 2)
    unit = unit_forms().get(word)
    return None if unit is None or unit.is_dual else _qualified(text, unit, after)


def _qualified(text: PrintedText, unit: Unit, place: int) -> Measure:
    """With the word that makes another unit of it: كيلومتر مربع, دينار كويتي, كيلومتر في الساعة."""
    following = text.word(place + 1) if place + 1 < len(text.words) and not text.gap(place + 1).strip() else ""
    printed = exact(text.text[text.words[place + 1].start : text.words[place + 1].end]) if following else ""
    if following in _SHAPES or (unit.kind == CURRENCY and _is_nationality(following)):
        end = text.words[place + 1].end
        if unit.kind == CURRENCY and following in _DOLLARS and unit.name == "دولار":
            return Measure(unit, end, place + 2)
        adjective = printed[:-1] if printed.endswith("ا") else printed
        return Measure(unit._replace(name=f"{unit.name} {adjective}"), end, place + 2)
    if following == _IN and text.word(place + 2) in _PER and not text.gap(place + 2).strip():
        per = exact(text.text[text.words[place + 2].start : text.words[place + 2].end])
        return Measure(unit._replace(name=f"{unit.name} في {per}"), text.words[place + 2].end, place + 3)
    return Measure(unit, text.words[place].end, place + 1)


def _is_nationality(word: str) -> bool:
    """كويتي, إسترليني, تركية; not «في»."""
    return len(word) > 3 and word.endswith(("ي", "يا", fold("ية"))) and word[0] not in "وفبل"


def _sign(text: PrintedText, numeral: Numeral, end: int) -> Measure | None:
    behind = text.text[end : end + 2]
    mark = behind.strip()[:1]
    if mark in SYMBOLS and mark:
        return Measure(
            Unit(SYMBOLS[mark], PERCENT if mark in "%٪" else CURRENCY), end + behind.index(mark) + 1, numeral.after
        )
    before = text.text[max(0, numeral.start - 1) : numeral.start]
    if before and before in SYMBOLS:
        kind = PERCENT if before in "%٪" else CURRENCY
        return Measure(Unit(SYMBOLS[before], kind), end, numeral.after, numeral.start - 1)
    return None
