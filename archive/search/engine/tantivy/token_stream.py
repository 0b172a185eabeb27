"""A document as Tantivy takes it: its words as one stream of tokens, which Tantivy splits at white space.

Each word takes three positions, one for each level: a text that starts with `والكتاب` starts with `eوالكتاب sكتاب wكتاب` at
positions 0, 1, 2. A phrase can so ask for any level of any word by its position (`queries.phrases`), and one term finds all
words of a level. Sections are separated by free positions, fewer than `forms.GAP` because each takes time; wider windows are
checked by reading the words. Sections that weigh more (title, lede) are repeated at the end of the stream, so that Tantivy's
BM25 counts them as often as they weigh.

Text is split at white space first, and what each run of letters yields is cached: most runs have been seen before.
"""

import datetime as dt
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import tantivy

from archive.search.engine.document import KEYED, Document, Record, spread
from archive.search.engine.embedded.records import encode_record
from archive.search.engine.forms import BODY_WEIGHT, EXACT, LIGHT, SPELLING, STEM, Section
from archive.search.engine.tantivy.schema import FORMS, HEADS, SCHEMA, SKIPPED, interval_term
from archive.text import GenerationalCache, current_analyzer, runs, words

TAGS = "esw"
"""First letters of the tokens of exact, spelling and stem, in the order of their positions."""
LEVELS = len(TAGS)
MAX_TERM_LETTERS = 16_000
"""Of a form or a key: Tantivy drops terms of more than 65,530 bytes."""
MAX_SAFE_LETTERS = MAX_TERM_LETTERS // 18
"""Of a word whose forms cannot be longer than that: a ligature unfolds to eighteen letters at most."""
_PK_BITS = 40
"""A primary key takes no more."""
HEAD_LETTERS = 3
HEADED = (EXACT, SPELLING)
"""Tags of the forms whose first letters are indexed."""
SECTION_GAP = 30
"""Free words between sections in the stream."""
_BETWEEN = f"{SKIPPED} " * (SECTION_GAP * LEVELS)
MAX_CACHED_RUNS = 250_000
"""In each of the cache's two generations."""


@dataclass(frozen=True)
class Stream:
    tokens: str
    forms: str
    """Tagged forms beyond the exact ones, separated by spaces."""
    heads: str
    """The first HEAD_LETTERS letters of each exact and spelling form behind a letter for its level, separated by spaces."""
    words: str
    """As printed, separated by spaces; one line for each section."""


_Yield = tuple[str, str, str, str]
"""What printed words add to a stream: tokens, tagged forms and heads, each followed by a space; the words,
separated by spaces."""
_NOTHING: _Yield = ("", "", "", "")


class DocumentFactory:
    """Makes Tantivy's documents; caches what each run of letters without white space (mostly one word) yields."""

    def __init__(self) -> None:
        self._levels = current_analyzer().levels
        self._cache = GenerationalCache(self._of_run, MAX_CACHED_RUNS)

    def make(self, document: Document) -> tantivy.Document:
        text = self.stream(document.sections, repeat=True)
        title = self.stream(document.title, repeat=False)
        values = _values(document.record, document.pk) | {
            "pk": document.pk,
            "stamp": document.version,
            "text": text.tokens,
            "title": title.tokens,
            FORMS["text"]: text.forms,
            FORMS["title"]: title.forms,
            HEADS["text"]: text.heads,
            HEADS["title"]: title.heads,
            "record": encode_record(document.record, length=0, version=document.version),
            "words": f"{title.words}\f{text.words}".encode("utf-8", "replace"),
        }
        return tantivy.Document.from_dict(values, SCHEMA)

    def stream(self, sections: Iterable[Section], *, repeat: bool) -> Stream:
        """`repeat`: sections that weigh more come again at the end."""
        texts: list[str] = []
        again: list[str] = []
        forms: list[str] = []
        lines: list[str] = []
        heads: set[str] = set()
        yielded = self._cache.__getitem__
        for section in sections:
            tokens, tagged, begun, printed = zip(_NOTHING, *map(yielded, runs(section.text)), strict=True)
            texts.append("".join(tokens))
            forms += tagged
            heads.update(begun)
            lines.append(" ".join(filter(None, printed)))
            if repeat and texts[-1]:
                again += [texts[-1]] * (round(section.weight / BODY_WEIGHT) - 1)
        return Stream(_BETWEEN.join(texts + again), "".join(forms), "".join(heads), "\n".join(lines))

    def _of_run(self, run: str) -> _Yield:
        printed = words(run)
        if len(printed) == 1:
            return self._of_word(run) if printed[0] == run else self._cache[printed[0]]
        tokens, forms, heads, kept = zip(_NOTHING, *map(self._cache.__getitem__, printed), strict=True)
        return "".join(tokens), "".join(forms), "".join(heads), " ".join(filter(None, kept))

    def _of_word(self, word: str) -> _Yield:
        levels = self._levels(word)
        exact, spelling, stem, light = levels if len(word) <= MAX_SAFE_LETTERS else map(clean, levels)
        forms, heads = "", f"{EXACT[0]}{exact[:HEAD_LETTERS]} "
        if spelling != exact:
            forms = f"{SPELLING}{spelling} "
            heads = f"{heads}{SPELLING[0]}{spelling[:HEAD_LETTERS]} "
        if stem != spelling:
            forms = f"{forms}{STEM}{stem} "
        if light not in (exact, spelling, stem):
            forms = f"{forms}{LIGHT}{light} "
        tokens = f"{TAGS[0]}{exact} {TAGS[1]}{spelling} {TAGS[2]}{stem} "
        return tokens, forms, sys.intern(heads), word


def clean(text: str) -> str:
    """A form as Tantivy can index it: lone surrogates replaced by question marks, and cut to the length of a term."""
    if len(text) <= MAX_TERM_LETTERS and text.isprintable():  # lone surrogates are not
        return text
    return text[:MAX_TERM_LETTERS].encode("utf-8", "replace").decode("utf-8")


def _values(record: Record, pk: int) -> dict[str, Any]:
    values: dict[str, Any] = {name: sorted({clean(key) for key in record.keys.get(name, ()) if key}) for name in KEYED}
    values["spoken"] = [interval_term(*mentioned) for mentioned in record.mentioned_days]
    values["newest"], values["oldest"] = ranks(record.first, pk)
    values["spread"] = spread(pk)
    values["added"] = record.added
    if record.days is not None:
        values["first"], values["last"] = record.days
    return values | record.calendar_keys


def ranks(first: dt.date | None, pk: int) -> tuple[int, int]:
    """Sort keys of the orders `newest` (descending) and `oldest` (ascending): undated documents come last in both, and on the
    same day the higher pk comes first."""
    day = first.toordinal() if first else 0
    newest = (day << _PK_BITS) + pk
    oldest = ((day or dt.date.max.toordinal() + 1) << _PK_BITS) + (1 << _PK_BITS) - 1 - pk
    return newest, oldest
