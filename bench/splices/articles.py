"""The articles that are spliced: JSON lines with `title` and `body`, one paragraph a line."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from archive.ingest.page_text.labels import inline_related, is_boundary


class Article(NamedTuple):
    """An article as printed; `dated` is its day as ISO 8601, perhaps empty."""

    id: str
    title: str
    paragraphs: tuple[str, ...]
    author: str
    dated: str

    @property
    def is_mixed(self) -> bool:
        """Whether the publisher's text itself holds announcements of other stories."""
        return any(is_boundary(line) or inline_related(line) for line in self.paragraphs)

    @property
    def text(self) -> str:
        return "\n".join((self.title, *self.paragraphs))


def read_articles(path: Path) -> Iterator[Article]:
    """The articles of a file, compressed or not, that have a title and a paragraph."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            paragraphs = tuple(filter(None, map(str.strip, (record.get("body") or "").splitlines())))
            title = " ".join((record.get("title") or "").split())
            if title and paragraphs:
                yield Article(
                    str(record.get("id", "")),
                    title,
                    paragraphs,
                    record.get("author") or "",
                    (record.get("date") or "")[:10],
                )
