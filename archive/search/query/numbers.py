"""Figures in a query that may be one number: 150 300 also matches 150300, 150,300 and the like."""

from itertools import accumulate

from archive.search.query.forms import word_clause
from archive.search.query.spans import Expansion
from archive.text import analyze, joined_readings


def number_spans(words: tuple[str, ...]) -> list[Expansion]:
    """The runs of adjacent words that may be read as one number, in order."""
    if not any(word[0].isdigit() for word in words):
        return []
    starts = [0, *accumulate(len(word) + 1 for word in words)]
    found = []
    for joined, start, end in joined_readings(" ".join(words)):
        if start in starts and end + 1 in starts and joined[0].isdigit():
            alternatives = word_clause(analyze(joined)[0], "exact")
            found.append(Expansion(starts.index(start), starts.index(end + 1), alternatives))
    return found
