"""One number at a place of a text, in digits, in words or in both: «12,500», «اثنتي عشرة», «3 ملايين و500 ألف», «عشرات الآلاف».

A number is a sum of parts, each smaller than the one before: hundreds, units and tens, times a scale. Parts are joined by «و».
"""

from functools import lru_cache
from typing import NamedTuple

from archive.statements.figures import number_words as words
from archive.statements.quotations.printed import PrintedText
from archive.text import SPACED_NUMBER, exact, exact_number

_CLITICS = "وفبل"
_AND = "و"
_ARTICLE = "ال"
_TOO_MUCH = 1e15
"""Digits beyond this are a code."""


class Numeral(NamedTuple):
    """The number at words[first:after]; a vague one has no value, but bounds. `scale` is the last scale in it, 1 if none."""

    first: int
    after: int
    start: int
    value: float | None
    low: float | None = None
    high: float | None = None
    scale: int = 1
    is_digits: bool = False


@lru_cache(maxsize=1 << 14)
def number_begins(word: str) -> int | None:
    """The length of the clitic before a word that may begin a number; None for other words."""
    if not word:
        return None
    if word[0].isdigit():
        return 0
    for clitic in (0, 1):
        if clitic and (word[0] not in _CLITICS or len(word) < 3):
            return None
        bare = word[clitic:]
        if bare in _BEGINNINGS:
            return clitic
    return None


_BEGINNINGS = frozenset(
    form
    for table in (words.UNITS, words.UNITS_OF_COMPOUNDS, words.JOINED_TEENS, words.TENS, words.HUNDREDS, words.SCALES,
                  words.DUAL_SCALES, words.FRACTIONS, words.VAGUE, words.SOME)
    for form in table
)  # fmt: skip


def digits_value(word: str) -> float | None:
    """The value of a number in digits; None for what is no number: dates and addresses in dots, codes that begin with 0."""
    plain = exact_number(exact(word))
    if plain[:1] == "0" and plain[1:2] not in ("", "."):
        return None
    try:
        value = float(plain)
    except ValueError:
        return None
    return value if value < _TOO_MUCH else None


def numeral_at(text: PrintedText, first: int) -> Numeral | None:
    """The number that begins with this word, after its clitics."""
    clitic = number_begins(text.word(first))
    if clitic is None:
        return None
    start = text.words[first].start + clitic
    word = text.word(first)[clitic:]
    if _is_rest(text, first, word):
        return None
    vague = _vague(text, first, word)
    if vague is not None:
        return vague._replace(start=start)
    if word in words.FRACTIONS:
        scale = words.SCALES.get(text.word(first + 1).removeprefix(_ARTICLE)) if _follows(text, first + 1) else None
        if scale is None:
            return None
        return Numeral(first, first + 2, start, words.FRACTIONS[word] * scale, scale=scale)
    return _sum(text, first, clitic, start)


def _is_rest(text: PrintedText, first: int, word: str) -> bool:
    """«الثامن عشر» is an ordinal; in «(5.969) مليون» the number in brackets is the one."""
    before, gap = text.word(first - 1), text.gap(first) if first else ""
    if word in words.TEN and before.startswith(_ARTICLE):
        return True
    return word in words.SCALES and bool(gap.strip(" \u0640")) and before[:1].isdigit()


def _follows(text: PrintedText, place: int) -> bool:
    """Whether only white space parts this word from the one before."""
    return place < len(text.words) and not text.gap(place).strip("\u0640 \u00a0\u202f\t")


def _vague(text: PrintedText, first: int, word: str) -> Numeral | None:
    after = first + 1
    if word in words.SOME:
        low, high, scale = float(words.SOME_LOW), float(words.SOME_HIGH), 1
        unit = text.word(after)
        if _follows(text, after) and unit in (*words.VAGUE, *words.VAGUE_SCALES):
            scale, after = words.VAGUE.get(unit) or words.VAGUE_SCALES[unit], after + 1
        return Numeral(first, after, 0, None, low * scale, high * scale, scale)
    base = words.VAGUE.get(word) or words.VAGUE_SCALES.get(word) or 0
    if not base:
        return None
    more = words.VAGUE_SCALES.get(text.word(after).removeprefix(_ARTICLE), 1) if _follows(text, after) else 1
    if more > 1:
        base, after = base * more, after + 1
    return Numeral(first, after, 0, None, 2 * base, 10 * base - 1, more)


def _sum(text: PrintedText, first: int, clitic: int, start: int) -> Numeral | None:
    total, place, last_scale = 0.0, first, 0
    is_digits = text.word(first)[:1].isdigit()
    while place < len(text.words):
        word = text.word(place)
        begins = word[clitic:] if place == first else _after_and(text, place, word)
        if begins is None:
            break
        if begins == "":
            place += 1
            begins = text.word(place)
        if last_scale > 1 and begins in words.FRACTIONS:
            total, place = total + words.FRACTIONS[begins] * last_scale, place + 1
            if _follows(text, place) and text.word(place).removeprefix(_ARTICLE) in words.SCALES:
                place += 1
            break
        part = _part(text, place, begins)
        if part is None:
            break
        value, scale, after = part
        if last_scale and (scale >= last_scale or value >= last_scale or last_scale == 1):
            break
        total, place, last_scale = total + value * scale, after, scale
        if last_scale == 1:
            break
    if not last_scale:
        return None
    return Numeral(first, place, start, total, scale=last_scale, is_digits=is_digits)


def _after_and(text: PrintedText, place: int, word: str) -> str | None:
    """The word of the next part, which «و» joins; "" if «و» stands alone; None if nothing is joined."""
    if not _follows(text, place) and text.gap(place).strip() != _AND:
        return None
    if text.gap(place).strip("\u0640 ") == _AND:
        return word
    if word == _AND:
        return ""
    return word[1:] if word[:1] == _AND and len(word) > 1 else None


def _part(text: PrintedText, place: int, word: str) -> tuple[float, int, int] | None:
    """(value, its scale, the place after it)."""
    if word[:1].isdigit():
        value, after = _digits(text, place)
        if value is None:
            return None
        return _scaled(text, value, after, in_construct=False)
    if word in words.AMBIGUOUS_DUALS:
        is_one = not _follows(text, place + 1) or text.word(place + 1)[:1] == _AND
        return (1.0 if is_one else 2.0), words.DUAL_SCALES[word], place + 1
    if word in words.DUAL_SCALES:
        return 2.0, words.DUAL_SCALES[word], place + 1
    if word in words.SCALES:
        return 1.0, words.SCALES[word], place + 1
    below = _below_thousand(text, place, word)
    return None if below is None else _scaled(text, float(below[0]), below[1], in_construct=True)


def _scaled(text: PrintedText, value: float, after: int, *, in_construct: bool) -> tuple[float, int, int]:
    scale = words.SCALES.get(text.word(after)) if _follows(text, after) else None
    if scale is None and not in_construct and after < len(text.words):
        glued = text.words[after - 1].end == text.words[after].start
        scale = words.SCALES.get(text.word(after)) if glued else None
    if scale is None:
        return value, 1, after
    if scale == words.THOUSAND and (more := words.SCALES.get(text.word(after + 1))) and more > scale:
        return value * scale, more, after + 2  # «ألف مليون»
    return value, scale, after + 1


def _digits(text: PrintedText, place: int) -> tuple[float | None, int]:
    word = text.words[place]
    spaced = SPACED_NUMBER.match(text.text, word.start) if text.text[word.start].isdigit() else None
    if spaced is not None and spaced.end() > word.end:
        after = text.place_at(spaced.end())
        return digits_value("".join(character for character in spaced[0] if not character.isspace())), after
    start = len(word.text) - len(word.text.lstrip(_CLITICS))
    return digits_value(text.text[word.start + start : word.end]), place + 1


def _below_thousand(text: PrintedText, place: int, word: str) -> tuple[int, int] | None:
    """(value, the place after it) of hundreds, units and tens."""
    value, after, is_hundred = 0, place, False
    if word in words.HUNDREDS:
        value, after, is_hundred = words.HUNDREDS[word], place + 1, True
    elif word in words.UNITS and _follows(text, place + 1) and text.word(place + 1) in words.HUNDRED:
        value, after, is_hundred = 100 * words.UNITS[word], place + 2, True
    if is_hundred:
        rest = _joined(text, after)
        more = _below_hundred(text, *rest) if rest else None
        return (value + more[0], more[1]) if more else (value, after)
    return _below_hundred(text, place, word)


def _joined(text: PrintedText, place: int) -> tuple[int, str] | None:
    """The place and word behind «و», which may stand alone."""
    if place >= len(text.words):
        return None
    begins = _after_and(text, place, text.word(place))
    if begins is None:
        return None
    return (place, begins) if begins else (place + 1, text.word(place + 1))


def _below_hundred(text: PrintedText, place: int, word: str) -> tuple[int, int] | None:
    if word in words.JOINED_TEENS:
        return words.JOINED_TEENS[word], place + 1
    if word in words.TENS:
        return words.TENS[word], place + 1
    unit = words.UNITS_OF_COMPOUNDS.get(word)
    if unit is not None:
        if _follows(text, place + 1) and text.word(place + 1) in words.TEN:
            return 10 + unit, place + 2
        rest = _joined(text, place + 1)
        if rest is not None and rest[1] in words.TENS:
            return unit + words.TENS[rest[1]], rest[0] + 1
    if word in words.UNITS:
        return words.UNITS[word], place + 1
    if unit == 2 and _follows(text, place + 1) and text.word(place + 1) == "من":
        return 2, place + 1
    return None
