"""The control index: the order of writes, and the lease of the process that builds a generation.

A write draws a ticket before it reads the database; the number of the ticket is the version of all documents it writes. The
cluster keeps the highest version, so if the writes of two workers arrive out of order, the later reader wins: it has read
the other's change, too. Tickets are milliseconds since 1970, increased where clocks disagree.

A builder renews its lease every few seconds; a lease that is not renewed may be taken over.
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
from archive.search.engine.opensearch.connection import WRITE_TIMEOUT_S, reaching

RENEW_INTERVAL_S, LEASE_S = 2.0, 10.0
"""Time between two renewals, and after which a lease that was not renewed expires."""
CLOCK_TOLERANCE_S = 60.0
"""A builder on another machine counts as active for this time after its last renewal: its clock may differ."""
MAX_DRAWS = 20


class Tickets:
    def __init__(self, client: Client, address: Address) -> None:
        self.client = client
        self.address = address
        self.index = f"{address.index}-control"

    def draw(self) -> int:
        """A number above all drawn before."""
        number = int(time.time() * 1000)
        for _ in range(MAX_DRAWS):
            try:
                self._put("ticket", {}, version=number, version_type="external")
            except ConflictError:
                number = max(number, self._version("ticket")) + 1
            else:
                return number
        raise IndexBusyError(f"No ticket could be drawn: too many processes write to {self.address}.")

    def begin(self) -> None:
        """Create the control index if there is none."""
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

    # The builder's lease

    @contextmanager
    def lease(self) -> Iterator["Lease"]:
        """Raises IndexBusyError if another process is building."""
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
        """Whether the lease was renewed a short time ago."""
        try:
            held = self.client.get(index=self.index, id="builder")
        except NotFoundError:
            return False
        return abs(time.time() - float(held["_source"]["renewed"])) < CLOCK_TOLERANCE_S

    def _take(self) -> dict[str, Any]:
        """Take the lease; if it is held, watch it until it is renewed or has expired."""
        body = {"owner": uuid.uuid4().hex, "renewed": time.time()}
        with suppress(ConflictError):
            return self._put("builder", body, op_type="create")
        try:
            held = self.client.get(index=self.index, id="builder")
            deadline = time.monotonic() + LEASE_S
            while time.monotonic() < deadline:
                time.sleep(RENEW_INTERVAL_S / 4)
                if self.client.get(index=self.index, id="builder")["_seq_no"] != held["_seq_no"]:
                    raise IndexBusyError(f"A new generation of {self.address} is being built already.")
            return self._put("builder", body, if_seq_no=held["_seq_no"], if_primary_term=held["_primary_term"])
        except (ConflictError, NotFoundError) as error:
            raise IndexBusyError(
                f"Another process has just started or finished building {self.address}; try again."
            ) from error

    def renew(self, held: dict[str, Any]) -> dict[str, Any]:
        """Raises ConflictError or NotFoundError if another process has taken the lease."""
        body = {"renewed": time.time()}
        return self._put("builder", body, if_seq_no=held["_seq_no"], if_primary_term=held["_primary_term"])

    def _version(self, name: str) -> int:
        return int(self.client.get(index=self.index, id=name, params={"_source": "false"})["_version"])

    def _put(self, name: str, body: dict[str, Any], **given: Any) -> dict[str, Any]:
        params = {**given, "request_timeout": WRITE_TIMEOUT_S}
        found: dict[str, Any] = self.client.index(index=self.index, id=name, body=body, params=params)
        return found


class Lease(threading.Thread):
    """Renews a lease until it is stopped; `lost` if another process took it, or the cluster was unreachable for too long."""

    def __init__(self, tickets: Tickets, held: dict[str, Any]) -> None:
        super().__init__(name="index-lease", daemon=True)
        self.tickets = tickets
        self.held = held
        self.lost = False
        self._over = threading.Event()

    def run(self) -> None:
        renewed = time.monotonic()
        while not self._over.wait(RENEW_INTERVAL_S):
            try:
                with reaching(self.tickets.address, patient=True):
                    self.held = self.tickets.renew(self.held)
                renewed = time.monotonic()
            except (ConflictError, NotFoundError):
                self.lost = True
                return
            except SearchUnavailableError:
                if time.monotonic() - renewed > LEASE_S:
                    self.lost = True
                    return

    def stop(self) -> None:
        self._over.set()
        self.join()
