import multiprocessing
import subprocess
import sys
from pathlib import Path

import pytest

from archive.catalog.metrics.counter_file import BOUNDS_S, KEY_BYTES, RECORDS, SIZE, CounterFile

ROOT = Path(__file__).parents[3]


def test_counts_and_times_are_kept_by_key(tmp_path):
    counters = CounterFile(tmp_path / "counts")
    counters.add(("requests", "search", "200"), seconds=0.004)
    counters.add(("requests", "search", "200"), seconds=0.3)
    counters.add(("requests", "search", "200"), seconds=99.0)
    counters.add(("jobs", "done"))
    found = counters.read()
    counted = found["requests", "search", "200"]
    assert counted.count == 3
    assert counted.seconds == pytest.approx(99.304)
    assert dict(zip(BOUNDS_S, counted.buckets, strict=True)) == dict.fromkeys(BOUNDS_S, 0.0) | {0.005: 1.0, 0.5: 1.0}
    assert found["jobs", "done"].count == 1
    assert len(found) == 2


def test_a_time_at_a_bound_is_within_it(tmp_path):
    counters = CounterFile(tmp_path / "counts")
    counters.add(("k",), seconds=BOUNDS_S[3])
    assert counters.read()["k",].buckets[3] == 1


def test_another_process_reads_and_goes_on(tmp_path):
    first, second = CounterFile(tmp_path / "counts"), CounterFile(tmp_path / "counts")
    first.add(("a",))
    second.add(("b",))
    second.add(("a",))
    first.add(("b",))
    assert {key: counted.count for key, counted in first.read().items()} == {("a",): 2, ("b",): 2}


def add_often(path):
    counters = CounterFile(path)
    for number in range(500):
        counters.add(("requests", str(number % 7)), seconds=0.01)


def test_no_count_of_several_processes_is_lost(tmp_path):
    path = tmp_path / "counts"
    fork = multiprocessing.get_context("fork")
    processes = [fork.Process(target=add_often, args=(path,)) for _ in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    found = CounterFile(path).read()
    assert sum(counted.count for counted in found.values()) == 2_000
    assert len(found) == 7


def test_what_has_no_room_is_dropped_and_the_rest_stays(tmp_path):
    counters = CounterFile(tmp_path / "counts")
    for number in range(RECORDS + 5):
        counters.add(("k", str(number)))
    counters.add(("long", "x" * KEY_BYTES))
    assert len(counters.read()) == RECORDS
    assert (tmp_path / "counts").stat().st_size == SIZE


def test_a_file_of_another_layout_is_begun_anew(tmp_path):
    path = tmp_path / "counts"
    path.write_bytes(b"something else")
    counters = CounterFile(path)
    counters.add(("k",))
    assert counters.read()["k",].count == 1


def test_its_room_is_reserved_when_it_is_made(tmp_path):
    CounterFile(tmp_path / "counts")
    status = (tmp_path / "counts").stat()
    assert status.st_blocks * 512 >= SIZE
    assert status.st_mode & 0o077 == 0


def test_a_disk_without_room_is_an_error_that_ends_no_process(tmp_path):
    """The limit of a file's size stands for a full disk; the system says it in the same way."""
    code = f"""
import resource, signal
from archive.catalog.metrics.counter_file import CounterFile
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    CounterFile({str(tmp_path / "counts")!r})
except OSError as error:
    print("refused", error.errno)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("refused")
