"""Addresses of the site's pages, by the names that `urls` gives them."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=4_096)
def page_url(name: str, *parts: str) -> str:
    """The address of a view; `parts` are its arguments. Raises NoReverseMatch for an unknown name."""
    return reverse(name, args=parts)


def article_url(key: str, query: str = "") -> str:
    """An article's page; `query` is the query string of the search whose words it highlights."""
    path = page_url("article", key)
    return f"{path}?{query}" if query else path


def entity_url(key: str) -> str:
    return page_url("entity", key)


def source_url(key: str) -> str:
    return page_url("source", key)
