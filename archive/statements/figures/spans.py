"""Two numbers that bound one figure: «بين 200 و250», «15 إلى 20 أسرة», «20-30 شخصا», «خمس أو ست ساعات»."""

from typing import NamedTuple

from archive.statements.figures.bounds import Quantity
from archive.statements.figures.numerals import Numeral, number_begins, numeral_at
from archive.statements.quotations.lexicon import folded
from archive.statements.quotations.printed import PrintedText

_BETWEEN = folded("بين وبين ببين")
_FROM, _TO, _OR, _AND = "من", "الي", "او", "و"
_CHANGES = folded(
    "ارتفع ارتفعت وارتفع وارتفعت انخفض انخفضت زاد زادت تراجع تراجعت رفع رفعت خفض خفضت يرتفع ترتفع قفز قفزت هبط هبطت نما تقلص "
    "ارتفاع انخفاض زيادة صعد صعدت نزل"
)
_DASHES = ("-", "–", "—")
_WINDOW = 8


class TwoNumbers(NamedTuple):
    """The second number, what both mean together, and where the phrase begins."""

    last: Numeral
    quantity: Quantity
    start: int


def second_number(text: PrintedText, numeral: Numeral, first: int) -> TwoNumbers | None:
    """The number that bounds the same figure as this one, if it is the lower bound of two."""
    if numeral.value is None or numeral.after >= len(text.words):
        return None
    joint, gap = text.word(numeral.after), text.gap(numeral.after).strip()
    before = text.word(first - 1)
    is_between = before in _BETWEEN
    if (gap in _DASHES and joint[:1].isdigit()) or (is_between and gap == _AND):
        second = numeral_at(text, numeral.after)
    elif gap.strip("\u0640"):
        return None
    elif is_between and joint[:1] == _AND and number_begins(joint) is not None:
        second = numeral_at(text, numeral.after)
    elif (is_between and joint == _AND) or joint == _OR or (joint == _TO and _is_span(text, first)):
        second = numeral_at(text, numeral.after + 1) if number_begins(text.word(numeral.after + 1)) == 0 else None
    else:
        return None
    if second is None or second.value is None:
        return None
    low = numeral.value
    if numeral.scale == 1 and second.scale > 1 and low < second.scale and low * second.scale <= second.value:
        low *= second.scale
    if low >= second.value:
        return None
    start = text.words[first - 1].start if is_between or before == _FROM else numeral.start
    return TwoNumbers(second, Quantity(None, low, second.value, True), start)


def _is_span(text: PrintedText, first: int) -> bool:
    """Not «ارتفع من 15 إلى 20», which is a change."""
    return not any(text.word(place) in _CHANGES for place in range(max(0, first - _WINDOW), first))
