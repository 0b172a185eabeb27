"""A document as the cluster indexes it.

A token of `text` is a printed word's forms with a separator between them (`e:للكتاب|s:كتاب`); the analyzer of the index takes
them apart again, at one position. Sections are the values of the field, so the gap between them is the cluster's.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from archive.search.engine.document import KEYED, Document, Record, spread
from archive.search.engine.forms import EXACT, LIGHT, SPELLING, Section, level_tags
from archive.search.engine.opensearch.mapping import SEPARATOR
from archive.search.engine.phonetic_table import by_phonetic_key
from archive.text import analyze

MAX_FORM_LETTERS = 4_000
"""Letters of a form; longer ones end in a digest. The cluster takes 32,766 bytes."""
_UNSAFE = re.compile(rf"[\s{SEPARATOR}%\x00-\x1f\x7f-\xa0\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ud800-\udfff]")

_ESCAPED = re.compile(r"%([0-9a-f]{1,4})%")


def encoded(form: str) -> str:
    """A tagged form as the index spells it: nothing in it parts tokens, and none is too long."""
    if _UNSAFE.search(form):
        form = _UNSAFE.sub(lambda found: f"%{ord(found[0]):x}%", form)
    if len(form) > MAX_FORM_LETTERS:
        form = f"{form[:MAX_FORM_LETTERS]}%{hashlib.sha256(form.encode()).hexdigest()}"
    return form


def decoded(form: str) -> str:
    """A form of the index as it was; a long one stays cut."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), form) if "%" in form else form


def source(document: Document) -> dict[str, Any]:
    """The JSON of one document. Each section is analysed once."""
    weights: dict[Word, int] = {}
    text, packed = [], {}
    for section in document.sections:
        words = _words(section)
        text.append(" ".join([word.placed for word in words]))
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
        "words": [_with_sound(form) for form in weighed],
        **_recorded(document.record),
    }


@dataclass(frozen=True, eq=False, slots=True)
class Word:
    """An analysed word, however often it stands in the archive."""

    forms: tuple[str, ...]
    whole: str
    """All forms, packed into one token."""
    placed: str
    """Those of them that hold a place."""


@lru_cache(maxsize=200_000)
def _word(levels: tuple[str, str, str, str]) -> Word:
    forms = tuple(encoded(form) for form in level_tags(levels))
    placed = SEPARATOR.join(form for form in forms if not form.startswith(LIGHT))
    return Word(forms, SEPARATOR.join(forms), placed)


def _words(section: Section) -> list[Word]:
    return [_word(term[:4]) for term in analyze(section.text)]


def _recorded(record: Record) -> dict[str, Any]:
    fields: dict[str, Any] = {name: keys for name in KEYED if (keys := _keys(record.keys.get(name, ())))}
    if record.first is not None:
        fields |= {"first": record.first.toordinal(), "last": (record.last or record.first).toordinal()}
        fields["year"] = f"{record.first.year:04d}"
        if record.precision != "year":
            fields["month"] = f"{record.first.year:04d}-{record.first.month:02d}"
    spoken = sorted({(first.toordinal(), last.toordinal(), stated) for first, last, stated in record.mentioned_dates})
    fields["spoken"] = [{"gte": first, "lte": last} for first, last, _ in spoken]
    fields["stated"] = [{"gte": first, "lte": last} for first, last, stated in spoken if stated]
    return fields


def _keys(keys: Iterable[str]) -> list[str]:
    return [key.encode("utf-8", "replace").decode("utf-8") for key in sorted(set(filter(None, keys)))]


@lru_cache(maxsize=400_000)
def _with_sound(form: str) -> str:
    """A form behind its skeleton; exact and spelling forms of Arabic words have one."""
    sound = next(iter(by_phonetic_key([form[len(EXACT) :]])), "") if form.startswith((EXACT, SPELLING)) else ""
    return f"{sound}{SEPARATOR}{form}"
