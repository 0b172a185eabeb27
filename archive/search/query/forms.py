"""Printed words → the tagged forms that a mode asks for."""

from dataclasses import replace

from archive.search.engine.clauses import Clause, Field, Or, Phrase, Prefix, Word
from archive.search.engine.forms import EXACT, LIGHT, SPELLING, STEM
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


def phrase_slot(term: Term, mode: Mode, *, near: bool = False) -> tuple[str, ...]:
    """Phrases are matched as printed in mode exact, otherwise by spelling.

    Words that only stand near each other («…»~3) are no quotation: in mode wide they are matched by their stems.
    """
    if mode == "exact":
        return (EXACT + term.exact,)
    forms = [EXACT + term.exact, EXACT + term.spelling, SPELLING + term.spelling]
    if near and mode == "wide":
        forms += [EXACT + term.stem, SPELLING + term.stem, STEM + term.stem]
    return tuple(dict.fromkeys(forms))


def word_clause(term: Term, mode: Mode, field: Field = "text") -> Clause:
    """The word at the levels of its mode; in mode wide its light stem ranks."""
    return Word(word_levels(term, mode), field, light=light_forms(term) if mode == "wide" else ())


def light_forms(term: Term) -> tuple[str, ...]:
    return tuple(tag + term.light for tag in (EXACT, SPELLING, STEM, LIGHT))


def loosened(clause: Clause) -> Clause:
    """Where any of the words may match, a light stem brings hits of its own."""
    match clause:
        case Word():
            return replace(clause, loose=True)
        case Or():
            return replace(clause, parts=tuple(loosened(part) for part in clause.parts))
    return clause


def phrase_clause(text: str, mode: Mode, field: Field = "text", within: int | None = None) -> Clause | None:
    """A phrase; a single word is matched up to `spelling`; None where there is no word in it."""
    terms = analyze(text)
    if not terms:
        return None
    if len(terms) == 1:
        return word_clause(terms[0], "exact" if mode == "exact" else "spelling", field)
    return Phrase(tuple(phrase_slot(term, mode, near=within is not None) for term in terms), field, within)


def prefix_clause(beginning: str, field: Field = "text") -> Clause:
    """Exact and spelling forms that begin so, in every mode."""
    folded = fold(beginning)
    return Prefix(tuple(dict.fromkeys((EXACT + exact(beginning), EXACT + folded, SPELLING + folded))), field)
