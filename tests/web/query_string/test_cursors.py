import pytest
from django.http import QueryDict

from archive.search import Cursor, SearchRequest
from archive.web.query_string import ParameterError, cursor_text, parse_request, query_string, with_changes
from archive.web.query_string.cursors import MAX_CURSOR_LENGTH, decode_cursor, encode_cursor

CURSOR = Cursor(20, (7, 5, 2**40))


def read(query: str) -> SearchRequest:
    return parse_request(QueryDict(query))


def test_a_cursor_comes_back_from_its_own_text():
    assert decode_cursor(encode_cursor(CURSOR, "q=x"), "q=x") == CURSOR
    most = Cursor(10**8, tuple(range(2**52, 2**52 + 5)))
    assert len(encode_cursor(most, "q=x")) < MAX_CURSOR_LENGTH


@pytest.mark.parametrize("text", ["", "x", "!!", "bnVsbA", "WzFd", "e30", "ءاب", "W10=", "x" * 500])
def test_other_text_is_no_cursor(text):
    assert decode_cursor(text, "q=x") is None


def test_a_request_with_a_cursor_comes_back_from_its_query_string():
    request = SearchRequest(q="ميناء", sort="added", per_page=50, explain=True, cursor=CURSOR)
    assert read(query_string(request)) == request


def test_a_cursor_of_another_search_is_refused():
    text = cursor_text(SearchRequest(q="x"), CURSOR)
    assert read(f"q=x&cursor={text}&per_page=50").cursor == CURSOR
    for query in ("q=y", "q=x&sort=oldest", "q=x&group=none", "q=x&group=story", "q=x&person=a", ""):
        with pytest.raises(ParameterError, match="cursor"):
            read(f"{query}&cursor={text}")


def test_a_cursor_with_a_page_is_refused():
    text = cursor_text(SearchRequest(q="x"), CURSOR)
    for page in (1, 2):
        with pytest.raises(ParameterError, match=r"page.*cursor"):
            read(f"q=x&cursor={text}&page={page}")


def test_a_changed_search_begins_at_its_first_result():
    assert with_changes(SearchRequest(cursor=CURSOR), sort="oldest").cursor is None
