"""What is made of a key, remembered: for words, of which some come again and again and most come once."""

from collections.abc import Callable
from typing import Any, TypeVar

Made = TypeVar("Made", bound=tuple[Any, ...])


class GenerationalCache(dict[str, Made]):
    """Looked up like any dictionary, quicker than a function of ours would be; what it lacks is made.

    Keys come in two generations. When the younger one has `most` keys it becomes the older, in place of the one before; what
    is asked for again moves on to the younger. So rare keys are forgotten, and frequent ones never.
    """

    def __init__(self, make: Callable[[str], Made], most: int) -> None:
        super().__init__()
        self._make = make
        self._most = most
        self._older: dict[str, Made] = {}

    def __missing__(self, key: str) -> Made:
        made = self._older.get(key)
        if made is None:
            made = self._make(key)
        if len(self) >= self._most:
            self._older = dict(self)
            self.clear()
        self[key] = made
        return made
