"""The benchmark's articles: JSON lines as `ingest` reads them, split into sentences annotated with names and dates.

The annotation uses the name matcher and date grammar of an import, with the shipped authority file. It runs once per
real article, outside the timed stages; synthetic articles inherit it sentence by sentence. Facets therefore have the
keys, and the skewed distribution of keys, of a real archive.
"""

import datetime as dt
import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from archive.entities.authority import FormRow
from archive.entities.recognition import AnalyzedText, Matcher, NameMatch
from archive.entities.selectors import authority_rows
from archive.search.engine.document import Document, Record
from archive.search.engine.forms import BODY_WEIGHT, LEDE_WEIGHT, TITLE_WEIGHT, Section
from archive.search.indexing.documents import FACET_RELATIONS
from archive.text.dates import find_dates

_SENTENCE = re.compile(r"(?<=[.!؟?؛])\s+")
Keys = tuple[tuple[str, str], ...]
"""(facet, key) of each entity mentioned, without duplicates."""
Days = tuple[tuple[int, int], ...]
"""First and last day of each date mentioned, as ordinals."""


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    keys: Keys = ()
    days: Days = ()


@dataclass(frozen=True, slots=True)
class Article:
    """An article before it gets a primary key: title and paragraphs as sentences."""

    title: Sentence
    paragraphs: tuple[tuple[Sentence, ...], ...]
    source: str = ""
    section: str = ""
    day: int | None = None
    """Day of publication, as an ordinal."""

    def row(self, pk: int) -> dict[str, Any]:
        """The article as a row of `articles.jsonl`."""
        sentences = [self.title, *(sentence for paragraph in self.paragraphs for sentence in paragraph)]
        keys: dict[str, set[str]] = {}
        for facet, key in (found for sentence in sentences for found in sentence.keys):
            keys.setdefault(facet, set()).add(key)
        return {
            "pk": pk,
            "title": self.title.text,
            "paragraphs": [" ".join(sentence.text for sentence in paragraph) for paragraph in self.paragraphs],
            "source": self.source,
            "section": self.section,
            "day": self.day,
            "keys": {facet: sorted(found) for facet, found in sorted(keys.items())},
            "spoken": sorted({days for sentence in sentences for days in sentence.days}),
        }


def read_articles(path: Path) -> Iterator[Article]:
    """The articles of a JSON lines file (`.gz` too), not annotated; lines without a body are skipped."""
    with cast(
        IO[str], gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    ) as file:
        for line in file:
            fields = json.loads(line)
            paragraphs = tuple(
                tuple(Sentence(text) for text in _SENTENCE.split(paragraph.strip()))
                for paragraph in (fields.get("body") or "").split("\n")
                if paragraph.strip()
            )
            if paragraphs:
                yield Article(
                    title=Sentence(" ".join((fields.get("title") or "").split())),
                    paragraphs=paragraphs,
                    source=fields.get("source") or "",
                    section=fields.get("section") or "",
                    day=_day(fields.get("date")),
                )


class Annotator:
    """Finds the entities and dates that an article's sentences mention."""

    def __init__(self) -> None:
        rows = authority_rows()
        self.keys = [(row.type, row.key) for row in rows]
        self.matcher = Matcher(
            FormRow(number, row.type, text, relation) for number, row in enumerate(rows) for text, relation in row.forms
        )

    def annotate(self, article: Article) -> Article:
        sentences = [article.title, *(one for paragraph in article.paragraphs for one in paragraph)]
        found = [self.matcher.find(AnalyzedText(sentence.text)) for sentence in sentences]
        known = iter([self._sentence(one.text, names) for one, names in zip(sentences, found, strict=True)])
        return Article(
            title=next(known),
            paragraphs=tuple(tuple(next(known) for _ in paragraph) for paragraph in article.paragraphs),
            source=article.source,
            section=article.section,
            day=article.day,
        )

    def _sentence(self, text: str, names: list[NameMatch]) -> Sentence:
        keys = {self.keys[name.entity] for name in names if name.relation in FACET_RELATIONS}
        days = {(date.first.toordinal(), date.last.toordinal()) for date in find_dates(text)}
        return Sentence(text, tuple(sorted(keys)), tuple(sorted(days)))


def document(row: dict[str, Any]) -> Document:
    """A row as the document that engines index."""
    title = (Section(row["title"], TITLE_WEIGHT),) if row["title"] else ()
    lede, *rest = row["paragraphs"]
    keys = {facet: tuple(found) for facet, found in row["keys"].items()}
    day = None if row["day"] is None else dt.date.fromordinal(row["day"])
    record = Record(
        pk=row["pk"],
        keys=keys | {"source": (row["source"],), "section": (row["section"],), "kind": ("article",)},
        first=day,
        last=day,
        precision="day" if day else "",
        mentioned_dates=tuple((dt.date.fromordinal(a), dt.date.fromordinal(b), True) for a, b in row["spoken"]),
    )
    sections = (*title, Section(lede, LEDE_WEIGHT), *(Section(text, BODY_WEIGHT) for text in rest))
    return Document(row["pk"], title, sections, record, _stamp(title, sections, record))


def _stamp(*parts: object) -> int:
    return int.from_bytes(hashlib.blake2b(repr(parts).encode(), digest_size=8).digest(), "big") >> 1


def _day(value: Any) -> int | None:
    try:
        return dt.date.fromisoformat(str(value)[:10]).toordinal()
    except ValueError:
        return None
