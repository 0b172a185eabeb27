import pytest

from archive.search import SearchRequest, SearchUnavailableError
from archive.web.search_fallback import or_default, search_or_empty


def unavailable(*_):
    raise SearchUnavailableError("no engine")


def test_without_the_engine_a_page_of_results_is_empty_and_says_so():
    request = SearchRequest(q="a")
    page = search_or_empty(unavailable, request)
    assert (page.request, page.count, page.available) == (request, 0, False)


def test_with_the_engine_its_own_answer_is_returned():
    assert or_default(lambda: 1, 0) == 1


def test_without_the_engine_the_default_is_returned_and_logged(caplog):
    assert or_default(unavailable, 0) == 0
    assert "no engine" in caplog.text


def test_other_errors_are_not_hidden():
    with pytest.raises(ZeroDivisionError):
        or_default(lambda: 1 // 0, 0)
