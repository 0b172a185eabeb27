"""A bounded cache for words: a look-up is one of a plain dictionary.

Words repeat by Zipf's law, and every token of an import is looked up. On news a hit takes 0.15 µs; `functools.lru_cache` takes
0.25, cachetools.LRUCache 0.4 µs, and both need half as much memory again.
"""

from collections.abc import Callable
from inspect import ismethod
from typing import Any, TypeVar, cast
from weakref import WeakMethod

Value = TypeVar("Value", bound=tuple[Any, ...])


class GenerationalCache(dict[str, Value]):
    """Subscript it (`get` does not compute): a missing value is computed and kept.

    Keys are in two generations. When the younger one has `max_size` keys it becomes the older and replaces it; a key that is
    looked up again moves to the younger. So rare keys are dropped, and frequent ones never.

    The owner of a method that computes is not kept alive. Analyzer and cache would hold each other, and one that is replaced
    would stay in a process that exempts what it has loaded from garbage collection.
    """

    def __init__(self, compute: Callable[[str], Value], max_size: int) -> None:
        super().__init__()
        self._compute = cast(
            "Callable[[], Callable[[str], Value]]", WeakMethod(compute) if ismethod(compute) else lambda: compute
        )
        self._max_size = max_size
        self._older: dict[str, Value] = {}

    def __missing__(self, key: str) -> Value:
        value = self._older.get(key)
        if value is None:
            value = self._compute()(key)
        if len(self) >= self._max_size:
            self._older = dict(self)
            self.clear()
        self[key] = value
        return value
