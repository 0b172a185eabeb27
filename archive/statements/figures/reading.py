"""The figures of an article, in printed order.

At each word that begins a number: the number, the phrases that say how exact it is, a second number («بين 200 و250 مليون»), then
its unit or what is counted. A number with neither is no figure. Duals («اتفاقيتان») and «واحد» behind a noun are numbers, too.
"""

from collections.abc import Sequence
from typing import NamedTuple

from archive.statements.figures import number_words
from archive.statements.figures.bounds import (
    Quantity,
    bound_after,
    bound_before,
    bound_of_verb,
    quantity,
)
from archive.statements.figures.counted import (
    Counted,
    counted_after,
    counted_before,
    dual_of,
    is_others,
    part_of,
    singular,
)
from archive.statements.figures.exclusions import is_age_or_moment, is_excluded
from archive.statements.figures.measures import Measure, dual_unit, measure_after, unit_of
from archive.statements.figures.numerals import Numeral, number_begins, numeral_at
from archive.statements.figures.spans import second_number
from archive.statements.figures.tolls import toll_before
from archive.statements.figures.units import TIME
from archive.statements.figures.values import ReadFigure
from archive.statements.quotations.printed import PrintedText
from archive.text import fold, is_stop_word

_DUAL_ENDINGS = ("ين", "ان")
_TWO_OTHERS = fold("آخران")
_NOT_ONE = frozenset(fold(word) for word in "آن وقت صوت صف جانب طرف كل أي لا سقف".split())
_STOPS = (". ", "! ", "؟", "? ", "\n")
_TWO = frozenset(fold(word) for word in "اثنان اثنين اثنتان اثنتين".split())
Spans = Sequence[tuple[int, int]]


class Place(NamedTuple):
    """text[start:end] of a paragraph."""

    paragraph: int
    start: int
    end: int


class _Found(NamedTuple):
    """A figure, and the place from which reading goes on."""

    figure: ReadFigure | None
    after: int


def read_figures(texts: Sequence[str], names: Sequence[Spans], first_paragraph: int = 0) -> list[ReadFigure]:
    """The figures in these paragraphs; `names` are the spans of names in each. Numbers count from `first_paragraph`."""
    read: list[ReadFigure] = []
    for paragraph, (text, found) in enumerate(zip(texts, names, strict=True), first_paragraph):
        if text:
            read += figures_in(PrintedText(text), paragraph, found)
    return read


def figures_in(text: PrintedText, paragraph: int = 0, names: Spans = ()) -> list[ReadFigure]:
    """The figures of one paragraph."""
    found: list[ReadFigure] = []
    place = 0
    while place < len(text.words):
        word = text.words[place].text
        read = None
        if number_begins(word) is not None:
            read = _number(text, paragraph, place, names)
        if read is None and word in number_words.ONE:
            read = _one(text, paragraph, place)
        elif read is None and word.endswith(_DUAL_ENDINGS):
            read = _two_others(text, paragraph, place) or _dual(text, paragraph, place, names)
        if read is None:
            place += 1
            continue
        if read.figure is not None:
            found.append(read.figure)
        place = max(read.after, place + 1)
    return found


def _is_named(names: Spans, start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in names)


def _sentence_start(text: PrintedText, place: int) -> int:
    """Where the sentence of this word begins; stops within numbers are none."""
    start = text.words[place].start
    return max(0, *(text.text.rfind(mark, 0, start) + 1 for mark in _STOPS))


def _number(text: PrintedText, paragraph: int, place: int, names: Spans) -> _Found | None:
    numeral = numeral_at(text, place)
    if numeral is None:
        return None
    if _is_named(names, numeral.start, text.words[numeral.after - 1].end):
        return _Found(None, numeral.after)
    bound = bound_before(text, place)
    first, start = (bound.first, bound.start) if bound else (place, numeral.start)
    kind = bound.kind if bound else ""
    span = second_number(text, numeral, first)
    last = span.last if span else numeral
    measure = measure_after(text, last)
    counted = _counted(text, last, measure)
    if is_excluded(text, numeral, last, first, has_noun=bool(measure or counted)):
        return _Found(None, last.after)
    sentence = _sentence_start(text, first)
    before = counted_before(text, first, sentence) if counted is None or not kind else None
    end_of_counted = counted.end if counted else 0
    if before is not None:
        kind = kind or bound_of_verb(text, before[1] - 1, sentence)
    if measure is None and (counted is None or is_others(counted.noun)):
        toll = toll_before(text, first, sentence)
        if before is not None and counted is None:
            counted = before[0]
        elif toll:
            counted = Counted(toll, counted.end if counted else 0, last.after)
    if measure is None and counted is None:
        return _Found(None, last.after)
    if measure and measure.unit.kind == TIME and is_age_or_moment(text, first, measure.end, measure.unit.name):
        return _Found(None, measure.after)
    ends = [text.words[last.after - 1].end, measure.end if measure else 0, end_of_counted]
    end, after = max(ends), max(last.after, measure.after if measure else 0)
    if not kind and (behind := bound_after(text, after)) is not None:
        kind = behind[0]
        end = max(end, behind[1])
    size = span.quantity if span else quantity(numeral, kind)
    start = min(start, span.start) if span else start
    if measure and measure.start is not None:
        start = min(start, measure.start)
    unit, noun = measure.unit.name if measure else "", counted.noun if counted else ""
    return _Found(_figure(text, Place(paragraph, start, end), size, unit, noun), after)


def _counted(text: PrintedText, last: Numeral, measure: Measure | None) -> Counted | None:
    if measure is not None:
        if measure.unit.kind == TIME:
            return None
        return part_of(text, measure.after)
    return counted_after(text, last)


def _figure(text: PrintedText, place: Place, size: Quantity, unit: str, counted: str) -> ReadFigure:
    paragraph, start, end = place
    surface = text.text[start:end]
    value, low, high, approximate = size
    return ReadFigure(paragraph, start, end, surface, value, low, high, approximate, unit, counted)


def _exactly(value: int) -> Quantity:
    return Quantity(float(value), None, None, False)


def _one(text: PrintedText, paragraph: int, place: int) -> _Found | None:
    """«منزلا واحدا», «يوم واحد»."""
    noun = text.word(place - 1) if place else ""
    if not noun or noun.startswith("ال") or noun in _NOT_ONE or text.gap(place).strip():
        return None
    word = text.words[place - 1]
    unit = unit_of(noun)
    if not unit and is_stop_word(noun):
        return None
    counted = "" if unit else singular(text.text[word.start : word.end], has_tanween=True)
    end = text.words[place].end
    return _Found(_figure(text, Place(paragraph, word.start, end), _exactly(1), unit, counted), place + 1)


def _dual(text: PrintedText, paragraph: int, place: int, names: Spans) -> _Found | None:
    """«اتفاقيتان», «ساعتين»."""
    word = text.words[place]
    clitic, unit, base = 0, "", ""
    for clitic in (0, 1):
        if clitic and word.text[:1] not in "وفبلك":
            return None
        unit = dual_unit(word.text[clitic:])
        base = "" if unit else dual_of(word.text[clitic:])
        if unit or base:
            break
    if not (unit or base) or text.word(place - 1).endswith(_DUAL_ENDINGS) or _is_named(names, word.start, word.end):
        return None
    bound = bound_before(text, place)
    first, start = (bound.first, bound.start) if bound else (place, word.start + clitic)
    if unit and is_age_or_moment(text, first, word.end, unit):
        return None
    after, end = place + 1, word.end
    if text.word(after) in _TWO:
        end, after = text.words[after].end, after + 1
    size = quantity(Numeral(place, after, start, 2.0), bound.kind if bound else "")
    behind = bound_after(text, after) if not bound else None
    if behind is not None:
        size, end = quantity(Numeral(place, after, start, 2.0), behind[0]), behind[1]
    counted = "" if unit else _printed_base(text.text[word.start + clitic : word.end])
    return _Found(_figure(text, Place(paragraph, start, end), size, unit, counted), after)


def _two_others(text: PrintedText, paragraph: int, place: int) -> _Found | None:
    """«قتل شخصان وجرح آخران»."""
    word = text.words[place]
    toll = toll_before(text, place, _sentence_start(text, place)) if word.text == _TWO_OTHERS else ""
    if not toll:
        return None
    return _Found(_figure(text, Place(paragraph, word.start, word.end), _exactly(2), "", toll), place + 1)


def _printed_base(printed: str) -> str:
    letters = "".join(letter for letter in printed if letter.isalpha())
    return letters[:-3] + "ة" if letters.endswith(("تين", "تان")) else letters[:-2]
