"""Receive the bodies of requests: outside of the threads that compute, each by a deadline, all within one budget of memory.

A body that stays away costs neither a thread nor a place that another request needs. When all bodies together exceed the
budget, the oldest incomplete one of the client that holds most gives way: a form that arrives promptly gets through while others
hold thousands open. Bodies that are allowed to be large (`large_bodies`) go to a file and not into this budget.
"""

import asyncio
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from ipaddress import IPv6Address, ip_address
from pathlib import Path
from typing import IO, Any, Protocol

MAX_BODY_BYTES = 4 << 20
"""Above Django's limit of a form (DATA_UPLOAD_MAX_MEMORY_SIZE)."""
BUDGET_BYTES = 32 << 20
"""Of all bodies in a worker."""
BODY_COST_BYTES = 64 << 10
"""What a body counts before its first byte: at most 512 are open in a worker."""
IDLE_TIMEOUT_S = 10.0
"""Between two parts of a body."""
BODY_TIMEOUT_S = 60.0
"""For the whole body: 4 MB at 70 KB/s."""
LARGE_BODY_TIMEOUT_S = 1800.0
"""For the whole of a large body: 200 MB at 120 KB/s."""


class BodyError(Exception):
    """The body is not accepted; `status` is that of the response."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Stream(Protocol):
    def __aiter__(self) -> AsyncIterator[bytes]: ...


class _Body:
    """One body on its way in. `evicted` is done when it has to give way."""

    def __init__(self, client: str, limit: int = MAX_BODY_BYTES, file: IO[bytes] | None = None) -> None:
        self.client = client
        self.limit = limit
        self.content = bytearray()
        self.file = file
        self.size = 0
        self.cost = BODY_COST_BYTES
        self.evicted: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def take(self, part: bytes) -> int:
        """Keep a part; how many bytes of memory it takes."""
        self.size += len(part)
        if self.file is not None:
            self.file.write(part)
            return 0
        self.content += part
        self.cost += len(part)
        return len(part)


class BodyReceiver:
    """Receives the bodies of one event loop."""

    def __init__(
        self,
        *,
        budget: int = BUDGET_BYTES,
        idle_timeout_s: float = IDLE_TIMEOUT_S,
        timeout_s: float = BODY_TIMEOUT_S,
        folder: Path | None = None,
    ) -> None:
        self._folder = folder
        self._budget, self._idle_timeout_s, self._timeout_s = budget, idle_timeout_s, timeout_s
        self._incomplete: dict[_Body, None] = {}  # oldest first
        self._cost = 0

    async def receive(self, stream: Stream, client: str, length: int) -> bytes:
        """The whole body; `length` is what its header announces, 0 if nothing.

        Raises BodyError: 413 above MAX_BODY_BYTES, 408 too late, 503 if it had to give way, 400 if the client went away.
        """
        if length > MAX_BODY_BYTES:
            raise BodyError(413)
        body = _Body(client_group(client))
        await self._receive(body, stream, length, self._timeout_s)
        return bytes(body.content)

    async def receive_file(self, stream: Stream, client: str, length: int, limit: int) -> IO[bytes]:
        """The same for a body of up to `limit` bytes, in a temporary file without a name. Raises BodyError."""
        if length > limit:
            raise BodyError(413)
        file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 - closed by who reads it
        try:
            await self._receive(_Body(client_group(client), limit, file), stream, length, LARGE_BODY_TIMEOUT_S)
        except BaseException:
            file.close()
            raise
        file.seek(0)
        return file

    async def _receive(self, body: _Body, stream: Stream, length: int, timeout_s: float) -> None:
        self._incomplete[body] = None
        self._cost += body.cost
        try:
            self._make_room()
            await self._fill(body, stream, timeout_s)
            if length and body.size != length:
                raise BodyError(400)
        finally:
            self._incomplete.pop(body, None)
            self._cost -= body.cost
            body.evicted.cancel()

    async def _fill(self, body: _Body, stream: Stream, timeout_s: float) -> None:
        deadline = time.monotonic() + timeout_s
        parts = stream.__aiter__()
        while True:
            part = asyncio.ensure_future(_next_part(parts))
            timeout = min(self._idle_timeout_s, deadline - time.monotonic())
            waited: set[asyncio.Future[Any]] = {part, body.evicted}
            await asyncio.wait(waited, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
            if body.evicted.done() or not part.done():
                part.cancel()
                raise BodyError(503 if body.evicted.done() else 408)
            content = part.result()
            if content is None:
                return
            self._cost += body.take(content)
            if body.size > body.limit:
                raise BodyError(413)
            self._make_room()

    def _make_room(self) -> None:
        """Evict until the rest fits, the oldest body of the client whose bodies cost most first."""
        while self._cost > self._budget and self._incomplete:
            held: Counter[str] = Counter()
            for body in self._incomplete:
                held[body.client] += body.cost
            (client, _), *_ = held.most_common(1)
            victim = next(body for body in self._incomplete if body.client == client)
            del self._incomplete[victim]
            self._cost -= victim.cost
            victim.cost = 0
            victim.content.clear()
            victim.evicted.set_result(None)


async def _next_part(parts: AsyncIterator[bytes]) -> bytes | None:
    try:
        return await anext(parts)
    except StopAsyncIteration:
        return None


def client_group(address: str) -> str:
    """The address; of IPv6 its network of 64 bits, which one client has for itself."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    return str(IPv6Address(int(parsed) >> 64 << 64)) if isinstance(parsed, IPv6Address) else address
