"""How well the engine finds what was asked for, beside plainer ways to cut words, in the same run.

Order of steps: a collection is read (documents, questions, which documents answer which question); for each analysis its
documents go into a throw-away index of the real engine, and each question is asked with any of its words (`match=any`),
the light stem included; the answer is judged by the place of the first right document among ten. The analyses differ in
nothing but how a word is cut. No database is needed: what the query language adds (dates, countries, spellings of names)
is left out on all sides.
"""

import gzip
import json
import random
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from archive.search.engine import clauses as c
from archive.search.engine import open_engine
from archive.search.engine.contract import SearchQuery, View
from archive.search.engine.document import Document, Record
from archive.search.engine.forms import Section
from archive.search.query import loosen, word_clause
from archive.text import (
    Analysis,
    Levels,
    Term,
    analyze,
    current_analyzer,
    exact,
    fold,
    is_stop_word,
    override_analyzer,
    word_spans,
)
from archive.text.stemming import light_stem
from bench.relevance.conflation import Cut

AMONG = 10
"""Only the first so many hits count."""
OURS = "Khizana"


@dataclass(frozen=True)
class Collection:
    name: str
    documents: list[tuple[str, str]]
    """(id, text)."""
    questions: list[tuple[str, str]]
    """(id, text)."""
    right: dict[str, frozenset[str]]
    """Question → the documents that answer it."""


@dataclass(frozen=True)
class Figures:
    mrr: float
    """Mean of 1 / place of the first right document, 0 where none is among the first ten."""
    found: float
    """Share of the questions with a right document among the first ten."""
    size: int
    """Bytes of the index per document."""


class CollectionError(ValueError):
    """A folder or file that is no collection."""


class Cutting:
    """An analysis that cuts each word in one way: its only form at all levels."""

    def __init__(self, name: str, cut: Cut) -> None:
        self.cut = lru_cache(maxsize=None)(cut)
        self.version = f"measuring-{name}"
        self.lexicon = current_analyzer().lexicon

    def levels(self, word: str) -> Levels:
        form = self.cut(word)
        return form, form, form, form

    def analyze(self, text: str) -> list[Term]:
        return [Term(*self.levels(word), start, end) for word, start, end in word_spans(text)]

    def takes_article(self, word: str) -> bool:
        return False


def cuts() -> dict[str, Cut]:
    """The plainer ways: letters folded and nothing cut; light10; Snowball where its package is installed."""
    found: dict[str, Cut] = {"raw": fold, "light10": lambda word: light_stem(fold(word))}
    try:
        import snowballstemmer
    except ImportError:
        return found
    stem = snowballstemmer.stemmer("arabic").stemWord
    return found | {"Snowball": lambda word: str(stem(exact(word)))}


def measure(collection: Collection) -> dict[str, Figures]:
    """Figures of each plain way to cut words, and of the analysis in use."""
    analyses: dict[str, Analysis | None] = {name: Cutting(name, cut) for name, cut in cuts().items()}
    figures = {}
    for name, analysis in {**analyses, OURS: None}.items():
        within: AbstractContextManager[None] = nullcontext() if analysis is None else override_analyzer(analysis)
        with within, tempfile.TemporaryDirectory(prefix="relevance-") as folder:
            figures[name] = _judged(collection, Path(folder))
    return figures


def _judged(collection: Collection, folder: Path) -> Figures:
    view = _indexed(collection, folder)
    places = [_place(view, collection, key, text) for key, text in collection.questions]
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return Figures(
        mrr=sum(1 / place for place in places if place) / max(len(places), 1),
        found=sum(1 for place in places if place) / max(len(places), 1),
        size=size // max(len(collection.documents), 1),
    )


def _indexed(collection: Collection, folder: Path) -> View:
    """The collection in an index of the embedded default, numbered through."""
    engine = open_engine("whoosh", str(folder))
    with engine.build(lambda _: ()) as builder:
        builder.add(
            Document(number, (), (Section(text),), Record(number))
            for number, (_, text) in enumerate(collection.documents)
        )
    return engine.view()


def _place(view: View, collection: Collection, key: str, text: str) -> int:
    """The place of the first right document, counted from 1; 0 where there is none among the first ten."""
    found = view.search(SearchQuery(any_word(text), end=AMONG))
    right = collection.right[key]
    return next((n for n, pk in enumerate(found.pks, 1) if collection.documents[pk][0] in right), 0)


def any_word(text: str) -> c.Clause:
    """Any of the words, as `match=any` asks for them: stop words only rank."""
    words = [(word_clause(term, "wide"), is_stop_word(fold(text[term.start : term.end]))) for term in analyze(text)]
    telling = [word for word, stop in words if not stop] or [word for word, _ in words]
    ranking = [word for word, stop in words if stop and word not in telling]
    return loosen(c.Or(tuple(telling), tuple(ranking))) if telling else c.MatchNone()


def collection_read(folder: Path) -> Collection:
    """A folder with corpus.jsonl and queries.jsonl (`_id`, `text`) and qrels.tsv (query, document, score; one heading).

    Questions that no document answers are left out. Raises CollectionError.
    """
    try:
        documents = [(row["_id"], row["text"]) for row in _rows(folder / "corpus.jsonl")]
        questions = [(row["_id"], row["text"]) for row in _rows(folder / "queries.jsonl")]
        right: dict[str, set[str]] = {}
        for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
            question, document, score = line.split("\t")[:3]
            if float(score) > 0:
                right.setdefault(question, set()).add(document)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CollectionError(f"{folder} is no retrieval set: {error!r}") from error
    answered = [(key, text) for key, text in questions if key in right]
    return Collection(folder.name, documents, answered, {key: frozenset(ids) for key, ids in right.items()})


def known_items(path: Path, *, sample: int, seed: int = 7) -> Collection:
    """Titles as questions, each answered by its own article's body: a draw of `sample` rows (id, title, body) of a file."""
    try:
        rows = [row for row in _rows(path) if row.get("title") and row.get("body")]
        drawn = random.Random(seed).sample(rows, min(sample, len(rows)))
        return Collection(
            f"titles of {path.name}",
            [(row["id"], row["body"]) for row in drawn],
            [(row["id"], row["title"]) for row in drawn],
            {row["id"]: frozenset((row["id"],)) for row in drawn},
        )
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise CollectionError(f"{path} is no file of articles: {error!r}") from error


def lemma_groups(path: Path) -> Iterator[list[str]]:
    """Printed forms of each lemma, from lines with `surfaces`. Raises CollectionError."""
    try:
        yield from ([str(form) for form in row["surfaces"]] for row in _rows(path))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CollectionError(f"{path} holds no groups of forms: {error!r}") from error


def _rows(path: Path) -> Iterable[Any]:
    opened: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]
