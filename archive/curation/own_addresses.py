"""Addresses that a request names as the page to go on to."""

from urllib.parse import urlsplit

from django.urls import Resolver404, get_script_prefix, resolve


def own_address(address: str) -> str:
    """The address if it is the path of a page of the site, with or without a query; else ""."""
    if not address.startswith("/") or address.startswith(("//", "/\\")) or not address.isprintable():
        return ""
    try:
        wanted = urlsplit(address).path
        prefix = get_script_prefix()
        resolve("/" + wanted.removeprefix(prefix) if wanted.startswith(prefix) else wanted)
    except (Resolver404, ValueError):
        return ""
    return address
