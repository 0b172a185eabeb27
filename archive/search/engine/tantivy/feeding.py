"""A document as Tantivy takes it: its words as one stream of tokens, cut by us, split at spaces by Tantivy.

Each word takes three places, one for each level: the first word of a text `والكتاب` stands as `eوالكتاب sكتاب wكتاب` at the
places 0, 1, 2. So a phrase can ask for any level of any of its words by where it must stand (`phrases`), and one term finds
all that a level finds. Between sections words are left free. What weighs more (title, lede) is said again at the end of
the stream, so that Tantivy's BM25 counts it so many times.

No word reaches across white space, so a text is cut there first, and what each run of letters yields is looked up: most
have been met before, and hardly anything is done for them word by word.

In the stream the gap is shorter than GAP, for each place left free costs time; what may span more is read (`phrases`).
"""

import datetime as dt
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import tantivy

from archive.search.engine.columns import packed
from archive.search.engine.document import KEYED, Document, Record, spread
from archive.search.engine.forms import BODY_WEIGHT, EXACT, LIGHT, SPELLING, STEM, Section
from archive.search.engine.tantivy.mentioned_dates import interval_term
from archive.search.engine.tantivy.schema import EMPTY, FORMS, HEADS, SCHEMA
from archive.text import GenerationalCache, current_analyzer, words

TAGS = "esw"
"""What the tokens of exact, spelling and stem begin with, in the order of their places."""
PLACES = len(TAGS)
LONGEST = 16_000
"""Letters of a form or a key: Tantivy leaves out terms of more than 65,530 bytes."""
LONG = LONGEST // 18
"""Letters of a word whose forms are no longer than that: a ligature is eighteen letters at most."""
_PK_BITS = 40
"""Numbers of documents take no more."""
HEAD = 3
HEADED = (EXACT, SPELLING)
FREE = 30
"""So many words are left free between sections in the stream."""
_BETWEEN = f"{EMPTY} " * (FREE * PLACES)
MOST_KNOWN = 250_000
"""So many runs of letters are remembered, and as many from before."""


@dataclass(frozen=True)
class Stream:
    tokens: str
    forms: str
    """Tagged forms beyond the exact ones, a space between them."""
    heads: str
    """The first HEAD letters of each exact and spelling form, tagged by a letter, a space between them."""
    words: str
    """As they are printed, a space between them, sections on lines of their own."""


_Yield = tuple[str, str, str, str]
"""What a printed word, or several, give to a stream: tokens, tagged forms, heads, each with a space behind it; and the words,
with spaces between them."""
_NOTHING: _Yield = ("", "", "", "")


class Feeder:
    """Makes Tantivy's documents; remembers what each run of letters without white space yields: mostly it is one word."""

    def __init__(self) -> None:
        self._levels = current_analyzer().levels
        self._known = GenerationalCache(self._of_run, MOST_KNOWN)

    def made(self, document: Document) -> tantivy.Document:
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
            "record": packed(document.record, length=0, version=document.version),
            "words": f"{title.words}\f{text.words}".encode("utf-8", "replace"),
        }
        return tantivy.Document.from_dict(values, SCHEMA)

    def stream(self, sections: Iterable[Section], *, repeat: bool) -> Stream:
        """With `repeat`, sections that weigh more come again at the end."""
        texts: list[str] = []
        again: list[str] = []
        forms: list[str] = []
        lines: list[str] = []
        heads: set[str] = set()
        known = self._known.__getitem__
        for section in sections:
            tokens, tagged, begun, printed = zip(_NOTHING, *map(known, section.text.split()), strict=True)
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
            return self._of_word(run) if printed[0] == run else self._known[printed[0]]
        tokens, forms, heads, kept = zip(_NOTHING, *map(self._known.__getitem__, printed), strict=True)
        return "".join(tokens), "".join(forms), "".join(heads), " ".join(filter(None, kept))

    def _of_word(self, word: str) -> _Yield:
        levels = self._levels(word)
        exact, spelling, stem, light = levels if len(word) <= LONG else map(clean, levels)
        forms, heads = "", f"{EXACT[0]}{exact[:HEAD]} "
        if spelling != exact:
            forms = f"{SPELLING}{spelling} "
            heads = f"{heads}{SPELLING[0]}{spelling[:HEAD]} "
        if stem != spelling:
            forms = f"{forms}{STEM}{stem} "
        if light not in (exact, spelling, stem):
            forms = f"{forms}{LIGHT}{light} "
        tokens = f"{TAGS[0]}{exact} {TAGS[1]}{spelling} {TAGS[2]}{stem} "
        return tokens, forms, sys.intern(heads), word


def clean(text: str) -> str:
    """As Tantivy takes it: half characters, which no UTF-8 holds, as question marks, and no longer than its terms may be."""
    if len(text) <= LONGEST and text.isprintable():  # half characters are not
        return text
    return text[:LONGEST].encode("utf-8", "replace").decode("utf-8")


def _values(record: Record, pk: int) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: sorted({clean(key) for key in record.keys.get(name, ()) if key}) for name in KEYED
    } | {"spoken": sorted({interval_term(*spoken) for spoken in record.mentioned_dates})}
    values["newest"], values["oldest"] = ranks(record.first, pk)
    values["spread"] = spread(pk)
    if record.first is not None:
        values["first"] = record.first.toordinal()
        values["last"] = (record.last or record.first).toordinal()
        values["year"] = f"{record.first.year:04d}"
        if record.precision != "year":
            values["month"] = f"{record.first.year:04d}-{record.first.month:02d}"
    return values


def ranks(first: dt.date | None, pk: int) -> tuple[int, int]:
    """Numbers that fall from the newest document on, and that rise from the oldest on; undated ones come last in both,
    and of one day the later number comes first."""
    day = first.toordinal() if first else 0
    newest = (day << _PK_BITS) + pk
    oldest = ((day or dt.date.max.toordinal() + 1) << _PK_BITS) + (1 << _PK_BITS) - 1 - pk
    return newest, oldest
