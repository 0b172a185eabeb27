import asyncio

import pytest

from archive.web.server import bodies
from archive.web.server.bodies import BodyError, BodyReceiver, client_group
from tests.web.server.event_loop import run_in_loop

KB = 1 << 10


class Stream:
    """A body in parts; after the last it is complete, or stays away until `arrived` is set."""

    def __init__(self, *parts: bytes, complete: bool = True):
        self.parts, self.complete, self.arrived = list(parts), complete, asyncio.Event()

    async def __aiter__(self):
        for part in self.parts:
            yield part
        if not self.complete:
            await self.arrived.wait()


def run(test):
    run_in_loop(asyncio.wait_for(test, 30))


async def begin(receiver, stream, client="192.0.2.1", length=0) -> asyncio.Task:
    task = asyncio.ensure_future(receiver.receive(stream, client, length))
    for _ in range(10):
        await asyncio.sleep(0)
    return task


async def status(task) -> int:
    with pytest.raises(BodyError) as raised:
        await task
    return raised.value.status


@pytest.mark.parametrize("parts", [(), (b"one",), (b"one", b"two", b""), (b"x" * 200_000, b"y")])
def test_a_body_is_received_whole(parts):
    async def test():
        assert await BodyReceiver().receive(Stream(*parts), "192.0.2.1", 0) == b"".join(parts)

    run(test())


@pytest.mark.parametrize("content", [b"", b"amount=1", b"amount=1000000"])
def test_a_form_cut_short_is_not_taken_for_a_whole_one(content):
    async def test():
        assert await status(await begin(BodyReceiver(), Stream(content), length=10)) == 400

    run(test())


@pytest.mark.parametrize("parts", [(), (b"begun",)])
def test_a_body_that_stays_away_is_late(parts):
    async def test():
        receiver = BodyReceiver(idle_timeout_s=0.02)
        assert await status(await begin(receiver, Stream(*parts, complete=False))) == 408
        assert receiver._cost == 0

    run(test())


def test_a_body_that_arrives_in_drops_is_late_in_the_end():
    class Drops(Stream):
        async def __aiter__(self):
            while True:
                yield b"x"
                await asyncio.sleep(0.01)

    async def test():
        assert await status(await begin(BodyReceiver(idle_timeout_s=5, timeout_s=0.05), Drops())) == 408

    run(test())


@pytest.mark.parametrize(
    ("parts", "length"),
    [((), bodies.MAX_BODY_BYTES + 1), ((b"x" * (bodies.MAX_BODY_BYTES + 1),), 0), ((b"x" * (1 << 20),) * 5, 0)],
)
def test_a_body_over_the_limit_is_refused(parts, length):
    async def test():
        receiver = BodyReceiver()
        assert await status(await begin(receiver, Stream(*parts), length=length)) == 413
        assert receiver._cost == 0

    run(test())


def test_the_client_that_holds_most_gives_way_its_oldest_body_first():
    async def test():
        receiver = BodyReceiver(budget=10 * bodies.BODY_COST_BYTES + KB)
        other = Stream(complete=False)
        first = await begin(receiver, other, "198.51.100.1")
        held = [await begin(receiver, Stream(complete=False), "203.0.113.1") for _ in range(9)]
        assert not any(task.done() for task in held)
        assert await receiver.receive(Stream(b"form"), "198.51.100.2", 4) == b"form"
        assert await status(held[0]) == 503
        assert not any(task.done() for task in held[1:])
        other.arrived.set()
        assert await first == b""
        for task in held[1:]:
            task.cancel()

    run(test())


def test_bytes_count_as_bodies_do():
    async def test():
        receiver = BodyReceiver(budget=1 << 20)
        small = await begin(receiver, Stream(complete=False), "198.51.100.1")
        large = await begin(receiver, Stream(b"x" * 900 * KB, complete=False), "203.0.113.1")
        assert await receiver.receive(Stream(b"x" * 100 * KB), "198.51.100.2", 0)
        assert await status(large) == 503
        assert not small.done()
        small.cancel()

    run(test())


def test_while_one_client_opens_bodies_without_end_anothers_form_gets_through():
    async def test():
        receiver = BodyReceiver(budget=20 * bodies.BODY_COST_BYTES + KB)
        held = [await begin(receiver, Stream(complete=False), f"2001:db8::{number:x}") for number in range(100)]
        assert sum(not task.done() for task in held) <= 20
        assert await receiver.receive(Stream(b"form"), "198.51.100.2", 4) == b"form"
        for task in held:
            task.cancel()
        await asyncio.gather(*held, return_exceptions=True)

    run(test())


@pytest.mark.parametrize(
    ("address", "group"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::9", "2001:db8:1:2::"),
        ("", ""),
    ],
)
def test_a_client_has_a_network_of_64_bits_for_itself(address, group):
    assert client_group(address) == group
