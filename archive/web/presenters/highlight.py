"""The passages of an article that a search led to: marked words, numbered through title and text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from archive import search
from archive.catalog.models import Article
from archive.search import SearchRequest
from archive.web.presenters.paragraph_html import MarkedWord

TITLE = -1
"""The place of the title among the paragraphs' positions."""


@dataclass(frozen=True)
class Highlights:
    """Marked words by a paragraph's position (TITLE: the title), and how many hits they make.

    A hit is one sought word, or several with nothing but space between them.
    """

    marks: Mapping[int, list[MarkedWord]] = field(default_factory=dict)
    count: int = 0

    @property
    def numbers(self) -> range:
        return range(1, self.count + 1)


def highlights(sought: SearchRequest | None, article: Article) -> Highlights:
    """What the search found in the article; nothing without a search. A generated title only repeats the text."""
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
