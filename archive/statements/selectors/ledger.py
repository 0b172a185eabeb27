"""The ledger of quotations: what was said once and printed by many is one utterance.

Quotations are one utterance if their words are the same, letters folded and punctuation aside, if they were printed within
MAX_DAYS of the first of them (undated ones: whenever), and if nothing says that two people said it: the same speaker, or, for
at least LONG words, one that is not known in one of the two articles.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from archive.statements.models import Quotation
from archive.statements.selectors.quotations import speaker_of
from archive.text import fold, words

MAX_DAYS = 7
LONG = 6
"""Words that two people do not say in a row by chance."""


@dataclass
class Utterance:
    """`lead` is the printing that stands for it: the first with a known speaker, else the first. `printings` are one for each
    article, in the order given."""

    lead: Quotation
    printings: list[Quotation] = field(default_factory=list)


def utterances(quotations: Iterable[Quotation]) -> list[Utterance]:
    """Each utterance once, in the order of their first printings. Article and speaker are read of each quotation."""
    found: list[Utterance] = []
    by_words: dict[str, list[Utterance]] = defaultdict(list)
    for quotation in quotations:
        said = _said(quotation.surface)
        same = next((one for one in by_words[said] if _is_printing(quotation, one, said)), None)
        if same is None:
            same = Utterance(quotation)
            found.append(same)
            by_words[said].append(same)
        if all(printed.article_id != quotation.article_id for printed in same.printings):
            same.printings.append(quotation)
        if speaker_of(same.lead) is None and speaker_of(quotation) is not None:
            same.lead = quotation
    return found


def each_alone(quotations: Iterable[Quotation]) -> list[Utterance]:
    """Each quotation as an utterance of its own."""
    return [Utterance(quotation, [quotation]) for quotation in quotations]


def _said(surface: str) -> str:
    return " ".join(words(fold(surface)))


def _is_printing(quotation: Quotation, utterance: Utterance, said: str) -> bool:
    lead = utterance.lead
    days = _days_apart(quotation.article.published_on, lead.article.published_on)
    if days is not None and days > MAX_DAYS:
        return False
    one, other = speaker_of(quotation), speaker_of(lead)
    if one is not None and other is not None:
        return one == other
    if one is None and other is None and quotation.speaker_name:
        return fold(quotation.speaker_name) == fold(lead.speaker_name)
    return said.count(" ") + 1 >= LONG


def _days_apart(one: dt.date | None, other: dt.date | None) -> int | None:
    return abs((one - other).days) if one and other else None
