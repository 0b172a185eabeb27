"""Learned and foreign words with several standard spellings, reduced to one at every level but `exact`.

One table (data/learned_spellings.tsv) lists beginnings of words, so that all inflections are covered: استراتج for
استراتيج covers الإستراتجية and استراتجيات. Another (data/standard_words.tsv) lists whole words, whose beginnings other
words have too: مائة, but not مائدة. Both may follow clitics and the article. Single letters are folded before, clitics
stripped after, so that both spellings share one count. Transcriptions of foreign names are left to name variants,
different words for one thing (تلفاز, تلفزيون) to the reader.
"""

import csv
import re
from functools import cache
from pathlib import Path

from archive.text.normalization.letters import exact, fold_characters

_DATA = Path(__file__).parents[1] / "data"
TABLE, WHOLE_WORDS = _DATA / "learned_spellings.tsv", _DATA / "standard_words.tsv"
CLITICS, MAX_CLITICS_LENGTH = "[وف]?(?:[بكل]?ال|لل|[بكل])?", 4
KEY_LENGTH = 4
"""A word without the first letters of any variant, this many, is not searched. Every variant is at least as long."""
LONG = 40
"""Characters from which it is faster to look for each of these beginnings than to look up each place of the text."""


def standard_spelling(text: str) -> str:
    """A text with folded letters, its listed words in their standard spelling."""
    keys = _keys()
    if len(text) > LONG:
        return _replace(text) if any(key in text for key in keys) else text
    if not text.isalpha():
        parts = (text[place : place + KEY_LENGTH] for place in range(len(text) - KEY_LENGTH + 1))
        return text if keys.isdisjoint(parts) else _replace(text)
    if (  # written out, as this runs for every word and rarely finds one
        text[:4] in keys or text[1:5] in keys or text[2:6] in keys or text[3:7] in keys or text[4:8] in keys
    ):
        return _replace(text)
    return text


@cache
def standards(table: Path) -> dict[str, str]:
    """Folded variant → folded standard spelling, of one table."""
    with table.open(encoding="utf-8", newline="") as file:
        return {
            fold_characters(exact(variant)): fold_characters(exact(row["standard"]))
            for row in csv.DictReader(file, delimiter="\t")
            for variant in row["variants"].split(", ")
        }


@cache
def _all_standards() -> dict[str, str]:
    return standards(TABLE) | standards(WHOLE_WORDS)


@cache
def _keys() -> frozenset[str]:
    return frozenset(variant[:KEY_LENGTH] for variant in _all_standards())


@cache
def _variant() -> re.Pattern[str]:
    beginnings, words = ("|".join(sorted(standards(table), key=len, reverse=True)) for table in (TABLE, WHOLE_WORDS))
    return re.compile(rf"(?<!\w)({CLITICS})((?:{words})(?!\w)|(?:{beginnings}))")


def _replace(text: str) -> str:
    return _variant().sub(lambda match: match[1] + _all_standards()[match[2]], text)
