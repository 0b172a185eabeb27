import os
import subprocess
import sys

from bench.endurance.memory import Memory, Size, size_of


def test_quarters_are_medians_and_leave_the_start_out():
    memory = Memory()
    memory.seen["web worker 1"] += [Size(own, 10.0) for own in (900, 900, 100, 300, 110, 120, 130, 150)]
    assert memory.quarters("web worker 1") == [Size(200, 10), Size(115, 10), Size(140, 10)]
    assert memory.peak("web worker 1") == 900


def test_a_process_that_ended_early_has_quarters():
    memory = Memory()
    memory.seen["background 2"].append(Size(50, 5))
    assert memory.quarters("background 2") == [Size(50, 5)] * 3


def test_memory_of_its_own_is_told_from_mapped_files():
    before = size_of(os.getpid())
    held = bytearray(os.urandom(1 << 20) * 32)
    after = size_of(os.getpid())
    assert 30 < after.own - before.own < 40
    assert after.mapped - before.mapped < 5
    del held
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert size_of(ended.pid) is None
