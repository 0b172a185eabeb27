"""How exact a number is said to be: «نحو», «ما لا يقل عن», «أقل من», before it or behind the phrase.

The phrases are read backwards from the number; the first word of one may carry a clitic («بنحو», «وأكثر من»).
"""

from typing import NamedTuple

from archive.statements.figures.numerals import Numeral
from archive.statements.quotations.printed import PrintedText
from archive.text import fold

ABOUT, AT_LEAST, AT_MOST = "about", "at least", "at most"
_PHRASES_BEFORE = {
    ABOUT: "نحو|حوالي|حوالى|قرابة|زهاء|تقريبا|ما يقارب|يقارب|ما يقرب من|يقرب من|ما يناهز|يناهز|تناهز|ناهز|في حدود|بحدود|قرب|قارب|"
    "قاربت",
    AT_LEAST: "أكثر من|أزيد من|أكبر من|أعلى من|ما لا يقل عن|لا يقل عن|لا تقل عن|ما لا يقل على|ما يزيد على|ما يزيد عن|يزيد على|"
    "يزيد عن|تزيد على|تزيد عن|يزيدون على|يزيدون عن|زاد على|زادت على|زاد عن|زادت عن|يربو على|تربو على|ما يربو على|فوق|يفوق|"
    "تفوق|ما يفوق|فاق|فاقت|تجاوز|تجاوزت|يتجاوز|تتجاوز|متجاوزا|متجاوزة|تخطى|تخطت|يتخطى|تتخطى|على الأقل|لا أقل من",
    AT_MOST: "أقل من|دون|أدنى من|ما يصل إلى|يصل إلى|تصل إلى|لا يتجاوز|لا تتجاوز|لم يتجاوز|لم تتجاوز|ما لا يتجاوز|لا يتعدى|"
    "لا تتعدى|لم يتعد|لم تتعد|لا يزيد على|لا يزيد عن|لا تزيد على|لا تزيد عن|ما لا يزيد على|ما لا يزيد عن|لا أكثر من|حد أقصى|"
    "بحد أقصى|على الأكثر",
}
_PHRASES_AFTER = {
    ABOUT: "تقريبا",
    AT_LEAST: "على الأقل|فأكثر|أو أكثر|كحد أدنى|فما فوق|ونيف",
    AT_MOST: "على الأكثر|كحد أقصى|فأقل|أو أقل|فما دون|بحد أقصى",
}
_CLITICS = "وفبلك"
_WORDS_AFTER = 4
"""How far behind the number «على الأقل» may begin."""


def _by_words(phrases: dict[str, str]) -> dict[tuple[str, ...], str]:
    return {tuple(fold(phrase).split()): kind for kind, row in phrases.items() for phrase in row.split("|")}


_BEFORE, _AFTER = _by_words(_PHRASES_BEFORE), _by_words(_PHRASES_AFTER)
_LONGEST = max(map(len, _BEFORE))
_FIRST_AFTER = {phrase[0] for phrase in _AFTER}
_PASSES = tuple(fold(word) for word in "تجاوز تجاوزت يتجاوز تتجاوز تخطى تخطت يتخطى تتخطى فاق فاقت".split())
_THAN, _NEGATION_WINDOW = "من", 4
_NEGATIONS = ("لا", "لم", "ولم", "ولا")


class Bound(NamedTuple):
    """A kind, and the place at which the number with its phrase begins."""

    kind: str
    first: int
    start: int


def bound_before(text: PrintedText, first: int) -> Bound | None:
    """The phrase that ends directly before this place: the longest one."""
    if first and text.gap(first).strip(' \u0640\u00a0$€£(«"“'):
        return None
    for length in range(min(_LONGEST, first), 0, -1):
        found = [text.word(place) for place in range(first - length, first)]
        for clitic in (0, 1):
            head = found[0]
            if clitic and (head[:1] not in _CLITICS or len(head) < 3):
                continue
            kind = _BEFORE.get((head[clitic:], *found[1:]))
            if kind is not None and not any(text.gap(place).strip() for place in range(first - length + 1, first)):
                if kind == AT_LEAST and found[-1] == _THAN and _is_negated(text, first - length):
                    kind = AT_MOST
                return Bound(kind, first - length, text.words[first - length].start + clitic)
    return None


def _is_negated(text: PrintedText, first: int) -> bool:
    """«لم يستغرق اللقاء أكثر من ساعة»."""
    before = [text.word(place) for place in range(max(0, first - _NEGATION_WINDOW), first)]
    is_one_clause = not any(
        mark in text.gap(place + 1) for place in range(first - len(before), first) for mark in "،,.؛"
    )
    return is_one_clause and any(word in _NEGATIONS for word in before)


def bound_of_verb(text: PrintedText, first: int, sentence_start: int) -> str:
    """«تجاوز عدد القتلى 400»: the verb of a phrase «عدد …» that ends at this place; "" if it is another one."""
    word = text.word(first)
    if word in _PASSES or word[1:] in _PASSES:
        before = text.word(first - 1) if first and text.words[first - 1].start >= sentence_start else ""
        return AT_MOST if before in _NEGATIONS else AT_LEAST
    return ""


def bound_after(text: PrintedText, after: int) -> tuple[str, int] | None:
    """(kind, end) of a phrase behind the number, before any stop; None if there is none."""
    for place in range(after, min(after + _WORDS_AFTER, len(text.words))):
        if any(mark in text.gap(place) for mark in "،,.؛:؟!»”\n") or text.word(place)[:1].isdigit():
            return None
        if text.word(place) in _FIRST_AFTER:
            for phrase, kind in _AFTER.items():
                if all(text.word(place + index) == word for index, word in enumerate(phrase)):
                    return kind, text.words[place + len(phrase) - 1].end
    return None


class Quantity(NamedTuple):
    """What a number stands for. A vague or spanned one has bounds without a value; the bounds of an exact one are None."""

    value: float | None
    low: float | None
    high: float | None
    approximate: bool


def quantity(numeral: Numeral, kind: str) -> Quantity:
    """The number with what a phrase says of it."""
    value, low, high = numeral.value, numeral.low, numeral.high
    if value is None:
        return Quantity(None, low, None if kind == AT_LEAST else high, True)
    if kind == AT_LEAST:
        return Quantity(value, value, None, True)
    if kind == AT_MOST:
        return Quantity(value, None, value, True)
    return Quantity(value, None, None, kind == ABOUT)
