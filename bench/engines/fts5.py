"""SQLite FTS5 as a peer, fed with our tokens: stems in one column, spelling forms in another.

FTS5 holds one token per position, so words are matched in the column of stems (mode wide without the boosts of exact
forms), phrases and prefixes in that of spellings. The table stores its content, which SQLite before 3.43 needs for
deletions. Facets are counted by joining the hits with tables of keys, as a careful user of SQLite would write it.
"""

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from pathlib import Path

from archive.text import analyze, fold
from bench.engines.stages import THREE_FACETS, Row
from bench.engines.workload import Query

SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE VIRTUAL TABLE words USING fts5 (stem, spelling, tokenize = "unicode61 remove_diacritics 0");
CREATE TABLE article (pk INTEGER PRIMARY KEY, day INTEGER, month INTEGER, source TEXT);
CREATE INDEX article_day ON article (day);
CREATE TABLE place (pk INTEGER, key TEXT, PRIMARY KEY (pk, key)) WITHOUT ROWID;
"""
FOUND = "CREATE TEMP TABLE found AS SELECT article.pk AS pk, {score} AS score FROM {tables} WHERE {where}"
COUNTS = {
    "place": "SELECT key, count(*) n FROM found JOIN place USING (pk) GROUP BY key ORDER BY n DESC, key LIMIT 20",
    "source": "SELECT source, count(*) n FROM found JOIN article USING (pk) GROUP BY source ORDER BY n DESC, source LIMIT 20",
    "month": "SELECT month, count(*) n FROM found JOIN article USING (pk) WHERE month IS NOT NULL GROUP BY month",
}


class Fts5:
    name = "fts5"
    facets: tuple[tuple[str, ...], ...] = ((), THREE_FACETS)
    served = False

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "fts5.sqlite3"
        self.database = sqlite3.connect(self.path, isolation_level=None)
        self.database.execute("PRAGMA cache_size = -65536")
        self.database.execute("PRAGMA temp_store = MEMORY")

    def index(self, batches: Iterable[Sequence[Row]]) -> None:
        self.database.executescript(SCHEMA)
        self.database.execute("BEGIN")
        for row in chain.from_iterable(batches):
            self._insert(row)
        self.database.execute("COMMIT")
        self.database.execute("INSERT INTO words (words) VALUES ('optimize')")
        self.database.execute("ANALYZE")
        self.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def prepare(self, asked: Query, facets: tuple[str, ...]) -> Callable[[], int]:
        tables, where = ["article"], ["1"]
        parameters: list[str | int] = []
        match = match_expression(asked)
        if match:
            tables.append("words ON words.rowid = article.pk")
            where.append("words MATCH ?")
            parameters.append(match)
        if asked.first is not None and asked.last is not None:
            where.append("day BETWEEN ? AND ?")
            parameters += [asked.first, asked.last]
        score = "bm25(words)" if match else "-day"
        found = FOUND.format(score=score, tables=" JOIN ".join(tables), where=" AND ".join(where))
        return lambda: self._answer(found, parameters, facets)

    def _answer(self, found: str, parameters: list[str | int], facets: tuple[str, ...]) -> int:
        """Count hits, first ten and facets from a temporary table of all hits."""
        execute = self.database.execute
        execute("DROP TABLE IF EXISTS temp.found")
        execute(found, parameters)
        count: int = execute("SELECT count(*) FROM found").fetchone()[0]
        execute("SELECT pk FROM found ORDER BY score, pk DESC LIMIT 10").fetchall()
        for facet in facets:
            execute(COUNTS[facet]).fetchall()
        return count

    def change(self, row: Row) -> None:
        self.database.execute("BEGIN")
        for table, key in (("words", "rowid"), ("article", "pk"), ("place", "pk")):
            self.database.execute(f"DELETE FROM {table} WHERE {key} = ?", (row["pk"],))
        self._insert(row)
        self.database.execute("COMMIT")

    def size(self) -> int:
        return sum(path.stat().st_size for path in self.path.parent.iterdir())

    def server_seconds(self) -> float:
        return 0.0

    def _insert(self, row: Row) -> None:
        stems, spellings = tokens((row["title"], *row["paragraphs"]))
        day = row["day"]
        month = None if day is None else _month(day)
        self.database.execute(
            "INSERT INTO words (rowid, stem, spelling) VALUES (?, ?, ?)", (row["pk"], stems, spellings)
        )
        self.database.execute("INSERT INTO article VALUES (?, ?, ?, ?)", (row["pk"], day, month, row["source"]))
        places = ((row["pk"], key) for key in row["keys"].get("place", ()))
        self.database.executemany("INSERT INTO place VALUES (?, ?)", places)


def tokens(texts: Iterable[str]) -> tuple[str, str]:
    """The stems and the spelling forms of the texts, in order."""
    terms = [term for text in texts for term in analyze(text)]
    return " ".join(term.stem for term in terms), " ".join(term.spelling for term in terms)


def match_expression(asked: Query) -> str:
    """The query in FTS5 syntax; empty if it has no words."""
    if asked.kind == "prefix":
        return f"spelling : {_quoted(fold(asked.words[0]))} *"
    stems, spellings = tokens(asked.words)
    if asked.kind == "phrase":
        return f"spelling : {_quoted(spellings)}"
    return (" OR " if asked.kind == "any" else " AND ").join(f"stem : {_quoted(stem)}" for stem in stems.split())


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _month(day: int) -> int:
    date = dt.date.fromordinal(day)
    return date.year * 12 + date.month - 1
