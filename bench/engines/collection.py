"""The folder that one size is measured in: articles.jsonl, workload.json, and for every subject a folder of its own."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

from bench.engines.articles import Annotator, Article, read_articles
from bench.engines.growth import grown
from bench.engines.workload import Asked, Workload, draw, word_counts

PARTS = ("warming", "0", "3", "7")
"""A workload to warm up with, and one for each number of facets: no timed words were asked before."""


def write_articles(source: Path, target: Path, size: int, *, seed: int = 7) -> None:
    """The first `size` articles that grow from a JSON lines file, annotated, as lines numbered from 1.

    The first articles of a larger size are those of a smaller one, so that one file serves all sizes.
    """
    annotate = Annotator().annotated
    articles = [annotate(article) for article in read_articles(source)]
    with target.open("w", encoding="utf-8") as file:
        for pk, article in enumerate(grown(articles, size, seed=seed), start=1):
            file.write(_line(article, pk))


def read_rows(path: Path, size: int | None = None) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in islice(file, size):
            yield json.loads(line)


def write_workload(rows: Iterable[dict[str, Any]], target: Path, *, queries: int, seed: int = 7) -> None:
    """Draw workloads from the articles: one to warm up with, and one to time for each number of facets."""
    words = word_counts(rows)
    drawn = {name: draw(words, queries, seed=seed + number) for number, name in enumerate(PARTS)}
    rendered = {
        part: {name: [asdict(asked) for asked in asks] for name, asks in workload.items()}
        for part, workload in drawn.items()
    }
    target.write_text(json.dumps(rendered, ensure_ascii=False, indent=1), encoding="utf-8")


def read_workload(path: Path) -> dict[str, Workload]:
    """The workloads by name (`PARTS`)."""
    return {
        part: {
            name: [Asked(**{**one, "words": tuple(one["words"])}) for one in asks] for name, asks in workload.items()
        }
        for part, workload in json.loads(path.read_text(encoding="utf-8")).items()
    }


def _line(article: Article, pk: int) -> str:
    return json.dumps(article.row(pk), ensure_ascii=False, separators=(",", ":")) + "\n"
