"""Pagination: links to the first, the last and the neighbouring pages."""

from dataclasses import dataclass, replace

from archive.search import ResultPage
from archive.web.query_string import search_url

NEIGHBOURS = 2
"""Pages linked on either side of the current one."""


@dataclass(frozen=True)
class PageLink:
    """`number` is None for a gap between page numbers."""

    number: int | None
    link: str = ""
    current: bool = False


@dataclass(frozen=True)
class Pagination:
    links: tuple[PageLink, ...]
    previous: str | None
    next: str | None


def paginate(page: ResultPage) -> Pagination | None:
    """None if all results fit on one page."""
    if page.request.cursor is not None:
        return _after_cursor(page)
    if page.pages < 2:
        return None
    current = page.request.page

    def address(number: int) -> str:
        return search_url(replace(page.request, page=number))

    near = range(current - NEIGHBOURS, current + NEIGHBOURS + 1)
    numbers = sorted({1, page.pages, *(number for number in near if 1 <= number <= page.pages)})
    links: list[PageLink] = []
    for before, number in zip([0, *numbers], numbers, strict=False):
        if number - before > 1:
            links.append(PageLink(None))
        links.append(PageLink(number, address(number), number == current))
    return Pagination(
        tuple(links),
        address(current - 1) if 1 < current <= page.pages else None,
        address(current + 1) if current < page.pages else None,
    )


def _after_cursor(page: ResultPage) -> Pagination | None:
    """Results after a cursor have no number of a page: only the way on."""
    return Pagination((), None, search_url(replace(page.request, cursor=page.next))) if page.next else None
