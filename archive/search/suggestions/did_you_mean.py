"""Corrections of a query that finds nothing: the query that was meant, or similar ones that find something.

Order of steps: transliterate Latin letters to Arabic names (answered in mode wide, else only suggested); read the keys on an
Arabic layout (in mode exact only suggested). A reading that finds something is answered in place of the query, with a note,
unless the reader switched variants off. Otherwise suggest the nearest spelling and the query without one of its words, with
their counts. At most `MAX_TRIED` queries are counted.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from archive.search.expansion import Vocabulary
from archive.search.query import OPERATORS
from archive.search.request import Mode
from archive.search.result_page import Suggestion
from archive.search.suggestions.respelling import MAX_LETTERS, MAX_WORDS, corrected, in_arabic, in_arabic_keys
from archive.text import is_stop_word, spelling

NOTE_LATIN = "لا نتائج بالحروف اللاتينية؛ عُرضت نتائج «{}»."
NOTE_KEYBOARD = "لا نتائج لما كُتب؛ يبدو أن لوحة المفاتيح لم تكن عربية، فعُرضت نتائج «{}»."
MAX_TRIED = 8
Count = Callable[[str], int]
"""Number of articles that a query finds under the request's filters."""
_CHUNK = re.compile(r'\S*["“”„«»‹›][^"“”„«»‹›]*["“”„«»‹›]\S*|\S+')
_OPERATORS = OPERATORS | {"|"}
_MINUS_SIGNS = ("-", "–", "−")


@dataclass(frozen=True)
class DidYouMean:
    """`query`, if any, is answered in place of the one typed; `note` says so."""

    query: str | None = None
    note: str = ""
    suggestions: tuple[Suggestion, ...] = ()


def did_you_mean(query: str, mode: Mode, words: Vocabulary, count: Count, *, as_typed: bool = False) -> DidYouMean:
    """For a query that finds nothing. `as_typed`: other queries are only suggested, none is answered in its place."""
    if not query.strip() or len(query) > MAX_LETTERS:
        return DidYouMean()
    count = _limited(count)
    suggestions: list[Suggestion] = []
    readings: tuple[tuple[Literal["latin", "keyboard"], str | None, str, bool], ...] = (
        ("latin", in_arabic(query, words), NOTE_LATIN, mode == "wide"),
        ("keyboard", in_arabic_keys(query, words), NOTE_KEYBOARD, mode != "exact"),
    )
    for reason, other, note, answers in readings:
        if other is not None and (found := count(other)):
            if answers and not as_typed:
                return DidYouMean(other, note.format(other))
            suggestions.append(Suggestion(other, found, reason))
    if (other := corrected(query, words)) is not None and (found := count(other)):
        suggestions.append(Suggestion(other, found, "spelling"))
    relaxed = [Suggestion(other, found, "relaxed") for other in _relaxed(query) if (found := count(other))]
    if relaxed:
        suggestions.append(max(relaxed, key=lambda suggestion: suggestion.count))
    elif (other := _any_of(query)) is not None and (found := count(other)):
        suggestions.append(Suggestion(other, found, "relaxed"))
    return DidYouMean(suggestions=tuple(suggestions))


def latin_suggestion(query: str, words: Vocabulary, count: Count) -> tuple[Suggestion, ...]:
    """For a query in Latin letters that finds something: the same in Arabic."""
    latin = in_arabic(query, words) if query.isascii() else None
    found = count(latin) if latin is not None else 0
    return (Suggestion(latin, found, "latin"),) if latin is not None and found else ()


def surname_suggestion(surname: str, names: Iterable[str], count: Count) -> tuple[Suggestion, ...]:
    """For the full name of a person: the articles with the surname but none of the full `names`."""
    alone = " ".join((surname, *(f'ليس "{name}"' for name in names)))
    found = count(alone)
    return (Suggestion(alone, found, "surname", label=surname),) if found else ()


def _limited(count: Count) -> Count:
    """Counts MAX_TRIED queries at most; later ones count 0."""
    tried = 0

    def counted(query: str) -> int:
        nonlocal tried
        tried += 1
        return count(query) if tried <= MAX_TRIED else 0

    return counted


def _relaxed(query: str) -> Iterator[str]:
    """The query without one of its words, for each word."""
    chunks = _chunks(query)
    if chunks is None:
        return
    for place, chunk in enumerate(chunks):
        if not chunk.startswith(_MINUS_SIGNS) and not is_stop_word(spelling(chunk)):
            yield " ".join(chunks[:place] + chunks[place + 1 :])


def _any_of(query: str) -> str | None:
    chunks = _chunks(query)
    if chunks is None or any(chunk.startswith(_MINUS_SIGNS) or ":" in chunk for chunk in chunks):
        return None
    return " أو ".join(chunk for chunk in chunks if not is_stop_word(spelling(chunk)))


def _chunks(query: str) -> list[str] | None:
    """The words and phrases of a query of two to MAX_WORDS content words; None for others and for queries with operators."""
    chunks = _CHUNK.findall(query)
    if any(letter in query for letter in "()（）|") or any(chunk in _OPERATORS for chunk in chunks):
        return None
    content = [chunk for chunk in chunks if not is_stop_word(spelling(chunk))]
    return chunks if 1 < len(content) <= MAX_WORDS else None
