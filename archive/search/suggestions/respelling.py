"""Other spellings of a whole query: Latin names in Arabic, keys of the wrong layout, slips of the pen.

Each function takes the query as typed and gives another, or None; operators, field words, quotation marks and everything
that is not spelled otherwise stay as they are. Whether the other query finds anything is for the caller to see.
"""

import re
from collections.abc import Callable

from archive.entities.selectors import LatinNames, latin_names
from archive.search.expansion.vocabulary import Vocabulary
from archive.search.query.parser import AND_WORDS, NOT_WORDS, OR_WORDS
from archive.search.query.tree import FIELD_WORDS
from archive.text import analyze, fold, is_stop_word, tokenize
from archive.text.names import (
    arabic_layout,
    is_latin,
    latin_phonetic_keys,
    phonetic_key,
    spelling_distance,
    transliterate,
)

MOST_LETTERS = 1_000
"""Longer queries are not spelled anew."""
MOST_WORDS = 6
SLIP, LATIN_FAR = 1.0, 1.6
"""Distances up to which a word is offered for another; a Latin name's transliteration is a guess and may lie farther."""
ONE_SLIP = 0.5
"""What one slip of the fingers costs, whatever the letter."""
_LATIN = re.compile(r"[^\W\d_]+(?:[ '’-]+[^\W\d_]+)*")
_WORD = re.compile(r"[^\W\d_]+")
_KEPT = frozenset(word.casefold() for word in (*OR_WORDS, *NOT_WORDS, *AND_WORDS))


def in_arabic(query: str, words: Vocabulary) -> str | None:
    """Latin names that the archive does not print, in Arabic: the authority file first, then by their sound."""
    if len(query) > MOST_LETTERS or not any("a" <= letter.casefold() <= "\u024f" for letter in query):
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
    """Words that stand together: the longest that are a name first."""
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
    return any(word.casefold() in _KEPT or not is_latin(word) for word in typed)


def _most_printed(names: tuple[str, ...], words: Vocabulary) -> str:
    """The name whose rarest word is the most frequent in the archive."""
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
        if (distance := spelling_distance(wanted, other, limit=LATIN_FAR)) <= LATIN_FAR
    }
    counts = words.counts(near)
    found = [(distance, -counts[other], printed) for other, (distance, printed) in near.items()]
    return min(found)[2] if found else word


def in_arabic_keys(query: str, words: Vocabulary) -> str | None:
    """What the same keys write on an Arabic keyboard, where the archive prints every word of it."""
    typed = arabic_layout(query) if len(query) <= MOST_LETTERS else None
    terms = analyze(typed) if typed else []
    if not typed or not terms or len(terms) > MOST_WORDS:
        return None
    return typed if all(words.count(term.spelling) or words.count(term.exact) for term in terms) else None


def corrected(query: str, words: Vocabulary) -> str | None:
    """The query with words that the archive does not print replaced by the nearest ones that it does."""
    if len(query) > MOST_LETTERS or len(tokenize(query)) > MOST_WORDS:
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
    """The word of the archive that was most likely meant: near by sound or by one slip, and frequent."""
    sounding = {
        other: (distance, printed)
        for other, printed in words.sounding(phonetic_key(word)).items()
        if (distance := spelling_distance(word, other, limit=SLIP)) <= SLIP
    }
    for other in words.near(word):
        sounding[other] = (min(spelling_distance(word, other), ONE_SLIP), sounding.get(other, (0.0, other))[1])
    if not sounding:
        return None
    counts = words.counts(sounding)
    best = min(sounding, key=lambda other: (round(sounding[other][0], 1), -counts[other], other))
    return sounding[best][1]
