"""In processes of their own: what is set of the heap lasts as long as the process."""

import ctypes
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_info"), reason="a C library without such a heap")

USED = """
import ctypes, re, tempfile, threading
from archive.catalog.heap import heap_share, heap_trim

libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_size_t], [ctypes.c_void_p]
libc.fdopen.restype, libc.malloc_info.argtypes, libc.fclose.argtypes = ctypes.c_void_p, [ctypes.c_int, ctypes.c_void_p], [ctypes.c_void_p]

def resident():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmRSS"))

def use():
    taken = [libc.malloc(60_000) for _ in range(400)]
    for block in taken:
        ctypes.memset(block, 1, 60_000)
    for block in taken[:-1]:
        libc.free(block)

def heaps():
    with tempfile.NamedTemporaryFile("r") as file:
        stream = libc.fdopen(__import__("os").open(file.name, 1), b"w")
        libc.malloc_info(0, stream)
        libc.fclose(stream)
        return len(re.findall("<heap nr", file.read()))

if SHARED:
    heap_share()
threads = [threading.Thread(target=use) for _ in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
before = resident()
heap_trim()
print(heaps(), before - resident())
"""


def used(*, shared):
    done = subprocess.run(
        [sys.executable, "-c", USED.replace("SHARED", str(shared))], capture_output=True, text=True, check=True
    )
    return [int(figure) for figure in done.stdout.split()]


def test_threads_have_one_heap():
    assert used(shared=True)[0] == 1
    assert used(shared=False)[0] > 1


def test_what_is_free_is_given_back():
    assert used(shared=True)[1] > 20_000
