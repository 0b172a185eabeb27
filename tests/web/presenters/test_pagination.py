from archive.search import ResultPage, SearchRequest
from archive.web.presenters.pagination import paginate


def page(number, pages):
    return ResultPage(
        request=SearchRequest(q="x", page=number), count=pages * 10, hits=(), facets={}, undated=0, pages=pages
    )


def test_one_page_needs_no_links():
    assert paginate(page(1, 1)) is None


def test_first_last_and_neighbours_are_linked_with_gaps_between():
    links = paginate(page(10, 50))
    assert [link.number for link in links.links] == [1, None, 8, 9, 10, 11, 12, None, 50]
    assert (links.previous, links.next) == ("/search/?q=x&page=9", "/search/?q=x&page=11")


def test_the_ends_have_one_neighbour():
    assert paginate(page(1, 3)).previous is None
    assert paginate(page(3, 3)).next is None


def test_a_page_past_the_last_has_neither_previous_nor_next():
    links = paginate(page(9, 3))
    assert (links.previous, links.next) == (None, None)
