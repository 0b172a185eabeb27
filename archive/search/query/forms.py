"""Printed words → the tagged forms that a mode asks for."""

from archive.search.engine.clauses import Clause, Field, Phrase, Prefix, Word
from archive.search.engine.forms import EXACT, SPELLING, STEM
from archive.search.request import Mode
from archive.text import Term, analyze, exact, fold


def word_levels(term: Term, mode: Mode) -> tuple[tuple[str, ...], ...]:
    """The forms of each level up to `mode`, nearest first."""
    levels: list[tuple[str, ...]] = [(EXACT + term.exact,)]
    if mode != "exact":
        levels.append((EXACT + term.spelling, SPELLING + term.spelling))
    if mode == "wide":
        levels.append((EXACT + term.stem, SPELLING + term.stem, STEM + term.stem))
    return tuple(levels)


def phrase_slot(term: Term, mode: Mode) -> tuple[str, ...]:
    """Phrases are matched as printed in mode exact, otherwise by spelling."""
    if mode == "exact":
        return (EXACT + term.exact,)
    return tuple(dict.fromkeys((EXACT + term.exact, EXACT + term.spelling, SPELLING + term.spelling)))


def word_clause(term: Term, mode: Mode, field: Field = "text") -> Clause:
    return Word(word_levels(term, mode), field)


def phrase_clause(text: str, mode: Mode, field: Field = "text", within: int | None = None) -> Clause | None:
    """A phrase; a single word is matched up to `spelling`; None where there is no word in it."""
    terms = analyze(text)
    if not terms:
        return None
    if len(terms) == 1:
        return word_clause(terms[0], "exact" if mode == "exact" else "spelling", field)
    return Phrase(tuple(phrase_slot(term, mode) for term in terms), field, within)


def prefix_clause(beginning: str, field: Field = "text") -> Clause:
    """Exact and spelling forms that begin so, in every mode."""
    folded = fold(beginning)
    return Prefix(tuple(dict.fromkeys((EXACT + exact(beginning), EXACT + folded, SPELLING + folded))), field)
