"""A document as Tantivy takes it: its words as one stream of tokens, cut by us, split at spaces by Tantivy.

Each word takes three places, one for each level: the first word of a text `والكتاب` stands as `eوالكتاب sكتاب wكتاب` at the
places 0, 1, 2. So a phrase can ask for any level of any of its words by where it must stand (`phrases`), and one term finds
all that a level finds. Between sections words are left free. What weighs more (title, lede) is said again at the end of
the stream, so that Tantivy's BM25 counts it so many times.

In the stream the gap is shorter than GAP, for each place left free costs time; what may span more is read (`phrases`).
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import tantivy

from archive.search.engine.columns import packed
from archive.search.engine.document import KEYED, Document, Record, spread
from archive.search.engine.forms import BODY_WEIGHT, EXACT, LIGHT, SPELLING, STEM, Section
from archive.search.engine.tantivy.schema import EMPTY, FORMS, HEADS, SCHEMA
from archive.search.engine.tantivy.spoken import interval_term
from archive.text.analyzer import current
from archive.text.tokenizer import words

TAGS = "esw"
"""What the tokens of exact, spelling and stem begin with, in the order of their places."""
PLACES = len(TAGS)
LONGEST = 16_000
"""Letters of a form or a key: Tantivy leaves out terms of more than 65,530 bytes."""
_PK_BITS = 40
"""Numbers of documents take no more."""
HEAD = 3
HEADED = (EXACT, SPELLING)
FREE = 30
"""So many words are left free between sections in the stream."""
_BETWEEN = " " + f"{EMPTY} " * (FREE * PLACES)


@dataclass(frozen=True)
class Stream:
    tokens: str
    forms: str
    """Tagged forms beyond the exact ones, a space between them."""
    heads: str
    """The first HEAD letters of each exact and spelling form, tagged by a letter, a space between them."""
    words: str
    """As they are printed, a space between them, sections on lines of their own."""


class Feeder:
    """Makes Tantivy's documents; remembers the tokens of each printed word, for one batch of documents."""

    def __init__(self) -> None:
        self._levels = current().levels
        self._tokens = _Known(lambda word: " ".join(map("".join, zip(TAGS, self._of(word)[:PLACES], strict=True))))
        self._forms = _Known(lambda word: " ".join(_tagged(*self._of(word))))
        self._heads = _Known(lambda word: " ".join(_heads(*self._of(word)[:2])))

    def made(self, document: Document) -> tantivy.Document:
        text = self.stream(document.sections, repeat=True)
        title = self.stream(document.title, repeat=False)
        values = _values(document.record, document.pk) | {
            "pk": document.pk,
            "stamp": document.stamp,
            "text": text.tokens,
            "title": title.tokens,
            FORMS["text"]: text.forms,
            FORMS["title"]: title.forms,
            HEADS["text"]: text.heads,
            HEADS["title"]: title.heads,
            "record": packed(document.record, length=0, stamp=document.stamp),
            "words": f"{title.words}\f{text.words}".encode("utf-8", "replace"),
        }
        return tantivy.Document.from_dict(values, SCHEMA)

    def stream(self, sections: Iterable[Section], *, repeat: bool) -> Stream:
        """With `repeat`, sections that weigh more come again at the end."""
        texts: list[str] = []
        again: list[str] = []
        forms: list[str] = []
        lines: list[str] = []
        distinct: set[str] = set()
        for section in sections:
            printed = words(section.text)
            texts.append(" ".join(map(self._tokens.__getitem__, printed)))
            forms += filter(None, map(self._forms.__getitem__, printed))
            lines.append(" ".join(printed))
            distinct.update(printed)
            if repeat and printed:
                again += [texts[-1]] * (round(section.weight / BODY_WEIGHT) - 1)
        return Stream(
            _BETWEEN.join(texts + again),
            " ".join(forms),
            " ".join(map(self._heads.__getitem__, distinct)),
            "\n".join(lines),
        )

    def _of(self, word: str) -> list[str]:
        return [clean(form) for form in self._levels(word)]


class _Known(dict[str, str]):
    """What is made of each word, kept; quicker than a function of ours would be."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> str:
        self[word] = made = self._make(word)
        return made


def _tagged(exact: str, spelling: str, stem: str, light: str) -> list[str]:
    """The tagged forms beyond the exact one (`forms.tags`)."""
    tagged = [SPELLING + spelling] if spelling != exact else []
    if stem != spelling:
        tagged.append(STEM + stem)
    if light not in (exact, spelling, stem):
        tagged.append(LIGHT + light)
    return tagged


def _heads(exact: str, spelling: str) -> list[str]:
    return [
        tag[0] + form[:HEAD]
        for tag, form in zip(HEADED, (exact, spelling), strict=True)
        if tag == EXACT or form != exact
    ]


def clean(text: str) -> str:
    """As Tantivy takes it: half characters, which no UTF-8 holds, as question marks, and no longer than its terms may be."""
    return text[:LONGEST].encode("utf-8", "replace").decode("utf-8")


def _values(record: Record, pk: int) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: sorted({clean(key) for key in record.keys.get(name, ()) if key}) for name in KEYED
    } | {"spoken": sorted({interval_term(*spoken) for spoken in record.spoken})}
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
