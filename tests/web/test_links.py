import pytest
from django.urls import NoReverseMatch

from archive.web.links import article_url, entity_url, page_url, source_url


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
