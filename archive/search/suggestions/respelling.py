"""Other spellings of a whole query: Latin names in Arabic, keys of the wrong layout, misspelled words.

Each function takes the query as typed and returns another one or None; operators, field words, quotation marks and correctly
spelled words are kept. The caller finds out whether the new query has results.
"""

import re
from collections.abc import Callable

from archive.entities.selectors import LatinNames, latin_names
from archive.search.expansion import Vocabulary
from archive.search.query import FIELD_WORDS, OPERATORS
from archive.text import analyze, fold, is_stop_word, tokenize
from archive.text.names import (
    arabic_layout,
    is_latin,
    latin_phonetic_keys,
    phonetic_key,
    spelling_distance,
    transliterate,
)

MAX_LETTERS = 1_000
"""Longer queries are not corrected."""
MAX_WORDS = 6
MAX_DISTANCE, MAX_LATIN_DISTANCE = 1.0, 1.6
"""Spelling distances up to which a word is a correction; the transliteration of a Latin name is only approximate."""
TYPO_DISTANCE = 0.5
"""Distance of a word at edit distance 1, whatever the letters."""
_LATIN = re.compile(r"[^\W\d_]+(?:[ '’-]+[^\W\d_]+)*")
_WORD = re.compile(r"[^\W\d_]+")
_OPERATORS = frozenset(word.casefold() for word in OPERATORS)


def in_arabic(query: str, words: Vocabulary) -> str | None:
    """The query with Latin names that the index does not contain in Arabic: by the authority file, else by sound."""
    if len(query) > MAX_LETTERS or not any("a" <= letter.casefold() <= "\u024f" for letter in query):
        return None
    names = latin_names()

    def spell(match: re.Match[str]) -> str:
        if query[match.end() : match.end() + 1] == ":" and fold(match.group()) in _FIELDS:
            return match.group()
        return _run_in_arabic(match.group(), words, names)

    respelled = _LATIN.sub(spell, query)
    return respelled if respelled != query else None


_FIELDS = frozenset(fold(word) for word in FIELD_WORDS)


def _run_in_arabic(run: str, words: Vocabulary, names: LatinNames) -> str:
    """Adjacent Latin words: the longest run that is a name first."""
    pieces = re.split(r"([ '’-]+)", run)
    typed, gaps = pieces[::2], [*pieces[1::2], ""]
    spelled: list[str] = []
    place = 0
    while place < len(typed):
        for length in range(min(names.longest, len(typed) - place), 0, -1):
            if _stays(typed[place : place + length]):
                continue
            if found := names.of(tuple(typed[place : place + length])):
                spelled += [_most_printed(found, words), gaps[place + length - 1]]
                place += length
                break
        else:
            spelled += [_word_in_arabic(typed[place], words), gaps[place]]
            place += 1
    return "".join(spelled)


def _stays(typed: list[str]) -> bool:
    return any(word.casefold() in _OPERATORS or not is_latin(word) for word in typed)


def _most_printed(names: tuple[str, ...], words: Vocabulary) -> str:
    """The name whose rarest word is the most frequent in the index."""
    counts = words.counts(term.spelling for name in names for term in analyze(name))
    return max(names, key=lambda name: min((counts[term.spelling] for term in analyze(name)), default=0))


def _word_in_arabic(word: str, words: Vocabulary) -> str:
    if _stays([word]) or len(word) < 3 or words.count(fold(word)):
        return word
    wanted = fold(transliterate(word))
    near = {
        other: (distance, printed)
        for key in latin_phonetic_keys(word)
        for other, printed in words.sounding(key).items()
        if (distance := spelling_distance(wanted, other, limit=MAX_LATIN_DISTANCE)) <= MAX_LATIN_DISTANCE
    }
    counts = words.counts(near)
    found = [(distance, -counts[other], printed) for other, (distance, printed) in near.items()]
    return min(found)[2] if found else word


def in_arabic_keys(query: str, words: Vocabulary) -> str | None:
    """What the same keys type on an Arabic layout, if the index contains every word of it."""
    typed = arabic_layout(query) if len(query) <= MAX_LETTERS else None
    terms = analyze(typed) if typed else []
    if not typed or not terms or len(terms) > MAX_WORDS:
        return None
    return typed if all(words.count(term.spelling) or words.count(term.exact) for term in terms) else None


def corrected(query: str, words: Vocabulary) -> str | None:
    """The query with words that the index does not contain replaced by the nearest ones that it contains."""
    if len(query) > MAX_LETTERS or len(tokenize(query)) > MAX_WORDS:
        return None
    respelled = _WORD.sub(_correcting(words), query)
    return respelled if respelled != query else None


def _correcting(words: Vocabulary) -> Callable[[re.Match[str]], str]:
    def correct(match: re.Match[str]) -> str:
        terms = analyze(match.group())
        if len(terms) != 1 or len(match.group()) < 3 or fold(match.group()) in _FIELDS:
            return match.group()
        (term,) = terms
        if is_stop_word(term.spelling) or term.exact.isascii():
            return match.group()
        if any(words.count(form) for form in (term.exact, term.spelling, term.stem)):
            return match.group()
        return _nearest(fold(term.exact), words) or _nearest(term.spelling, words) or match.group()

    return correct


def _nearest(word: str, words: Vocabulary) -> str | None:
    """The word of the index that was most likely meant: similar in sound or at edit distance 1, then the most frequent."""
    sounding = {
        other: (distance, printed)
        for other, printed in words.sounding(phonetic_key(word)).items()
        if (distance := spelling_distance(word, other, limit=MAX_DISTANCE)) <= MAX_DISTANCE
    }
    for other in words.near(word):
        sounding[other] = (min(spelling_distance(word, other), TYPO_DISTANCE), sounding.get(other, (0.0, other))[1])
    if not sounding:
        return None
    counts = words.counts(sounding)
    best = min(sounding, key=lambda other: (round(sounding[other][0], 1), -counts[other], other))
    return sounding[best][1]
