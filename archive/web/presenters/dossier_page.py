"""A page of a dossier's items, as its template reads it."""

from dataclasses import dataclass

from archive.catalog.models import Article
from archive.desk.models import Dossier
from archive.desk.selectors import ITEMS_PER_PAGE, Passage, ShownItem, items_on_page, live_items
from archive.web.links import article_url, page_url
from archive.web.presenters.text_parts import part_of


@dataclass(frozen=True)
class PlacedItem:
    """`place` is its number in the dossier, from 1; `link` leads to the article, of a passage to its paragraph."""

    place: int
    shown: ShownItem
    link: str


@dataclass(frozen=True)
class ItemsPage:
    items: list[PlacedItem]
    count: int
    number: int
    pages: int

    @property
    def first(self) -> int:
        """The place of the first one."""
        return (self.number - 1) * ITEMS_PER_PAGE + 1


@dataclass(frozen=True)
class ConflictField:
    """A field that two people wrote: what is there now, and what the user wanted to save."""

    label: str
    name: str
    current: str
    mine: str
    is_long: bool = False


def items_page(dossier: Dossier, number: int) -> ItemsPage:
    """The last page if there are not so many."""
    count = live_items(dossier).count()
    pages = max(-(-count // ITEMS_PER_PAGE), 1)
    number = min(max(number, 1), pages)
    first = (number - 1) * ITEMS_PER_PAGE + 1
    placed = [
        PlacedItem(place, shown, passage_link(shown.article, shown.passage) if shown.article else "")
        for place, shown in enumerate(items_on_page(dossier, number), start=first)
    ]
    return ItemsPage(placed, count, number, pages)


def passage_link(article: Article, passage: Passage | None) -> str:
    """The article's page, at the paragraph of a passage that it still prints."""
    if passage is None or not passage.is_current:
        return article_url(article.key)
    part = part_of(passage.paragraph, len(article.paragraphs.all()))
    return f"{article_url(article.key, f'part={part}' if part else '')}#p{passage.paragraph + 1}"


def place_link(key: str, place: int, item: int) -> str:
    """The page of a dossier that shows the item at this place."""
    return f"{page_url('dossier', key)}?page={-(-place // ITEMS_PER_PAGE)}#item-{item}"
