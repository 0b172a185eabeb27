"""Coroutines of tests run in a thread of their own: a browser of other tests may keep a loop running in this one."""

import asyncio
from concurrent.futures import ThreadPoolExecutor


def run_in_loop(coroutine):
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()
