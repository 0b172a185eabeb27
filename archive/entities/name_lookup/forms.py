"""Listed name forms as they are compared: at level `spelling`, clitics stripped, and as one string."""

from sys import intern
from typing import NamedTuple

from archive.text import fold, spelling

MAX_FORM_WORDS = 6
"""Words of the longest form that is looked up."""
_TIED_PARTICLES = frozenset(
    fold(word) for word in "عبد بن ابن بنت أبو أبي آل ال أم دي دا دو ديل دل لو لا فان فون بو مار سان".split()
)
"""Words that are one name with the word after them: عبد المهدي is a surname of one part."""
Words = tuple[str, ...]


class SpelledForm(NamedTuple):
    """A form of the authority file."""

    entity: int
    kind: str
    """`full` or `single` for persons, otherwise the entity's type."""
    text: str
    key: Words
    """The words at level `spelling`."""
    joined: str
    """The folded words as one string."""


def spelled_form(entity: int, kind: str, text: str) -> SpelledForm:
    return SpelledForm(
        entity, kind, text, spelling_key(tuple(text.split())), "".join(fold(word) for word in text.split())
    )


def spelling_key(words: Words) -> Words:
    return tuple(spelling(word) for word in words)


def form_kind(entity_type: str, text: str) -> str | None:
    """The kind of a form; None if it is empty or too long to be looked up."""
    words = fold(text).split()
    if not words or len(words) > MAX_FORM_WORDS:
        return None
    if entity_type != "person":
        return intern(entity_type)
    return "full" if len(words) - sum(word in _TIED_PARTICLES for word in words[:-1]) > 1 else "single"
