"""Random searches: every parameter, with values that the archive has and some that it has not."""

import random
from collections.abc import Iterator

from django.test import Client

from archive.catalog.models import Article
from archive.search import KEYED_FACETS, SearchRequest, search
from archive.text import words
from archive.web.query_string.parameters import PARAMETERS
from tests.web.fronts.fronts import Params, json_page

CHOICES = {one.name: one.choices for one in PARAMETERS if one.choices}


class Draws:
    def __init__(self, client: Client, seed: int) -> None:
        self._client = client
        self._chance = random.Random(seed)
        counted = search(SearchRequest(kind="all", facet_limit=30)).facets
        self._keys = {
            name: [value.key for value in counted["person" if name == "speaker" else name]] + ["nobody"]
            for name in KEYED_FACETS
        }
        self._days = [value.key for name in ("year", "month") for value in counted[name]]
        rows = Article.objects.published().order_by("key")
        self._days += [row.published_value for row in rows if row.published_value]
        self._titles = [found for row in rows if len(found := words(row.display_title)) > 1]
        self._added = sorted(
            {row.raw_document.accessioned_at.isoformat() for row in rows.select_related("raw_document")}
        )

    def some(self, number: int) -> Iterator[Params]:
        for _ in range(number):
            yield self._one()

    def _one(self) -> Params:
        params: Params = {}
        if self._chance.random() < 0.7:
            params["q"] = [self._query()]
        for name, choices in CHOICES.items():
            if self._chance.random() < 0.25:
                params[name] = [self._chance.choice(choices)]
        for name in KEYED_FACETS:
            if self._chance.random() < 0.12:
                params[name] = self._chance.sample(self._keys[name], min(2, len(self._keys[name])))
            if self._chance.random() < 0.08:
                params[f"not_{name}"] = [self._chance.choice(self._keys[name])]
        if self._chance.random() < 0.08:
            params["names"] = self._chance.sample(self._keys["person"] + self._keys["place"], 2)
        self._add_days(params)
        self._add_place(params)
        return params

    def _query(self) -> str:
        title = self._chance.choice(self._titles)
        start = self._chance.randrange(len(title) - 1)
        one, two = title[start], title[start + 1]
        forms = (
            one,
            one,
            f"{one} {two}",
            f'"{one} {two}"',
            f"{one} أو {two}",
            f"{one} -{two}",
            f"{one[:3]}*",
            f"العنوان:{one}",
        )
        return self._chance.choice(forms)

    def _add_days(self, params: Params) -> None:
        for first, last in (("from", "to"), ("mentions_from", "mentions_to")):
            if self._chance.random() < 0.15:
                days = sorted(self._chance.choices(self._days, k=2))
                chosen = self._chance.choice(((first,), (last,), (first, last)))
                params |= {name: [days[0] if name == first else days[1]] for name in chosen}
        if self._chance.random() < 0.1:
            params["added_from"] = [self._chance.choice((self._added[0], self._added[-1], "2020-01-01"))]
        if self._chance.random() < 0.1:
            params["compare"] = [self._query()]

    def _add_place(self, params: Params) -> None:
        if self._chance.random() < 0.4:
            params["per_page"] = [str(self._chance.choice((1, 3, 10, 25, 100)))]
        if self._chance.random() < 0.15:
            params["page"] = [str(self._chance.choice((1, 2, 3, 50)))]
        elif self._chance.random() < 0.25:
            # a cursor belongs to an order and a grouping, and fronts have defaults of their own
            params |= {"group": params.get("group", ["none"]), "sort": params.get("sort", ["newest"])}
            following = json_page(self._client, {**params, "per_page": ["2"]})["next"]
            params |= {"cursor": [following]} if following else {}
