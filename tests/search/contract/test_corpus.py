"""Real articles, and queries drawn from their words, run on every engine and on the oracle.

By default these are the articles of the sample. `CORPUS=path` names a JSON lines file (`.gz` too) instead, of which 2,000
articles and 300 queries are taken: .venv/bin/python -m pytest tests/search/contract/test_corpus.py
"""

import datetime as dt
import os
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from pathlib import Path

import pytest

from archive.ingest.sample import FOLDER
from archive.search.engine import clauses as c
from archive.search.engine.contract import SearchQuery, View
from archive.search.engine.document import Document
from archive.text import tokenize
from bench.engines.articles import Annotator, document, read_articles
from tests.search.conftest import compile_text
from tests.search.contract.agreement import assert_agrees
from tests.search.contract.engines import fresh
from tests.search.contract.oracle import Oracle

CORPUS = Path(os.environ.get("CORPUS") or FOLDER / "articles.jsonl")
ARTICLES, QUERIES = (2_000, 300) if "CORPUS" in os.environ else (100, 60)
FACETS = ("person", "place", "organization", "source", "section", "year", "month", "kind")
SEED = 7
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Drawn:
    query: str
    mode: str
    question: SearchQuery


@cache
def read() -> tuple[list[Document], Oracle]:
    annotate = Annotator().annotate
    articles = islice(read_articles(CORPUS), ARTICLES)
    documents = [document(annotate(article).row(pk)) for pk, article in enumerate(articles, start=1)]
    return documents, Oracle(documents)


@pytest.fixture(scope="module")
def view(engine_name, tmp_path_factory) -> Iterator[View]:
    documents, _ = read()
    with fresh(engine_name, tmp_path_factory.mktemp("corpus")) as engine:
        with engine.build(lambda _: ()) as builder:
            for start in range(0, len(documents), 700):
                builder.add(documents[start : start + 700])
        engine.write(documents[:50], gone=range(1, 51))
        yield engine.view()


def queries(chance: random.Random, documents: list[Document]) -> Iterator[str]:
    """Every operator, with words and runs of words from random places of the articles."""

    def run(most: int) -> list[str]:
        while True:
            chosen = chance.choice(documents)
            words = [token.text for token in tokenize(chance.choice(chosen.sections).text)]
            start = chance.randrange(len(words)) if words else 0
            if found := [word for word in words[start : start + most] if _WORD.fullmatch(word)]:
                return found

    def word() -> str:
        return run(1)[0]

    makers = (
        word,
        lambda: f"{word()} {word()}",
        lambda: f"{word()} {word()} {word()}",
        lambda: " ".join(run(2)),
        lambda: f"{word()} أو {word()} أو {word()}",
        lambda: f"{word()} -{word()}",
        lambda: f"({word()} أو {word()}) {word()}",
        lambda: f'"{" ".join(run(2))}"',
        lambda: f'"{" ".join(run(3))}"',
        lambda: f'"{word()} {word()}"~{chance.randrange(2, 12)}',
        lambda: f'"{" ".join(reversed(run(3)))}"~{chance.randrange(2, 5)}',
        lambda: f"{word()[: chance.randrange(2, 5)]}*",
        lambda: f"{word()[:3]}* {word()}",
        lambda: f"العنوان:{word()}",
        lambda: f'العنوان:"{" ".join(run(2))}" أو {word()}',
        lambda: f"NOT {word()}",
        lambda: f"{word()} قبل:{chance.randrange(2012, 2026)}",
        lambda: f"{chance.randrange(1, 28)} {chance.choice(('يونيو', 'آذار', 'نوفمبر'))} {word()}",
        lambda: "",
    )
    while True:
        yield chance.choice(makers)()


def drawn() -> Iterator[Drawn]:
    chance = random.Random(SEED)
    documents, _ = read()
    days = sorted(each.record.first for each in documents if each.record.first)
    for query in islice(queries(chance, documents), QUERIES):
        filters: dict[str, c.Clause] = {"kind": c.Keys("kind", ("article",))}
        if chance.random() < 0.3:
            filters["date"] = c.Published(*sorted(chance.choices(days, k=2)))
        if chance.random() < 0.3:
            name = chance.choice(("person", "place", "source"))
            keys = chance.choice(documents).record.keys.get(name) or ("no such key",)
            filters[name] = c.Keys(name, keys)
            if chance.random() < 0.3:
                filters = {**filters, f"not_{name}": c.Not(c.Keys(name, keys[:1]))}
        if chance.random() < 0.1:
            filters["mentions"] = c.MentionsDate(chance.choice(days), None)
        mode = chance.choice(("exact", "spelling", "wide", "wide"))
        start = chance.choice((0, 0, 10, 35))
        question = SearchQuery(
            clause=compile_text(query, mode=mode, match=chance.choice(("all", "all", "any"))).clause,
            filters=filters,
            sort=chance.choice(
                ("relevance", "relevance", "newest", "oldest", (("source", True), ("published", False)))
            ),
            start=start,
            end=start + 10,
            facets=FACETS,
            facet_limit=chance.choice((5, 20, None)),
            selected={"source": ("no such key",)},
            count_clauses=(c.HasDate(), c.Published(dt.date(2024, 1, 1), None)),
        )
        yield Drawn(query, mode, question)


@pytest.mark.django_db
def test_drawn_queries_agree_with_the_oracle(view):
    _, oracle = read()
    hits = []
    for each in drawn():
        try:
            assert_agrees(view, oracle, each.question)
        except AssertionError as error:
            raise AssertionError(f"{each.query!r} in mode {each.mode}: {error}") from error
        hits.append(view.search(each.question).count)
    assert sum(1 for count in hits if count) > 0.4 * QUERIES  # that agreement is not about empty results


@pytest.mark.django_db
def test_wider_modes_match_more(view):
    documents, _ = read()
    for query in islice(queries(random.Random(SEED), documents), QUERIES // 2):
        if "NOT" in query or "-" in query:
            continue
        found = [
            set(view.search(SearchQuery(compile_text(query, mode=mode).clause, end=None)).pks)
            for mode in ("exact", "spelling", "wide")
        ]
        assert all(narrow <= wide for narrow, wide in pairwise(found)), query
