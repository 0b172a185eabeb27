"""Those whom an article names or describes."""

from collections.abc import Hashable, Sequence
from typing import NamedTuple, Protocol

from archive.text import fold


class Known(NamedTuple):
    """Somebody whom the article names."""

    name: str
    bearer: Hashable


class Remembered(Protocol):
    """A speaker heard before."""

    @property
    def name(self) -> str: ...
    @property
    def bearer(self) -> Hashable: ...


def of_head(head: str, heard: Sequence[Remembered]) -> Known | None:
    """The last one heard whose description has this noun: «المصدر» for «مصدر أمني»."""
    for speaker in reversed(heard):
        if head in [word.removeprefix("ال") for word in fold(speaker.name).split()[:2]]:
            return Known(speaker.name, speaker.bearer)
    return None
