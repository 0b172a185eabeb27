"""Name forms of the authority file: the row that matching and look-up read, and the syntax of its text.

`{a,b}` means either; `(words)` must be printed next to the name but do not belong to it, as in `(مدينة) صور`.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

_ALTERNATIVES = re.compile(r"\{([^{}]*)\}")
_CONTEXT = re.compile(r"\([^()]*\)")
_PARTS = re.compile(r"\(([^()]*)\)|([^()]+)")
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormRow:
    """One name form; `entity` is the entity's primary key, `guarded` forms count only with a second witness."""

    entity: int
    type: str
    text: str
    relation: str
    guarded: bool = False


def bare_form(form: str) -> str:
    """A form without its context words."""
    return " ".join(_CONTEXT.sub(" ", form).split())


def expand_alternatives(form: str) -> Iterator[str]:
    """All forms that the alternatives `{a,b}` of a form yield."""
    parts = _ALTERNATIVES.split(form)
    choices = [part.split(",") if index % 2 else [part] for index, part in enumerate(parts)]
    for chosen in itertools.product(*choices):
        yield " ".join("".join(chosen).split())


def split_form(form: str) -> tuple[Words, Words, Words]:
    """(context words before, words of the name, context words after), as printed."""
    before: list[str] = []
    name: list[str] = []
    after: list[str] = []
    for context, words in _PARTS.findall(form):
        if context:
            (after if name else before).extend(context.split())
        else:
            name.extend(words.split())
    return tuple(before), tuple(name), tuple(after)
