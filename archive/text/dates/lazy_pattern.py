"""Regular expressions that are compiled when they are first used.

The patterns of the date grammar contain long lists of names and take 0.1 s to compile, which most commands can spare.
"""

import re
from collections.abc import Callable, Iterator
from functools import cached_property

Find = Callable[..., re.Match[str] | None]
"""(text, start, end), as in `re.Pattern`."""


class LazyPattern:
    """The part of `re.Pattern` that the date grammar uses."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    @cached_property
    def match(self) -> Find:
        return self._compiled.match

    @cached_property
    def search(self) -> Find:
        return self._compiled.search

    @cached_property
    def fullmatch(self) -> Find:
        return self._compiled.fullmatch

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        return self._compiled.finditer
