"""Words for the dead, the wounded and other tolls: what «قتل 5 وأصيب 12» counts, and which nouns count the same people."""

import csv
from functools import cache, lru_cache
from pathlib import Path

from archive.statements.quotations.printed import PrintedText
from archive.text import fold

TABLE = Path(__file__).parents[1] / "data" / "tolls.tsv"
_CLITICS = "وفبلك"
_SHORTEST = 3
_WINDOW = 3
_THEY = "وا"
"""Ending of verbs behind their subject: «57 شخصا قتلوا»."""


@cache
def _forms(column: str) -> dict[str, str]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return {fold(form): row["noun"] for row in rows for form in row[column].split()}


@lru_cache(maxsize=1 << 12)
def toll_of_noun(noun: str) -> str:
    """قتيل for قتلى, شهيد, ضحية; "" for nouns of no toll."""
    return _forms("nouns").get(fold(noun).removeprefix("ال"), "")


@lru_cache(maxsize=1 << 14)
def toll_of_word(word: str) -> str:
    """The toll that a folded verb or verbal noun speaks of: قتل, مقتل → قتيل."""
    forms = _forms("governors")
    return forms.get(word) or (forms.get(word[1:], "") if word[:1] in _CLITICS and len(word) > _SHORTEST else "")


def toll_before(text: PrintedText, first: int, sentence_start: int) -> str:
    """The toll that the nearest word before this place speaks of; "" if none does."""
    for place in range(first - 1, max(first - 1 - _WINDOW, -1), -1):
        if text.words[place].start < sentence_start or any(mark in text.gap(place + 1) for mark in "،,؛:"):
            return ""
        if toll := toll_of_word(text.word(place)):
            return toll
    return ""


def toll_after(text: PrintedText, after: int) -> str:
    """The toll that a verb with these people as its subject, right behind them, speaks of; "" if none does."""
    is_next = after < len(text.words) and text.word(after).endswith(_THEY) and not text.gap(after).strip()
    return toll_of_word(text.word(after)) if is_next else ""
