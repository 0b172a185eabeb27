"""Where a query finds nothing: the query that was meant, or one near it that finds something.

Order of steps: a query in Latin letters is read as Arabic names (in mode wide; in the others that is only offered), then as
keys of the wrong layout (in mode exact only offered); what finds something is answered in its place and told, unless the
reader switched variants off. Otherwise the nearest spelling and the nearest relaxation are offered with their counts. At
most `MOST_TRIED` queries are tried.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from archive.search.expansion.vocabulary import Vocabulary
from archive.search.query.parser import AND_WORDS, NOT_WORDS, OR_WORDS
from archive.search.request import Mode
from archive.search.result_page import Suggestion
from archive.search.suggestions.respelling import MOST_LETTERS, MOST_WORDS, corrected, in_arabic, in_arabic_keys
from archive.text import is_stop_word, spelling

NOTE_LATIN = "لا نتائج بالحروف اللاتينية؛ عُرضت نتائج «{}»."
NOTE_KEYBOARD = "لا نتائج لما كُتب؛ يبدو أن لوحة المفاتيح لم تكن عربية، فعُرضت نتائج «{}»."
MOST_TRIED = 8
Count = Callable[[str], int]
"""How many articles a query finds under the request's filters."""
_CHUNK = re.compile(r'\S*["“”„«»‹›][^"“”„«»‹›]*["“”„«»‹›]\S*|\S+')
_OPERATORS = OR_WORDS | NOT_WORDS | AND_WORDS | {"|"}


@dataclass(frozen=True)
class DidYouMean:
    """`query` is answered in place of the one typed, where there is one, and `note` says so."""

    query: str | None = None
    note: str = ""
    suggestions: tuple[Suggestion, ...] = ()


def did_you_mean(query: str, mode: Mode, words: Vocabulary, count: Count, *, as_typed: bool = False) -> DidYouMean:
    """For a query that finds nothing as typed; `as_typed`: other queries are only offered, none is answered."""
    if not query.strip() or len(query) > MOST_LETTERS:
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
    """For a query that finds something although it is in Latin letters: the same in Arabic, where that finds more."""
    latin = _latin_anyway(query, words)
    found = count(latin) if latin is not None else 0
    return (Suggestion(latin, found, "latin"),) if latin is not None and found else ()


def surname_suggestion(surname: str, names: Iterable[str], count: Count) -> tuple[Suggestion, ...]:
    """For a query that is a person's full name: the articles that print the surname and none of the full `names`."""
    alone = " ".join((surname, *(f'ليس "{name}"' for name in names)))
    found = count(alone)
    return (Suggestion(alone, found, "surname", label=surname),) if found else ()


def _latin_anyway(query: str, words: Vocabulary) -> str | None:
    return in_arabic(query, words) if query.isascii() else None


def _limited(count: Count) -> Count:
    """Counts no more than MOST_TRIED queries; what comes after finds nothing."""
    tried = 0

    def counted(query: str) -> int:
        nonlocal tried
        tried += 1
        return count(query) if tried <= MOST_TRIED else 0

    return counted


def _relaxed(query: str) -> Iterator[str]:
    """The query without one of its words, each in turn."""
    chunks = _chunks(query)
    if chunks is None:
        return
    for place, chunk in enumerate(chunks):
        if not chunk.startswith(("-", "–", "−")) and not is_stop_word(spelling(chunk)):
            yield " ".join(chunks[:place] + chunks[place + 1 :])


def _any_of(query: str) -> str | None:
    chunks = _chunks(query)
    if chunks is None or any(chunk.startswith(("-", "–", "−")) or ":" in chunk for chunk in chunks):
        return None
    return " أو ".join(chunk for chunk in chunks if not is_stop_word(spelling(chunk)))


def _chunks(query: str) -> list[str] | None:
    """Words and phrases that stand together; None where there are operators, or only one, or many."""
    chunks = _CHUNK.findall(query)
    if any(letter in query for letter in "()（）|") or any(chunk in _OPERATORS for chunk in chunks):
        return None
    content = [chunk for chunk in chunks if not is_stop_word(spelling(chunk))]
    return chunks if 1 < len(content) <= MOST_WORDS else None
