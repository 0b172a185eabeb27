"""Highlighting in an article: the words of the query, grouped into hits that are numbered through title and text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from archive import search
from archive.catalog.models import Article
from archive.search import SearchRequest
from archive.web.presenters.paragraph_html import MarkedWord

TITLE = -1
"""The position that stands for the title; paragraphs count from 0."""


@dataclass(frozen=True)
class Highlights:
    """Marked words by paragraph position (or TITLE), and the number of hits.

    A hit is a run of matching words separated by white space only.
    """

    marks: Mapping[int, list[MarkedWord]] = field(default_factory=dict)
    count: int = 0

    @property
    def numbers(self) -> range:
        return range(1, self.count + 1)


def highlights(sought: SearchRequest | None, article: Article) -> Highlights:
    """Highlights of a search in an article; empty without a search. Generated titles are skipped: they repeat the text."""
    if sought is None:
        return Highlights()
    paragraphs = list(article.paragraphs.all())
    title = article.title or ""
    found = search.highlights(sought, [title, *(paragraph.text for paragraph in paragraphs)], titles=1)
    marks: dict[int, list[MarkedWord]] = {}
    count = 0
    places = [(TITLE, title), *((paragraph.position, paragraph.text) for paragraph in paragraphs)]
    for (position, text), words in zip(places, found, strict=True):
        before: int | None = None
        for word in words:
            opens = before is None or bool(text[before : word.start].strip())
            count += opens
            marks.setdefault(position, []).append(MarkedWord(word.start, word.end, count, opens))
            before = word.end
    return Highlights(marks, count)
