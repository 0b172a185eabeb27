"""Every front that shows the articles of a search, and how to read from it which they are.

A new front is one line in FRONTS.
"""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode, urlsplit
from xml.etree import ElementTree

from django.http import QueryDict
from django.test import Client

from archive.catalog.models import Article
from archive.desk.selectors import found_pks
from archive.web.batch_search import SINGLE
from archive.web.presenters.saved_search import saved_request, stored_query
from archive.web.query_string import ParameterError, parse_request

Params = dict[str, list[str]]
Read = Callable[[Client, Params], list[str] | None]
PLACES = ("page", "per_page", "cursor")


@dataclass(frozen=True)
class Front:
    """`read` returns the ids of the articles in order, None for a search that this front refuses to keep or to count."""

    name: str
    read: Read
    defaults: Mapping[str, str] = field(default_factory=dict)
    """What it understands where a parameter is not given, other than the JSON of a search does."""
    is_whole: bool = False
    """Shows everything that is found, not a page of it."""
    ignores: frozenset[str] = frozenset()
    """Parameters that make no difference to it. Where `sort` is one, the articles are in no order."""

    def agrees(self, found: list[str], wanted: list[str]) -> bool:
        return Counter(found) == Counter(wanted) if "sort" in self.ignores else found == wanted


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


def batch(client: Client, params: Params) -> list[str] | None:
    """What the link beside a row's count leads to."""
    row = {"row": "1", "q": "", **{name: "|".join(values) for name, values in params.items() if name not in SINGLE}}
    table = io.StringIO()
    csv.writer(table).writerows((row, row.values()))
    answer = client.post("/search/batch/", {"lines": table.getvalue(), "format": "csv"})
    assert answer.status_code == 200, (params, answer.content.decode()[-300:])
    (counted,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    if counted["error"]:
        return None
    found = export(client, parse_qs(urlsplit(counted["url"]).query))
    assert len(found) == int(counted["count"]), params
    return found


def alert(client: Client, params: Params) -> list[str] | None:
    """What is new to an alert on this search when every article is."""
    kept = stored_query(parse_request(QueryDict(urlencode(params, doseq=True))))
    try:
        pks = found_pks(saved_request(kept))
    except ParameterError:
        return None
    return list(Article.objects.filter(pk__in=pks).values_list("key", flat=True))


FRONTS = (
    Front("page", page),
    Front("feed", feed, {"group": "none", "sort": "added"}),
    Front("export", export, {"group": "none"}, is_whole=True),
    Front("batch", batch, {"group": "none"}, is_whole=True, ignores=SINGLE),
    Front("alert", alert, {"group": "none"}, is_whole=True, ignores=SINGLE),
)


def json_page(client: Client, params: Params) -> dict:
    return json.loads(got(client, "/api/v1/search", params))


def expected(client: Client, front: Front, params: Params) -> list[str]:
    """The ids that the JSON of the same search names."""
    heard = {name: values for name, values in params.items() if name not in front.ignores}
    asked = {**{name: [value] for name, value in front.defaults.items()}, **heard}
    if not front.is_whole:
        return [hit["id"] for hit in json_page(client, asked)["results"]]
    asked = {name: values for name, values in asked.items() if name not in PLACES}
    found, cursor = [], {}
    while cursor is not None:
        answer = json_page(client, {**asked, "per_page": ["100"], **cursor})
        found += [hit["id"] for hit in answer["results"]]
        cursor = {"cursor": [answer["next"]]} if answer["next"] else None
    return found
