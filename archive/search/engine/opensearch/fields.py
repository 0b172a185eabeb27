"""A document as the cluster indexes it.

A token of `text` is a printed word's forms with a separator between them (`e:للكتاب|s:كتاب`); the analyzer of the index takes
them apart again, at one position. Sections are the values of the field, so the gap between them is the cluster's.
"""

import hashlib
import re
import zlib
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from archive.search.engine.document import KEYED, Document, Record
from archive.search.engine.forms import EXACT, LIGHT, SPELLING, Section, document_forms, tags
from archive.search.engine.opensearch.mapping import SEPARATOR
from archive.search.engine.sounds import by_sound
from archive.text import analyze

LONGEST = 4_000
"""Letters of a form; longer ones end in a digest. The cluster takes 32,766 bytes."""
_UNSAFE = re.compile(rf"[\s{SEPARATOR}%\x00-\x1f\x7f-\xa0\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ud800-\udfff]")


def encoded(form: str) -> str:
    """A tagged form as the index spells it: nothing in it parts tokens, and none is too long."""
    if _UNSAFE.search(form):
        form = _UNSAFE.sub(lambda found: f"%{ord(found[0]):x}%", form)
    if len(form) > LONGEST:
        form = f"{form[:LONGEST]}%{hashlib.sha256(form.encode()).hexdigest()}"
    return form


def source(document: Document) -> dict[str, Any]:
    """The JSON of one document."""
    forms, _ = document_forms(document.sections)
    weighed = [(encoded(form.decode("utf-8", "surrogatepass")), weight) for form, _, weight, _ in forms]
    return {
        "pk": document.pk,
        "stamp": document.stamp,
        "spread": zlib.crc32(str(document.pk).encode()) & 0x7FFFFFFF,
        "text": [_packed(section, light=False) for section in document.sections],
        "title": [_packed(section, light=True) for section in document.title],
        "weights": " ".join(f"{form}{SEPARATOR}{weight}" for form, weight in weighed),
        "words": [f"{_sound(form)}{SEPARATOR}{form}" for form, _ in weighed],
        **_recorded(document.record),
    }


def _recorded(record: Record) -> dict[str, Any]:
    fields: dict[str, Any] = {name: keys for name in KEYED if (keys := _keys(record.keys.get(name, ())))}
    if record.first is not None:
        fields |= {"first": record.first.toordinal(), "last": (record.last or record.first).toordinal()}
        fields["year"] = f"{record.first.year:04d}"
        if record.precision != "year":
            fields["month"] = f"{record.first.year:04d}-{record.first.month:02d}"
    spoken = sorted({(first.toordinal(), last.toordinal(), stated) for first, last, stated in record.spoken})
    fields["spoken"] = [{"gte": first, "lte": last} for first, last, _ in spoken]
    fields["stated"] = [{"gte": first, "lte": last} for first, last, stated in spoken if stated]
    return fields


def _keys(keys: Iterable[str]) -> list[str]:
    return [key.encode("utf-8", "replace").decode("utf-8") for key in sorted(set(filter(None, keys)))]


def _packed(section: Section, *, light: bool) -> str:
    return " ".join(
        SEPARATOR.join(encoded(form) for form in tags(term) if light or not form.startswith(LIGHT))
        for term in analyze(section.text)
    )


@lru_cache(maxsize=200_000)
def _sound(form: str) -> str:
    """The skeleton of an exact or a spelling form; empty where it has none."""
    return next(iter(by_sound([form[len(EXACT) :]])), "") if form.startswith((EXACT, SPELLING)) else ""
