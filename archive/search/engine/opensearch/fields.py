"""A document as the cluster indexes it.

A token of `text` is a printed word's forms joined by a separator (`e:للكتاب|s:كتاب`); the analyzer of the index splits them at
one position. Sections are the values of the field, so that the cluster leaves a gap between them.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from archive.search.engine.document import GROUPINGS, KEYED, Document, Record, spread
from archive.search.engine.forms import EXACT, LIGHT, SPELLING, Section, level_tags
from archive.search.engine.opensearch.mapping import SEPARATOR, result_field
from archive.search.engine.phonetic_table import by_phonetic_key
from archive.text import analyze

MAX_FORM_LETTERS = 4_000
"""Longer forms end in a digest: the cluster accepts 32,766 bytes."""
_UNSAFE = re.compile(rf"[\s{SEPARATOR}%\x00-\x1f\x7f-\xa0\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ud800-\udfff]")

_ESCAPED = re.compile(r"%([0-9a-f]{1,4})%")


def encoded(form: str) -> str:
    """A tagged form as a token: without characters that split tokens, and not too long."""
    if _UNSAFE.search(form):
        form = _UNSAFE.sub(lambda found: f"%{ord(found[0]):x}%", form)
    if len(form) > MAX_FORM_LETTERS:
        form = f"{form[:MAX_FORM_LETTERS]}%{hashlib.sha256(form.encode()).hexdigest()}"
    return form


def decoded(form: str) -> str:
    """The tagged form of a token; a long one stays cut."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), form) if "%" in form else form


def source(document: Document) -> dict[str, Any]:
    """The JSON of one document."""
    weights: dict[Word, int] = {}
    text, packed = [], {}
    for section in document.sections:
        words = _words(section)
        text.append(" ".join([word.positioned for word in words]))
        packed[section] = " ".join([word.whole for word in words])
        for word in words:
            weights[word] = weights.get(word, 0) + section.weight
    title = [packed.get(section) or " ".join(word.whole for word in _words(section)) for section in document.title]
    weighed: dict[str, int] = {}
    for word, weight in weights.items():
        for form in word.forms:
            weighed[form] = weighed.get(form, 0) + weight
    return {
        "pk": document.pk,
        "stamp": document.version,
        "spread": spread(document.pk),
        "text": text,
        "title": title,
        "weights": " ".join([f"{form}{SEPARATOR}{weight}" for form, weight in weighed.items()]),
        "words": [_with_phonetic_key(form) for form in weighed],
        **_recorded(document.record),
    }


@dataclass(frozen=True, eq=False, slots=True)
class Word:
    """An analysed word."""

    forms: tuple[str, ...]
    whole: str
    """All forms, packed into one token."""
    positioned: str
    """Those with a position."""


@lru_cache(maxsize=200_000)
def _word(levels: tuple[str, str, str, str]) -> Word:
    forms = tuple(encoded(form) for form in level_tags(levels))
    positioned = SEPARATOR.join(form for form in forms if not form.startswith(LIGHT))
    return Word(forms, SEPARATOR.join(forms), positioned)


def _words(section: Section) -> list[Word]:
    return [_word(term[:4]) for term in analyze(section.text)]


def _recorded(record: Record) -> dict[str, Any]:
    fields: dict[str, Any] = {name: keys for name in KEYED if (keys := _keys(record.keys.get(name, ())))}
    for name in GROUPINGS:
        fields[result_field(name)] = f"group {fields[name][0]}" if name in fields else f"document {record.pk}"
    fields["added"] = record.added
    if record.days is not None:
        fields["first"], fields["last"] = record.days
    mentioned = record.mentioned_days
    fields["spoken"] = [{"gte": first, "lte": last} for first, last, _ in mentioned]
    fields["stated"] = [{"gte": first, "lte": last} for first, last, stated in mentioned if stated]
    return fields | record.calendar_keys


def record_of(pk: int, source: dict[str, Any]) -> Record:
    """Keys, publication dates and time of accession of a document from its stored fields."""
    keys = {name: tuple(source.get(name, ())) for name in KEYED}
    first, last = (date_of(source.get(name)) for name in ("first", "last"))
    return Record(pk, keys, first=first, last=last, added=source.get("added", 0))


def date_of(day: float | None) -> dt.date | None:
    return None if day is None else dt.date.fromordinal(int(day))


def _keys(keys: Iterable[str]) -> list[str]:
    return [key.encode("utf-8", "replace").decode("utf-8") for key in sorted(set(filter(None, keys)))]


@lru_cache(maxsize=400_000)
def _with_phonetic_key(form: str) -> str:
    """A form behind its phonetic key, which exact and spelling forms of Arabic words have."""
    key = next(iter(by_phonetic_key([form[len(EXACT) :]])), "") if form.startswith((EXACT, SPELLING)) else ""
    return f"{key}{SEPARATOR}{form}"
