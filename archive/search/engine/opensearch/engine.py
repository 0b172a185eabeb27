"""The contract's Engine on an OpenSearch cluster, shared by any number of processes on any number of machines.

There is no lock: writes carry tickets (`tickets`), and the cluster keeps what was read last. If some documents of a write
fail, the others are written; writing all of them again is harmless.
"""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress

from opensearchpy.exceptions import NotFoundError

from archive.search.engine.contract import EngineState, IndexBusyError, IndexInfo, Read, SearchUnavailableError
from archive.search.engine.document import Document
from archive.search.engine.opensearch.address import parse_address
from archive.search.engine.opensearch.bulk import Item, send
from archive.search.engine.opensearch.connection import WRITE_TIMEOUT_S, connect, reaching
from archive.search.engine.opensearch.fields import source
from archive.search.engine.opensearch.generations import Generations
from archive.search.engine.opensearch.tickets import Lease, Tickets
from archive.search.engine.opensearch.view import OpenSearchView

INFO_TTL_S = 1.0
"""For this time the index's info is not requested again."""


class OpenSearch:
    name = "opensearch"

    def __init__(self, place: str) -> None:
        self.address = parse_address(place)
        self.place = str(self.address)
        self.client = connect(self.address)
        self.generations = Generations(self.client, self.address)
        self.tickets = Tickets(self.client, self.address)
        self._info: tuple[float, IndexInfo | None] | None = None
        self._mutex = threading.Lock()

    # Looking

    def view(self) -> OpenSearchView:
        return OpenSearchView(self.client, self.address, self.info())

    def info(self) -> IndexInfo | None:
        with self._mutex:
            known = self._info
            if known is None or known[1] is None or time.monotonic() - known[0] > INFO_TTL_S:
                with reaching(self.address):
                    self._info = time.monotonic(), self.generations.info()
                known = self._info
            return known[1]

    def doc_versions(self) -> dict[int, int]:
        return dict(self.view().doc_versions())

    def check(self, *, full: bool = False, pause: Callable[[], object] = lambda: None) -> None:
        """The cluster has checksums of its own: a damaged shard is one that does not answer."""

    def state(self) -> EngineState:
        view = self.view()
        with reaching(self.address):
            try:
                stats = self.client.indices.stats(index=self.address.index, metric="segments,store")
                total = stats["_all"]["total"]
            except NotFoundError:
                total = {"segments": {"count": 0}, "store": {"size_in_bytes": 0}}
            building = bool(self.generations.behind(self.generations.building)) and self.tickets.building()
        return EngineState(
            info=view.info,
            documents=view.count,
            segments=total["segments"]["count"],
            size=total["store"]["size_in_bytes"],
            building=building,
        )

    # Writing

    def write(self, documents: Iterable[Document], gone: Iterable[int] = ()) -> None:
        with reaching(self.address):
            ticket = self._begin()
            aliases = [self.generations.serving]
            aliases += [self.generations.building] if self.generations.behind(self.generations.building) else []
        # read all documents before anything is sent: if the database fails, nothing changes
        put = {document.pk: source(document) for document in documents}
        out = [pk for pk in dict.fromkeys(gone) if pk not in put]
        for alias in reversed(aliases):
            items = [Item(alias, ticket, pk, fields) for pk, fields in put.items()]
            items += [Item(alias, ticket, pk, None) for pk in out]
            missing = send(self.client, self.address, items)
            if missing and alias == self.generations.serving:
                self._forget()
                raise SearchUnavailableError(f"The index {self.place} disappeared during a write.")
        self._refresh(self.generations.serving)

    def clear(self) -> None:
        with reaching(self.address, patient=True):
            self._begin()
            name = self.generations.create()
            self.generations.replace_current(name)
        self._forget()

    def drop(self) -> None:
        """Delete the index and all that belongs to it."""
        with reaching(self.address, patient=True):
            self.generations.drop_all()
            self.tickets.drop()
        self._forget()

    @contextmanager
    def build(self, read: Read) -> Iterator["OpenSearchBuilder"]:
        """`read` is not needed: changes made meanwhile go to both generations, with tickets above the builder's."""
        with reaching(self.address, patient=True):
            self.tickets.begin()
        with self.tickets.lease() as lease:
            with reaching(self.address, patient=True):
                name = self.generations.create()
                ticket = self.tickets.draw()
            try:
                yield OpenSearchBuilder(self, ticket, lease)
                with reaching(self.address, patient=True):
                    self._refresh(name)
                    _hold(lease, self)
                    self.generations.replace_current(name)
            except BaseException:
                with suppress(SearchUnavailableError), reaching(self.address, patient=True):
                    self.generations.drop(name)
                raise
        self._forget()

    def _begin(self) -> int:
        """Draw a ticket; create the index if there is none."""
        if self._info is None or self._info[1] is None:
            self.tickets.begin()
            if not self.generations.behind(self.generations.serving):
                self.generations.begin()
                self._forget()
        return self.tickets.draw()

    def _forget(self) -> None:
        with self._mutex:
            self._info = None

    def _refresh(self, index: str) -> None:
        """Make what was written searchable."""
        with reaching(self.address, patient=True):
            self.client.indices.refresh(index=index, params={"request_timeout": WRITE_TIMEOUT_S})


class OpenSearchBuilder:
    """Fills the generation being built."""

    def __init__(self, engine: OpenSearch, ticket: int, lease: Lease) -> None:
        self.engine = engine
        self.ticket = ticket
        self.lease = lease

    def add(self, documents: Iterable[Document]) -> None:
        _hold(self.lease, self.engine)
        engine = self.engine
        items = (Item(engine.generations.building, self.ticket, doc.pk, source(doc)) for doc in documents)
        if send(engine.client, engine.address, items):
            raise IndexBusyError(
                f"The generation of {engine.place} that is being built was dropped by another process."
            )


def _hold(lease: Lease, engine: OpenSearch) -> None:
    if lease.lost:
        raise IndexBusyError(
            f"The cluster was unreachable for so long that another process may be building {engine.place}."
        )
