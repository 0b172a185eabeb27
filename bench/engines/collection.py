"""The folder of one collection size: articles.jsonl, workload.json, and a folder for each subject's index."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

from bench.engines.articles import Annotator, Article, read_articles
from bench.engines.synthetic import grow
from bench.engines.workload import Query, Workload, draw, word_counts

PARTS = ("warming", "0", "3", "7")
"""One workload to warm up with and one for each number of facets, so that no timed query repeats an earlier one."""


def write_articles(source: Path, target: Path, size: int, *, seed: int = 7) -> None:
    """Write `size` annotated articles, real ones first, with primary keys from 1.

    A smaller size is a prefix of a larger one, so one file serves all sizes.
    """
    annotate = Annotator().annotate
    articles = [annotate(article) for article in read_articles(source)]
    with target.open("w", encoding="utf-8") as file:
        for pk, article in enumerate(grow(articles, size, seed=seed), start=1):
            file.write(_line(article, pk))


def read_rows(path: Path, size: int | None = None) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in islice(file, size):
            yield json.loads(line)


def write_workload(rows: Iterable[dict[str, Any]], target: Path, *, queries: int, seed: int = 7) -> None:
    """Draw the workloads of `PARTS` from the articles' own words."""
    words = word_counts(rows)
    drawn = {name: draw(words, queries, seed=seed + number) for number, name in enumerate(PARTS)}
    rendered = {
        part: {name: [asdict(asked) for asked in asks] for name, asks in workload.items()}
        for part, workload in drawn.items()
    }
    target.write_text(json.dumps(rendered, ensure_ascii=False, indent=1), encoding="utf-8")


def read_workload(path: Path) -> dict[str, Workload]:
    """The workloads by part (`PARTS`)."""
    return {
        part: {
            name: [Query(**{**one, "words": tuple(one["words"])}) for one in asks] for name, asks in workload.items()
        }
        for part, workload in json.loads(path.read_text(encoding="utf-8")).items()
    }


def _line(article: Article, pk: int) -> str:
    return json.dumps(article.row(pk), ensure_ascii=False, separators=(",", ":")) + "\n"
