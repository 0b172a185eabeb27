"""A clause as far as it finds: what weighs and what only ranks is left out, and so is what finds nothing more."""

from collections.abc import Iterator

from archive.search.engine import clauses as c


def finding(clause: c.Clause) -> c.Clause:
    """A clause that finds the same documents."""
    match clause:
        case c.Boost() | c.ConstantScore():
            return finding(clause.part)
        case c.Not():
            return c.Not(finding(clause.part))
        case c.And():
            return c.And(tuple(map(finding, clause.parts)))
        case c.Or():
            return _any(list(_flat(clause)))
    return clause


def forms_of(word: c.Word) -> tuple[str, ...]:
    """The forms any of which finds a word."""
    return tuple(form for level in word.levels for form in level) + (word.light if word.loose else ())


def _flat(clause: c.Or) -> Iterator[c.Clause]:
    for part in map(finding, clause.parts):
        if isinstance(part, c.Or):
            yield from part.parts
        else:
            yield part


def _any(parts: list[c.Clause]) -> c.Clause:
    """Without phrases of which a word is asked for anyway: «جمهورية مصر» beside «مصر»."""
    words = [(part.field, frozenset(forms_of(part))) for part in parts if isinstance(part, c.Word)]
    left = tuple(part for part in parts if not isinstance(part, c.Phrase) or not _found(part, words))
    return left[0] if len(left) == 1 else c.Or(left)


def _found(phrase: c.Phrase, words: list[tuple[c.Field, frozenset[str]]]) -> bool:
    return any(field == phrase.field and forms.issuperset(slot) for slot in phrase.slots for field, forms in words)
