"""The indices behind the alias: created, built while the current one serves, swapped, dropped.

    khizana                the alias that queries and writes go to
    khizana-building       the alias of the index being built: writes go there, too
    khizana-g-0            the first index; khizana-g-20240620-101500-3fa4c1 and so on those that were built
    khizana-control        tickets and the builder's lease (`tickets`)

A change made while a generation is built goes to both, with a ticket above the builder's, so that what the builder read
earlier is dropped there. A writer that did not see the second alias had its change in the database before the builder read.
"""

import secrets
import time
from contextlib import suppress
from typing import Any

from opensearchpy import OpenSearch as Client
from opensearchpy.exceptions import NotFoundError, RequestError

from archive.search.engine.contract import IndexInfo
from archive.search.engine.opensearch.address import Address
from archive.search.engine.opensearch.connection import WRITE_TIMEOUT_S
from archive.search.engine.opensearch.mapping import FORMAT, template
from archive.text import analysis_version

SLOW = {"request_timeout": WRITE_TIMEOUT_S}


class Generations:
    def __init__(self, client: Client, address: Address) -> None:
        self.client = client
        self.address = address
        self.serving = address.index
        self.building = f"{address.index}-building"

    def behind(self, alias: str) -> list[str]:
        """The indices behind an alias, ascending."""
        try:
            return sorted(self.client.indices.get_alias(name=alias))
        except NotFoundError:
            return []

    def info(self) -> IndexInfo | None:
        """What the current index was built with."""
        try:
            found = self.client.indices.get_mapping(index=self.serving)
        except NotFoundError:
            return None
        meta = [mapping["mappings"].get("_meta", {}) for _, mapping in sorted(found.items())][-1]
        known = meta.get("format") == FORMAT
        return IndexInfo(
            analysis=str(meta.get("analysis", "")), created=float(meta.get("created", 0.0)), readable=known
        )

    def begin(self) -> None:
        """Create the first index, if there is none; of several processes that try at once, one succeeds.

        It gets its alias when it can be searched: until then queries find no index and return nothing.
        """
        first = f"{self.serving}-g-0"
        try:
            self._create(first)
        except RequestError as error:
            if error.error != "resource_already_exists_exception":
                raise
            self.client.cluster.health(index=first, params={"wait_for_status": "yellow", **SLOW})
        self.client.indices.put_alias(index=first, name=self.serving, params=SLOW)
        indices = self.behind(self.serving)
        if len(indices) > 1 and first in indices:  # a generation was built meanwhile
            self._drop([first])

    def create(self) -> str:
        """An index to be filled while the current one serves; one that a dead builder left is dropped."""
        self._drop(self.behind(self.building))
        name = f"{self.serving}-g-{time.strftime('%Y%m%d-%H%M%S', time.gmtime())}-{secrets.token_hex(3)}"
        self._create(name, self.building)
        return name

    def replace_current(self, name: str) -> None:
        """Point the alias to an index, and drop those it replaces: in one step."""
        actions: list[dict[str, Any]] = [{"add": {"index": name, "alias": self.serving}}]
        actions += [{"remove": {"index": name, "alias": self.building}}] if name in self.behind(self.building) else []
        actions += [{"remove_index": {"index": old}} for old in self.behind(self.serving) if old != name]
        self.client.indices.update_aliases(body={"actions": actions}, params=SLOW)

    def drop(self, name: str) -> None:
        self._drop([name])

    def drop_all(self) -> None:
        """Every index of this name and their template."""
        self._drop([f"{self.serving}-g-0", *self.behind(self.serving), *self.behind(self.building)])
        with suppress(NotFoundError):
            self.client.indices.delete_index_template(name=self.serving)

    def _drop(self, names: list[str]) -> None:
        if names:
            self.client.indices.delete(index=",".join(names), params={**SLOW, "ignore_unavailable": "true"})

    def _create(self, name: str, *aliases: str) -> None:
        self.client.indices.put_index_template(name=self.serving, body=template(self.address))
        meta = {"analysis": analysis_version(), "created": time.time(), "format": FORMAT}
        body = {"aliases": {alias: {} for alias in aliases}, "mappings": {"_meta": meta}}
        self.client.indices.create(index=name, body=body, params={**SLOW, "wait_for_active_shards": "1"})
