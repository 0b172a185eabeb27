"""Retrieval quality of our analysis against raw words, light10 and Snowball, in one run.

Order of steps: read a collection (documents, queries, relevance judgements); per analysis, index the documents with the
default engine in a temporary folder; run each query with `match=any`, light stems included; score it by the rank of the
first relevant document in the top ten. Only the stemming differs. No database is needed: dates, countries and name
variants of the query language are left out for every analysis.
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

CUTOFF = 10
"""Rank up to which hits are considered."""
OURS = "Khizana"


@dataclass(frozen=True)
class Collection:
    name: str
    documents: list[tuple[str, str]]
    """(id, text)."""
    queries: list[tuple[str, str]]
    """(id, text)."""
    relevant: dict[str, frozenset[str]]
    """Query id → ids of the relevant documents."""


@dataclass(frozen=True)
class Figures:
    mrr: float
    """Mean reciprocal rank of the first relevant document; 0 if it is not in the top ten."""
    found: float
    """Share of the queries with a relevant document in the top ten."""
    size: int
    """Index bytes per document."""


class CollectionError(ValueError):
    """A folder or file that cannot be read as a collection; the message says why."""


class StemmerAnalysis:
    """An analysis that maps each word to one form, the same at all levels."""

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
    """The baseline stemmers: none (folding only), light10, and Snowball if its package is installed."""
    found: dict[str, Cut] = {"raw": fold, "light10": lambda word: light_stem(fold(word))}
    try:
        import snowballstemmer
    except ImportError:
        return found
    stem = snowballstemmer.stemmer("arabic").stemWord
    return found | {"Snowball": lambda word: str(stem(exact(word)))}


def measure(collection: Collection) -> dict[str, Figures]:
    """Figures of each baseline stemmer and of the analysis in use."""
    analyses: dict[str, Analysis | None] = {name: StemmerAnalysis(name, cut) for name, cut in cuts().items()}
    figures = {}
    for name, analysis in {**analyses, OURS: None}.items():
        within: AbstractContextManager[None] = nullcontext() if analysis is None else override_analyzer(analysis)
        with within, tempfile.TemporaryDirectory(prefix="relevance-") as folder:
            figures[name] = _judged(collection, Path(folder))
    return figures


def _judged(collection: Collection, folder: Path) -> Figures:
    view = _indexed(collection, folder)
    ranks = [_rank(view, collection, key, text) for key, text in collection.queries]
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return Figures(
        mrr=sum(1 / rank for rank in ranks if rank) / max(len(ranks), 1),
        found=sum(1 for rank in ranks if rank) / max(len(ranks), 1),
        size=size // max(len(collection.documents), 1),
    )


def _indexed(collection: Collection, folder: Path) -> View:
    """Index the collection with the default engine; primary keys are positions."""
    engine = open_engine("whoosh", str(folder))
    with engine.build(lambda _: ()) as builder:
        builder.add(
            Document(number, (), (Section(text),), Record(number))
            for number, (_, text) in enumerate(collection.documents)
        )
    return engine.view()


def _rank(view: View, collection: Collection, key: str, text: str) -> int:
    """Rank of the first relevant document, from 1; 0 if it is not in the top ten."""
    found = view.search(SearchQuery(any_word(text), end=CUTOFF))
    relevant = collection.relevant[key]
    return next((n for n, pk in enumerate(found.pks, 1) if collection.documents[pk][0] in relevant), 0)


def any_word(text: str) -> c.Clause:
    """A query for any of the words, as `match=any` builds it: stop words only contribute to the score."""
    words = [(word_clause(term, "wide"), is_stop_word(fold(text[term.start : term.end]))) for term in analyze(text)]
    telling = [word for word, stop in words if not stop] or [word for word, _ in words]
    ranking = [word for word, stop in words if stop and word not in telling]
    return loosen(c.Or(tuple(telling), tuple(ranking))) if telling else c.MatchNone()


def collection_read(folder: Path) -> Collection:
    """Read corpus.jsonl and queries.jsonl (`_id`, `text`) and qrels.tsv (query, document, score; with a header line).

    Queries without a relevant document are dropped. Raises CollectionError.
    """
    try:
        documents = [(row["_id"], row["text"]) for row in _rows(folder / "corpus.jsonl")]
        queries = [(row["_id"], row["text"]) for row in _rows(folder / "queries.jsonl")]
        relevant: dict[str, set[str]] = {}
        for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
            query, document, score = line.split("\t")[:3]
            if float(score) > 0:
                relevant.setdefault(query, set()).add(document)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CollectionError(f"{folder} is not a retrieval set: {error!r}") from error
    answered = [(key, text) for key, text in queries if key in relevant]
    return Collection(folder.name, documents, answered, {key: frozenset(ids) for key, ids in relevant.items()})


def known_items(path: Path, *, sample: int, seed: int = 7) -> Collection:
    """A known-item collection: each title is a query whose relevant document is its own body. `sample` rows of a file."""
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
        raise CollectionError(f"{path} is not a file of articles: {error!r}") from error


def lemma_groups(path: Path) -> Iterator[list[str]]:
    """The printed forms of each lemma, from JSON lines with `surfaces`. Raises CollectionError."""
    try:
        yield from ([str(form) for form in row["surfaces"]] for row in _rows(path))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CollectionError(f"{path} is not a file of lemmas: {error!r}") from error


def _rows(path: Path) -> Iterable[Any]:
    opened: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]
