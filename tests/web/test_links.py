import pytest
from django.test.utils import override_script_prefix
from django.urls import NoReverseMatch

from archive.web.links import article_url, entity_url, page_url, source_url, static_url


def test_pages_are_addressed_by_the_names_of_their_views():
    assert page_url("home") == "/"
    assert page_url("api-search") == "/api/v1/search"


def test_an_unknown_name_is_an_error():
    with pytest.raises(NoReverseMatch):
        page_url("nowhere")


def test_an_article_is_addressed_with_the_words_to_highlight():
    assert article_url("abc") == "/articles/abc/"
    assert article_url("abc", "q=a") == "/articles/abc/?q=a"


def test_entities_and_sources_are_addressed_by_their_keys():
    assert (entity_url("abc"), source_url("abc")) == ("/entities/abc/", "/sources/abc/")


@pytest.mark.parametrize("prefix", ["/archive/", "/a/b/"])
def test_addresses_begin_with_the_prefix_of_the_request_and_never_with_that_of_another(prefix):
    def addresses():
        return (page_url("home"), page_url("article", "x"), article_url("x", "q=a"), static_url("css/base.css"))

    plain = addresses()
    with override_script_prefix(prefix):
        assert addresses() == tuple(prefix.rstrip("/") + address for address in plain)
    assert addresses() == plain == ("/", "/articles/x/", "/articles/x/?q=a", "/static/css/base.css")
