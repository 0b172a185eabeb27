"""Query words → clauses on the tagged forms that a mode matches."""

from dataclasses import replace

from archive.search.engine.clauses import Clause, Field, Or, Phrase, Prefix, Word
from archive.search.engine.forms import EXACT, LIGHT, SPELLING, STEM
from archive.search.request import Mode
from archive.text import Term, analyze, exact, fold


def word_levels(term: Term, mode: Mode) -> tuple[tuple[str, ...], ...]:
    """The forms of each level up to `mode`, closest first."""
    levels: list[tuple[str, ...]] = [(EXACT + term.exact,)]
    if mode != "exact":
        levels.append((EXACT + term.spelling, SPELLING + term.spelling))
    if mode == "wide":
        levels.append((EXACT + term.stem, SPELLING + term.stem, STEM + term.stem))
    return tuple(levels)


def phrase_slot(term: Term, mode: Mode, *, near: bool = False) -> tuple[str, ...]:
    """The forms of one place in a phrase: exact in mode exact, else spelling.

    `near`: a proximity query («…»~3) is not a quotation, so mode wide matches its words by stem.
    """
    if mode == "exact":
        return (EXACT + term.exact,)
    forms = [EXACT + term.exact, EXACT + term.spelling, SPELLING + term.spelling]
    if near and mode == "wide":
        forms += [EXACT + term.stem, SPELLING + term.stem, STEM + term.stem]
    return tuple(dict.fromkeys(forms))


def word_clause(term: Term, mode: Mode, field: Field = "text") -> Clause:
    """The word at the levels of its mode; in mode wide the light stem contributes to the score."""
    return Word(word_levels(term, mode), field, light=light_forms(term) if mode == "wide" else ())


def light_forms(term: Term) -> tuple[str, ...]:
    return tuple(tag + term.light for tag in (EXACT, SPELLING, STEM, LIGHT))


def loosen(clause: Clause) -> Clause:
    """The clause with light stems that match, not only score: for queries of which any word may match."""
    match clause:
        case Word():
            return replace(clause, loose=True)
        case Or():
            return replace(clause, parts=tuple(loosen(part) for part in clause.parts))
    return clause


def phrase_clause(text: str, mode: Mode, field: Field = "text", within: int | None = None) -> Clause | None:
    """A phrase, or for a single word a word clause up to level `spelling`. None for a text without words."""
    terms = analyze(text)
    if not terms:
        return None
    if len(terms) == 1:
        return word_clause(terms[0], "exact" if mode == "exact" else "spelling", field)
    return Phrase(tuple(phrase_slot(term, mode, near=within is not None) for term in terms), field, within)


def prefix_clause(prefix: str, field: Field = "text") -> Clause:
    """Exact and spelling forms with this prefix, in every mode."""
    folded = fold(prefix)
    return Prefix(tuple(dict.fromkeys((EXACT + exact(prefix), EXACT + folded, SPELLING + folded))), field)
