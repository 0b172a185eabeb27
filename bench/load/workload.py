"""What the actors do, drawn from an archive's SQLite file: queries, articles to edit, records to import in changed form.

The curators' articles and the imported records are different ones, so that each has one expected text in the end.
"""

import json
import random
import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_WORD = re.compile(r"[\u0621-\u064a]{3,}")


@dataclass(frozen=True)
class Workload:
    queries: list[str]
    """Two words of a title each."""
    edited: list[tuple[int, str]]
    """Primary key and public key of the articles that curators edit."""
    records: list[dict[str, Any]]
    """Fields of JSON lines that were imported before."""
    record_keys: list[str]
    """Public keys of the articles of these records."""


def draw_workload(database: Path, *, queries: int, edited: int, records: int, seed: int) -> Workload:
    """Raises ValueError if the archive has fewer articles imported from JSON lines than are needed."""
    chance = random.Random(seed)
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        pks = [pk for (pk,) in connection.execute(_ARTICLES)]
        if len(pks) < edited + records:
            raise ValueError(f"{database} has {len(pks)} articles of JSON lines; {edited + records} are needed.")
        drawn = chance.sample(pks, min(len(pks), edited + records + 2 * queries))
        rows = {pk: row for pk in drawn for row in connection.execute(_ARTICLE, [pk])}
    connection.close()
    lines = [rows[pk] for pk in drawn[edited : edited + records]]
    return Workload(
        queries=_queries((rows[pk][1] or "" for pk in drawn[edited + records :]), queries),
        edited=[(pk, rows[pk][0]) for pk in drawn[:edited]],
        records=[json.loads(content) for _, _, content in lines],
        record_keys=[key for key, _, _ in lines],
    )


def changed_record(record: dict[str, Any], marker: str) -> dict[str, Any]:
    """The record with a last paragraph that holds the marker."""
    body = record.get("body") or ""
    text = "\n".join(body) if isinstance(body, list) else str(body)
    return {**record, "body": f"{text}\n{marker}"}


def _queries(titles: Any, limit: int) -> list[str]:
    pairs = (words[:2] for title in titles if len(words := _WORD.findall(title)) >= 2)
    return list(dict.fromkeys(" ".join(pair) for pair in pairs))[:limit]


_ARTICLES = (
    "SELECT a.id FROM catalog_article a JOIN catalog_rawdocument r ON r.id = a.raw_document_id "
    "WHERE a.state = 'published' AND r.media_type = 'application/json' AND a.import_key LIKE 'record:%'"
)
_ARTICLE = (
    "SELECT a.key, a.title, r.content FROM catalog_article a JOIN catalog_rawdocument r ON r.id = a.raw_document_id "
    "WHERE a.id = ?"
)
