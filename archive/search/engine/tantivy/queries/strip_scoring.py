"""A clause reduced to what decides which documents match: boosts, optional parts and redundant phrases go."""

from collections.abc import Iterator

from archive.search.engine import clauses as c


def strip_scoring(clause: c.Clause) -> c.Clause:
    """A clause that matches the same documents."""
    match clause:
        case c.Boost() | c.ConstantScore():
            return strip_scoring(clause.part)
        case c.Not():
            return clause.map(strip_scoring)
        case c.And():
            return c.And(tuple(map(strip_scoring, clause.parts)))
        case c.Or():
            return _without_redundant_phrases(list(_flattened(clause)))
    return clause


def _flattened(clause: c.Or) -> Iterator[c.Clause]:
    for part in map(strip_scoring, clause.parts):
        if isinstance(part, c.Or):
            yield from part.parts
        else:
            yield part


def _without_redundant_phrases(parts: list[c.Clause]) -> c.Clause:
    """A phrase is redundant if one of its words is an alternative itself: «جمهورية مصر» next to «مصر»."""
    words = [(part.field, frozenset(part.forms)) for part in parts if isinstance(part, c.Word)]
    left = tuple(part for part in parts if not isinstance(part, c.Phrase) or not _covered(part, words))
    return left[0] if len(left) == 1 else c.Or(left)


def _covered(phrase: c.Phrase, words: list[tuple[c.Field, frozenset[str]]]) -> bool:
    return any(field == phrase.field and forms.issuperset(slot) for slot in phrase.slots for field, forms in words)
