"""Addresses of the site's pages and static files, by their names.

They begin with the prefix under which a proxy serves the site (`server/forwarding`), which differs between requests:
nothing that is cached here is used under another prefix.
"""

from functools import lru_cache

from django.templatetags.static import static
from django.urls import get_script_prefix, reverse


def page_url(name: str, *parts: str) -> str:
    """The address of a view; `parts` are its arguments. Raises NoReverseMatch for an unknown name."""
    return _page_url(get_script_prefix(), name, parts)


def static_url(path: str) -> str:
    """The address of a static file."""
    return _static_url(get_script_prefix(), path)


@lru_cache(maxsize=4_096)
def _page_url(prefix: str, name: str, parts: tuple[str, ...]) -> str:
    """`prefix` is the current one, which `reverse` reads."""
    return reverse(name, args=parts)


@lru_cache(maxsize=256)
def _static_url(prefix: str, path: str) -> str:
    """`prefix` is the current one, which the storage reads."""
    return static(path)


def web_address(address: str) -> str:
    """The address if its scheme is http or https, else an empty string: no link may run `javascript:`."""
    return address if address.startswith(("https://", "http://")) else ""


def article_url(key: str, query: str = "") -> str:
    """An article's page; `query` is the query string of the search whose words it highlights."""
    path = page_url("article", key)
    return f"{path}?{query}" if query else path


def entity_url(key: str) -> str:
    return page_url("entity", key)


def source_url(key: str) -> str:
    return page_url("source", key)
