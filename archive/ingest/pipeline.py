"""Batches of documents, read ahead and written in order.

While the processes of a pool recognise the names of some batches, the importing process writes those before, and reads and plans
those after. What is written is what one process alone would write: a batch is planned ahead only if it shares no key
with one that is still to be written, and the writer plans again what a curator changed meanwhile.

Small imports need no other processes: these take longer to start than a few hundred articles to read.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from archive.catalog.database import patiently
from archive.ingest.import_plan import Counts
from archive.ingest.prepared import Prepared, RecognitionKilledError
from archive.ingest.recognizers.pool import RecognizerPool, processes_allowed
from archive.ingest.recognizers.process import collecting_seldom
from archive.ingest.record import DocumentRecord, Failure
from archive.ingest.stages import READING, RECOGNIZING, StageClock
from archive.ingest.writing import Writer

MIN_BATCHES = 3
"""Batches from which on an import uses several processes."""
KILLED = "each process that read its names was killed, perhaps for want of memory; it is not loaded"
Batch = Sequence[DocumentRecord]
Say = Callable[[str], object]


def batches_write(
    batches: Iterable[Batch], writer: Writer, clock: StageClock, say: Say, fail: Callable[[Failure], object]
) -> Iterator[Counts]:
    """Write all batches; the counts of each after it was written. Raises as `Writer.write`.

    `fail` is told which documents could not be read by any process, because each was killed; the others are written.
    """
    with collecting_seldom():
        yield from _written(batches, writer, clock, say, fail)


def _written(
    batches: Iterable[Batch], writer: Writer, clock: StageClock, say: Say, fail: Callable[[Failure], object]
) -> Iterator[Counts]:
    processes = 1 if writer.is_rehearsal else processes_allowed()
    timed = _timed(batches, clock)
    if processes == 1:
        for documents in timed:
            yield patiently(partial(writer.write, documents), say)
        return
    with RecognizerPool(processes, say) as pool:
        try:
            yield from _Ahead(writer, pool, clock, say, fail).write(timed)
        finally:
            clock.add(RECOGNIZING, pool.cpu_s)


class _Ahead:
    """Some batches ahead of the writer."""

    def __init__(
        self, writer: Writer, pool: RecognizerPool, clock: StageClock, say: Say, fail: Callable[[Failure], object]
    ) -> None:
        self._writer, self._pool, self._clock = writer, pool, clock
        self._say, self._fail = say, fail
        self._waiting: deque[Prepared] = deque()
        self._is_started = False
        self._most = max(MIN_BATCHES, pool.processes + 1)

    def write(self, batches: Iterator[Batch]) -> Iterator[Counts]:
        while True:
            try:
                documents = next(batches, None)
            except Exception:
                yield from self._written(0)  # what was read before
                raise
            if documents is None:
                break
            keys = {record.import_key for document in documents for record in document.records}
            if any(not keys.isdisjoint(each.keys) for each in self._waiting):
                yield from self._written(0)
            yield from self._written(self._most - 1)
            self._waiting.append(patiently(partial(self._writer.prepare, documents), self._say))
            self._start()
        yield from self._written(0)

    def _start(self) -> None:
        """Have recognised what waits, once there is enough."""
        if self._is_started:
            self._waiting[-1].submit(self._pool)
        elif len(self._waiting) == MIN_BATCHES:
            self._is_started = True
            self._clock.processes = self._pool.processes
            for each in self._waiting:
                each.submit(self._pool)

    def _written(self, left: int) -> Iterator[Counts]:
        """Write what was prepared first, until so many are left."""
        while len(self._waiting) > left:
            yield self._finish(self._waiting.popleft())

    def _finish(self, prepared: Prepared) -> Counts:
        try:
            return patiently(partial(self._writer.finish, prepared), self._say)
        except RecognitionKilledError as error:
            killed = {id(document) for document in error.documents}
            for document in error.documents:
                self._fail(Failure(document.name, KILLED))
            rest = [document for document in prepared.documents if id(document) not in killed]
            again = patiently(partial(self._writer.prepare, rest), self._say)
            again.plan.read = prepared.plan.read
            again.submit(self._pool)
            return self._finish(again)


def _timed(batches: Iterable[Batch], clock: StageClock) -> Iterator[Batch]:
    iterator = iter(batches)
    while True:
        with clock.stage(READING):
            batch = next(iterator, None)
        if batch is None:
            return
        yield batch
