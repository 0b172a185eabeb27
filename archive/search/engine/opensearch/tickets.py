"""The control index: which of two writes is the newer one, and who is building a generation.

A write draws a ticket before it reads the record; the number of the ticket is the version of all it writes. The cluster keeps
what came with the highest version, so of two workers whose writes arrive out of order the later reader wins: whatever he
read, he read after the change that the other one was to bring. Tickets are milliseconds since 1970, and above each other
even where clocks are not.

Who builds holds a lease that he renews every few seconds; one that is not renewed is anybody's to take.
"""

import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from opensearchpy import OpenSearch as Client
from opensearchpy.exceptions import ConflictError, NotFoundError, OpenSearchException, RequestError

from archive.search.engine.contract import IndexBusyError, SearchUnavailableError
from archive.search.engine.opensearch.address import Address
from archive.search.engine.opensearch.connection import WRITING, reaching

RENEWED, LEASE = 2.0, 10.0
"""Seconds between two renewals, and until a lease that was not renewed is given up."""
ALIVE = 60.0
"""Seconds since its last renewal in which a builder on another machine, whose clock may be off, is said to be at work."""
ATTEMPTS = 20


class Tickets:
    def __init__(self, client: Client, address: Address) -> None:
        self.client = client
        self.address = address
        self.index = f"{address.index}-control"

    def draw(self) -> int:
        """A number above all that were drawn before."""
        number = int(time.time() * 1000)
        for _ in range(ATTEMPTS):
            try:
                self._put("ticket", {}, version=number, version_type="external")
            except ConflictError:
                number = max(number, self._version("ticket")) + 1
            else:
                return number
        raise IndexBusyError(f"So many others write to {self.address} that no ticket could be drawn.")

    def begin(self) -> None:
        """Make the control index where there is none."""
        body = {
            "settings": {"index": {"number_of_shards": 1, "auto_expand_replicas": "0-2", "hidden": True}},
            "mappings": {"enabled": False},
        }
        try:
            self.client.indices.create(index=self.index, body=body, params={"wait_for_active_shards": "1"})
        except RequestError as error:
            if error.error != "resource_already_exists_exception":
                raise

    def drop(self) -> None:
        self.client.indices.delete(index=self.index, params={"ignore_unavailable": "true"})

    # The lease of the one who builds

    @contextmanager
    def lease(self) -> Iterator["Lease"]:
        """Raises IndexBusyError where another is building."""
        with reaching(self.address, patient=True):
            lease = Lease(self, self._take())
        lease.start()
        try:
            yield lease
        finally:
            lease.stop()
            with suppress(OpenSearchException):
                if not lease.lost:
                    self.client.delete(index=self.index, id="builder")

    def building(self) -> bool:
        """Whether somebody renewed the lease a short while ago."""
        try:
            held = self.client.get(index=self.index, id="builder")
        except NotFoundError:
            return False
        return abs(time.time() - float(held["_source"]["renewed"])) < ALIVE

    def _take(self) -> dict[str, Any]:
        """A lease that nobody holds; one that is held is watched until it is renewed, or has run out."""
        body = {"owner": uuid.uuid4().hex, "renewed": time.time()}
        with suppress(ConflictError):
            return self._put("builder", body, op_type="create")
        try:
            held = self.client.get(index=self.index, id="builder")
            deadline = time.monotonic() + LEASE
            while time.monotonic() < deadline:
                time.sleep(RENEWED / 4)
                if self.client.get(index=self.index, id="builder")["_seq_no"] != held["_seq_no"]:
                    raise IndexBusyError(f"A new generation of {self.address} is being built already.")
            return self._put("builder", body, if_seq_no=held["_seq_no"], if_primary_term=held["_primary_term"])
        except (ConflictError, NotFoundError) as error:
            raise IndexBusyError(f"Another has just begun or ended building {self.address}; try again.") from error

    def renew(self, held: dict[str, Any]) -> dict[str, Any]:
        """Raises ConflictError or NotFoundError where another has taken the lease."""
        body = {"renewed": time.time()}
        return self._put("builder", body, if_seq_no=held["_seq_no"], if_primary_term=held["_primary_term"])

    def _version(self, name: str) -> int:
        return int(self.client.get(index=self.index, id=name, params={"_source": "false"})["_version"])

    def _put(self, name: str, body: dict[str, Any], **given: Any) -> dict[str, Any]:
        params = {**given, "request_timeout": WRITING}
        found: dict[str, Any] = self.client.index(index=self.index, id=name, body=body, params=params)
        return found


class Lease(threading.Thread):
    """Renews until it is stopped; `lost` where another took it, or the cluster was away for too long."""

    def __init__(self, tickets: Tickets, held: dict[str, Any]) -> None:
        super().__init__(name="index-lease", daemon=True)
        self.tickets = tickets
        self.held = held
        self.lost = False
        self._over = threading.Event()

    def run(self) -> None:
        renewed = time.monotonic()
        while not self._over.wait(RENEWED):
            try:
                with reaching(self.tickets.address, patient=True):
                    self.held = self.tickets.renew(self.held)
                renewed = time.monotonic()
            except (ConflictError, NotFoundError):
                self.lost = True
                return
            except SearchUnavailableError:
                if time.monotonic() - renewed > LEASE:
                    self.lost = True
                    return

    def stop(self) -> None:
        self._over.set()
        self.join()
