"""Documents that have come or changed since frequent terms were kept, told by their own words: Tantivy is asked for nothing.

They are few, as a rule, and a question costs a tenth to half of a millisecond more where Tantivy is asked about them. Their
printed words, which are stored, are read once, and have the forms that the analysis in use gives them (`forms.level_tags`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import tantivy
from numpy.typing import NDArray

from archive.search.engine import clauses as c
from archive.search.engine.forms import level_tags
from archive.search.engine.tantivy.feeding import LONG, clean
from archive.search.engine.tantivy.positions import Reading
from archive.search.engine.tantivy.query_builder import any_number
from archive.search.engine.tantivy.schema import stored
from archive.search.engine.tantivy.strip_scoring import forms_of
from archive.text import current_analyzer

FEW = 100
"""So many are told by their words; of more, Tantivy is asked."""
Mask = NDArray[np.bool_]
Key = tuple[int, int]
"""Number and stamp of a document. One without a stamp (0) is read each time: nothing tells whether it has changed."""


@dataclass(frozen=True)
class Recent:
    """The tagged forms of one document, by field, and its words as they are stored."""

    forms: dict[str, frozenset[str]]
    words: bytes

    @classmethod
    def of(cls, words: bytes) -> "Recent":
        title, _, text = words.decode().partition("\f")
        return cls({"title": _forms(title), "text": _forms(text)}, words)


class RecentWords:
    """Keeps what was read of documents for as long as they are asked for."""

    def __init__(self) -> None:
        self._known: dict[Key, Recent] = {}

    def read(self, searcher: tantivy.Searcher, keys: Sequence[Key]) -> list[Recent]:
        """The documents of these numbers and stamps, all of which are there, in this order."""
        known = self._known
        new = {pk: (pk, stamp) for pk, stamp in keys if (pk, stamp) not in known}
        if new:
            hits = searcher.search(any_number(list(new)), limit=len(new), count=False, order_by_field="pk").hits
            read = {new[pk]: Recent.of(stored(searcher, address, "words")) for pk, address in hits}
            known = {**known, **read}
        self._known = {key: known[key] for key in keys if key[1]}
        return [known[key] for key in keys]


def holding(documents: Sequence[Recent], clause: c.Clause) -> Mask | None:
    """Which of the documents a clause of words finds (`finding.finding`); None where their words do not tell."""
    match clause:
        case c.Word():
            forms = [_cleaned(form) for form in forms_of(clause)]
            return _those(not document.forms[clause.field].isdisjoint(forms) for document in documents)
        case c.Phrase():
            return _with_phrase(documents, clause)
        case c.Not():
            part = holding(documents, clause.part)
            return None if part is None else ~part
        case c.And() | c.Or():
            parts = [holding(documents, part) for part in clause.parts]
            told = [part for part in parts if part is not None]
            if len(told) < len(parts) or not told:
                return None
            together = np.logical_and if isinstance(clause, c.And) else np.logical_or
            mask: Mask = together.reduce(told)
            return mask
    return None


def _with_phrase(documents: Sequence[Recent], clause: c.Phrase) -> Mask:
    slots = [[_cleaned(form) for form in slot] for slot in clause.slots]
    reading = Reading(clause)

    def holds(document: Recent) -> bool:
        forms = document.forms[clause.field]
        return not any(map(forms.isdisjoint, slots)) and reading.holds(document.words)

    return _those(map(holds, documents))


def _those(told: Iterable[bool]) -> Mask:
    return np.fromiter(told, bool)


def _forms(words: str) -> frozenset[str]:
    levels = current_analyzer().levels
    found: set[str] = set()
    for word in set(words.split()):
        tagged = level_tags(levels(word))
        found.update(tagged if len(word) <= LONG else map(_cleaned, tagged))
    return frozenset(found)


def _cleaned(form: str) -> str:
    return form[:2] + clean(form[2:])
