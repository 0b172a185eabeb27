"""Every front that shows the articles of a search, and how to read from it which they are.

A new front is one line in FRONTS.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode
from xml.etree import ElementTree

from django.test import Client

Params = dict[str, list[str]]
Read = Callable[[Client, Params], list[str]]
PLACES = ("page", "per_page", "cursor")


@dataclass(frozen=True)
class Front:
    """`read` returns the ids of the articles in order."""

    name: str
    read: Read
    defaults: Mapping[str, str] = field(default_factory=dict)
    """What it understands where a parameter is not given, other than the JSON of a search does."""
    is_whole: bool = False
    """Shows everything that is found, not a page of it."""


def got(client: Client, address: str, params: Params) -> bytes:
    answer = client.get(f"{address}?{urlencode(params, doseq=True)}")
    assert answer.status_code == 200, (address, params, answer.content.decode()[:300])
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def page(client: Client, params: Params) -> list[str]:
    html = got(client, "/search/", params).decode()
    return re.findall(r'<h3 class="hit__title[^"]*"><a href="/articles/([^/]+)/', html)


def feed(client: Client, params: Params) -> list[str]:
    atom = ElementTree.fromstring(got(client, "/search/feed/", params))
    return [one.text.rpartition("/")[2] for one in atom.iterfind("{*}entry/{*}id")]


def export(client: Client, params: Params) -> list[str]:
    lines = got(client, "/search/export.jsonl", params).decode().splitlines()
    return [json.loads(line)["export"]["id"] for line in lines]


FRONTS = (
    Front("page", page),
    Front("feed", feed, {"group": "none", "sort": "added"}),
    Front("export", export, {"group": "none"}, is_whole=True),
)


def json_page(client: Client, params: Params) -> dict:
    return json.loads(got(client, "/api/v1/search", params))


def expected(client: Client, front: Front, params: Params) -> list[str]:
    """The ids that the JSON of the same search names."""
    asked = {**{name: [value] for name, value in front.defaults.items()}, **params}
    if not front.is_whole:
        return [hit["id"] for hit in json_page(client, asked)["results"]]
    asked = {name: values for name, values in asked.items() if name not in PLACES}
    found, cursor = [], {}
    while cursor is not None:
        answer = json_page(client, {**asked, "per_page": ["100"], **cursor})
        found += [hit["id"] for hit in answer["results"]]
        cursor = {"cursor": [answer["next"]]} if answer["next"] else None
    return found
