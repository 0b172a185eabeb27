"""Latin names → the Arabic ones they stand for, from the authority file.

A whole name, a country's or a city's, gives the preferred name; a single word what stands in its place in the Arabic name
where both have as many words, and the last word of a person's name the Arabic surname. Accents do not count.
"""

from collections import defaultdict

from archive.text import fold
from archive.text.names import plain_latin


class LatinNames:
    """`rows`: (preferred Arabic name, type, Latin name). `forms`: Latin name forms with the preferred name."""

    def __init__(self, rows: list[tuple[str, str, str]], forms: list[tuple[str, str]]) -> None:
        self._whole: dict[str, list[str]] = defaultdict(list)
        self._words: dict[str, list[str]] = defaultdict(list)
        for name, kind, latin in rows:
            self._add(self._whole, plain_latin(latin), name)
            if kind == "person":
                self._add_words(name.split(), plain_latin(latin).split())
        for form, name in forms:
            self._add(self._whole, plain_latin(form), name)
        self.longest = max((len(name.split()) for name in self._whole), default=1)

    def _add(self, table: dict[str, list[str]], latin: str, name: str) -> None:
        latin = " ".join(latin.replace("-", " ").split())
        if latin and name not in table[latin]:
            table[latin].append(name)

    def _add_words(self, arabic: list[str], latin: list[str]) -> None:
        if len(latin) < 2:
            return
        self._add(self._words, latin[-1], arabic[-1])
        if len(arabic) == len(latin):
            for ours, theirs in zip(arabic[:-1], latin[:-1], strict=True):
                self._add(self._words, theirs, ours)

    def of(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Arabic names for Latin words that stand together, each spelling once; empty where they are none."""
        latin = " ".join(plain_latin(word) for word in words)
        whole = self._whole.get(latin, [])
        found = whole or (self._words.get(latin, []) if len(words) == 1 else [])
        return tuple({fold(name): name for name in reversed(found)}.values())[::-1]
