"""Tagged forms as terms of the token stream.

The stream has a word's spelling and stem whether they differ from the nearer level or not; a tagged form means only those
that do (`forms`). Levels ask for both kinds together: `e:x` and `s:x` are the words spelled x, one term. A word is rarely
spelled x at a nearer level and differently at the farther one (its own spelling cut once more); such words are asked for as
extra terms, unless the analysis rules them out.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from archive.search.engine.forms import EXACT, LIGHT, SPELLING, STEM
from archive.search.engine.tantivy.token_stream import TAGS, clean
from archive.text import current_analyzer

_ORDER = (EXACT, SPELLING, STEM, LIGHT)
_BITS = {tag: 1 << place for place, tag in enumerate(_ORDER)}
Term = tuple[int, str]
"""(its level, the term)."""


@dataclass(frozen=True)
class StreamTerms:
    """Together they match what the forms match."""

    main: list[Term]
    extra: list[Term]
    """Words that the main terms may miss: few or none."""
    tagged: list[str]
    """Forms that the stream cannot distinguish: looked up in the field of tagged forms, without positions."""

    @property
    def positioned(self) -> list[Term]:
        return [*self.main, *self.extra]


def stream_terms(forms: Iterable[str], *, trusted: bool) -> StreamTerms:
    """`trusted`: the index was made with the current analysis."""
    found = StreamTerms([], [], [])
    for text, tags in _by_text(forms).items():
        level = -1  # the farthest up to which all are asked for
        while level < 2 and tags & _BITS[_ORDER[level + 1]]:
            level += 1
        if level >= 0:
            found.main.append(term(level, text))
        for nearer in range(level):
            if not (trusted and _covered(text, nearer, level)):
                found.extra.append(term(nearer, text))
        if tags >> (level + 1):
            found.tagged.extend(tag + clean(text) for tag in _ORDER[level + 1 :] if tags & _BITS[tag])
    return found


def term(level: int, text: str) -> Term:
    return level, TAGS[level] + clean(text)


def without_covered(found: StreamTerms, *, trusted: bool) -> list[Term]:
    """The positioned terms, less exact words whose spelling or stem is asked for as well."""
    if not trusted:
        return found.positioned
    asked = set(found.main)
    return [
        (level, text)
        for level, text in found.positioned
        if level or not any(term(far, current_analyzer().levels(text[1:])[far]) in asked for far in (1, 2))
    ]


def _by_text(forms: Iterable[str]) -> dict[str, int]:
    """The tags of each text, as bits."""
    tags: dict[str, int] = {}
    for form in forms:
        tags[form[2:]] = tags.get(form[2:], 0) | _BITS[form[:2]]
    return tags


def _covered(text: str, nearer: int, level: int) -> bool:
    """Whether all words with this form at the nearer level have it at a farther one, too. Known for exact forms only: words
    of one spelling may have several stems."""
    return nearer == 0 and text in current_analyzer().levels(text)[1 : level + 1]
