"""Documents that changed since the term bitmaps were written, matched by their own words instead of a query.

As a rule they are few, and a query about them would cost a tenth to half of a millisecond. Their stored words are read once
and analysed into the tagged forms that the index has (`forms.level_tags`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import tantivy
from numpy.typing import NDArray

from archive.search.engine import clauses as c
from archive.search.engine.forms import level_tags
from archive.search.engine.tantivy.queries.boolean import any_pk
from archive.search.engine.tantivy.queries.phrase_reader import PhraseReader
from archive.search.engine.tantivy.schema import stored
from archive.search.engine.tantivy.token_stream import MAX_SAFE_LETTERS, clean
from archive.text import current_analyzer

MAX_DIRTY_DOCS = 100
"""If more documents have changed, Tantivy is asked for them."""
Mask = NDArray[np.bool_]
Key = tuple[int, int]
"""(pk, version). A document of version 0 is read for every snapshot: it may have changed unnoticed."""


@dataclass(frozen=True)
class DirtyDoc:
    """The tagged forms of one document, by field, and its stored words."""

    forms: dict[str, frozenset[str]]
    words: bytes

    @classmethod
    def of(cls, words: bytes) -> "DirtyDoc":
        title, _, text = words.decode().partition("\f")
        return cls({"title": _forms(title), "text": _forms(text)}, words)


class DirtyDocCache:
    """Keeps what was read of documents while they stay dirty."""

    def __init__(self) -> None:
        self._known: dict[Key, DirtyDoc] = {}

    def read(self, searcher: tantivy.Searcher, keys: Sequence[Key]) -> list[DirtyDoc]:
        """These documents, all of which exist, in this order."""
        known = self._known
        new = {pk: (pk, version) for pk, version in keys if (pk, version) not in known}
        if new:
            hits = searcher.search(any_pk(list(new)), limit=len(new), count=False, order_by_field="pk").hits
            read = {new[pk]: DirtyDoc.of(stored(searcher, address, "words")) for pk, address in hits}
            known = {**known, **read}
        self._known = {key: known[key] for key in keys if key[1]}
        return [known[key] for key in keys]


def matches(documents: Sequence[DirtyDoc], clause: c.Clause) -> Mask | None:
    """Which of the documents match a clause without scoring (`strip_scoring`); None if their words do not suffice."""
    match clause:
        case c.Word():
            forms = list(map(_cleaned, clause.forms))
            return _mask(not document.forms[clause.field].isdisjoint(forms) for document in documents)
        case c.Phrase():
            return _with_phrase(documents, clause)
        case c.Not():
            part = matches(documents, clause.part)
            return None if part is None else ~part
        case c.And() | c.Or():
            parts = [matches(documents, part) for part in clause.parts]
            masks = [part for part in parts if part is not None]
            if len(masks) < len(parts) or not masks:
                return None
            combine = np.logical_and if isinstance(clause, c.And) else np.logical_or
            mask: Mask = combine.reduce(masks)
            return mask
    return None


def _with_phrase(documents: Sequence[DirtyDoc], clause: c.Phrase) -> Mask:
    slots = [list(map(_cleaned, slot)) for slot in clause.slots]
    reader = PhraseReader(clause)

    def has_phrase(document: DirtyDoc) -> bool:
        forms = document.forms[clause.field]
        return not any(map(forms.isdisjoint, slots)) and reader.matches(document.words)

    return _mask(map(has_phrase, documents))


def _mask(matching: Iterable[bool]) -> Mask:
    return np.fromiter(matching, bool)


def _forms(words: str) -> frozenset[str]:
    levels = current_analyzer().levels
    found: set[str] = set()
    for word in set(words.split()):
        tagged = level_tags(levels(word))
        found.update(tagged if len(word) <= MAX_SAFE_LETTERS else map(_cleaned, tagged))
    return frozenset(found)


def _cleaned(form: str) -> str:
    return form[:2] + clean(form[2:])
