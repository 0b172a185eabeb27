"""Latin names and the Arabic ones they transliterate, from the authority file.

A whole name, of a country or a city too, gives the preferred name. A single word gives the word at the same place in an Arabic
name of as many words, and the last word of a person's name the Arabic surname. Accents are ignored. A word that is not listed
gives the names of the listed words that sound the same: Qaddafi those of Gaddafi.
"""

from collections import defaultdict

from archive.text import fold
from archive.text.names import latin_sound, plain_latin

_SECOND_PARTS = frozenset(("الله", "الدين", "الرحمن", "العزيز"))
"""Second parts of names that Latin letters write as one word: Nasrallah is نصر الله."""
MIN_SOUND_LETTERS = 4


class LatinNames:
    """`rows`: (preferred Arabic name, type, Latin name). `forms`: (Latin name form, preferred Arabic name)."""

    def __init__(self, rows: list[tuple[str, str, str]], forms: list[tuple[str, str]]) -> None:
        self._names: dict[str, list[str]] = defaultdict(list)
        self._words: dict[str, list[str]] = defaultdict(list)
        for name, kind, latin in rows:
            self._add(self._names, plain_latin(latin), name)
            if kind == "person":
                self._add_words(name.split(), plain_latin(latin).split())
        for form, name in forms:
            self._add(self._names, plain_latin(form), name)
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        for word in dict.fromkeys((*self._words, *(name for name in self._names if " " not in name))):
            self._by_sound[latin_sound(word)].append(word)
        self.longest = max((len(name.split()) for name in self._names), default=1)
        """Words of the longest Latin name."""

    def _add(self, table: dict[str, list[str]], latin: str, name: str) -> None:
        latin = " ".join(latin.replace("-", " ").split())
        if latin and name not in table[latin]:
            table[latin].append(name)

    def _add_words(self, arabic: list[str], latin: list[str]) -> None:
        if len(latin) < 2:
            return
        is_compound = len(arabic) > len(latin) and arabic[-1] in _SECOND_PARTS
        self._add(self._words, latin[-1], " ".join(arabic[-2:]) if is_compound else arabic[-1])
        if len(arabic) == len(latin):
            for ours, theirs in zip(arabic[:-1], latin[:-1], strict=True):
                self._add(self._words, theirs, ours)

    def of(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The Arabic names for consecutive Latin words, each spelling once; empty if there are none."""
        latin = " ".join(plain_latin(word) for word in words)
        names = self._names.get(latin, [])
        found = names or (self._words.get(latin, []) if len(words) == 1 else [])
        if not found and len(words) == 1 and len(sound := latin_sound(latin)) >= MIN_SOUND_LETTERS:
            found = [
                name for word in self._by_sound.get(sound, ()) for name in self._names.get(word) or self._words[word]
            ]
        return tuple({fold(name): name for name in reversed(found)}.values())[::-1]
