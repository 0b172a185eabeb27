"""Phonetic keys and weighted edit distances for Arabic spellings of foreign names.

Foreign names are transliterated by ear: بوتين and بوتن, نجوين and نغوين, غوتيريش and جوتيريس. `phonetic_key` is the blocking
key that spelling variants share. `spelling_distance` is an edit distance in which letters that Arabic uses for the same
foreign sound replace each other at a low cost; the costs are set by hand.

Different words may be as close as variants (تنس/تونس .35, ظروف/ظريف): whether two spellings are one name is decided by
their contexts in the archive, or by a curator.
"""

from typing import NamedTuple


class SoundClass(NamedTuple):
    """Letters for one foreign sound, and the letter that replaces them in a phonetic key."""

    letters: str
    key: str
    example: str


SOUND_CLASSES = (
    SoundClass("غجقك", "ك", "/g/: غوغل, جوجل, قوقل; /k/ and /q/: كاتر, قاتر"),
    SoundClass("تط", "ت", "/t/: بوتين, بوطين"),
    SoundClass("سصث", "س", "/s/ and /θ/: غوتيريس, سميث"),
    SoundClass("زذظ", "ز", "/z/ and /ð/"),
    SoundClass("دض", "د", "/d/"),
    SoundClass("حه", "ه", "/h/"),
)
LONG_VOWELS = frozenset("اويىءئؤ")
_CLASS_OF = {letter: row.key for row in SOUND_CLASSES for letter in row.letters}

_SUBSTITUTION_ROWS: tuple[tuple[str, float, str], ...] = (
    ("غج", 0.15, "/g/ in the Levant and in Egypt"),
    ("تط", 0.15, "/t/, plain or emphatic"),
    ("سص", 0.2, "/s/, plain or emphatic"),
    ("كق", 0.2, "/k/ and /q/"),
    ("سث", 0.25, "/s/ for /θ/"),
    ("غك", 0.3, "/g/"),
    ("سز", 0.3, "/s/ between vowels"),
    ("سش", 0.3, "final -s and -š in Portuguese and German names"),
    ("اه", 0.25, "final -a"),
    ("جق", 0.35, "/g/ in the Gulf"),
    ("غق", 0.35, "/g/"),
    ("جك", 0.35, "/g/"),
    ("دض", 0.35, "/d/, plain or emphatic"),
    ("دذ", 0.35, "/d/ for /ð/"),
    ("تث", 0.35, "/t/ for /θ/"),
    ("زذ", 0.35, "/z/ for /ð/"),
    ("زظ", 0.35, "/z/"),
    ("ذظ", 0.35, "/ð/"),
    ("صث", 0.35, "/s/"),
    ("شج", 0.35, "/ʒ/"),
    ("حه", 0.35, "/h/"),
    ("حخ", 0.35, "/x/"),
    ("هخ", 0.35, "/x/"),
    ("خك", 0.35, "/x/ for /k/"),
    ("بف", 0.35, "/v/ and /b/ in Spanish and Greek names"),
    ("فو", 0.35, "/v/ and /w/"),
    ("او", 0.4, "one long vowel for another"),
    ("اي", 0.4, "one long vowel for another"),
    ("وي", 0.4, "one long vowel for another"),
    ("اع", 0.35, "initial vowel"),
)
SUBSTITUTION = {pair: cost for row, cost, _ in _SUBSTITUTION_ROWS for pair in ((row[0], row[1]), (row[1], row[0]))}
VOWEL_INSIDE, VOWEL_FIRST, DOUBLED, HAMZA, FINAL_H, T_BEFORE_SH = 0.35, 0.6, 0.15, 0.2, 0.3, 0.3
"""Costs of inserting or deleting a letter; 1 for all others."""


def phonetic_key(word: str) -> str:
    """The blocking key of a folded word: long vowels after the first letter dropped, doubled letters and classes merged."""
    key = ""
    for index, letter in enumerate(word):
        if letter in LONG_VOWELS:
            if index == 0:
                key = "ا"
            continue
        sound = _CLASS_OF.get(letter, letter)
        if not key.endswith(sound):
            key += sound
    return key.removesuffix("ه") if len(key) > 2 else key


def spelling_distance(one: str, other: str, *, limit: float = 2.0) -> float:
    """Weighted edit distance of two folded words; infinity if it exceeds `limit`."""
    previous = [0.0]
    for index in range(len(other)):
        previous.append(previous[-1] + _insertion(other, index))
    for i, letter in enumerate(one):
        drop = _insertion(one, i)
        row = [previous[0] + drop]
        for j, counterpart in enumerate(other):
            change = 0.0 if letter == counterpart else SUBSTITUTION.get((letter, counterpart), 1.0)
            row.append(min(previous[j + 1] + drop, row[j] + _insertion(other, j), previous[j] + change))
        if min(row) > limit:
            return float("inf")
        previous = row
    return previous[-1] if previous[-1] <= limit else float("inf")


def _insertion(word: str, index: int) -> float:
    """The cost of inserting or deleting the letter at `index`."""
    letter = word[index]
    if letter in "اوي":
        return VOWEL_INSIDE if index else VOWEL_FIRST
    if index and word[index - 1] == letter:
        return DOUBLED
    if letter == "ء":
        return HAMZA
    if letter == "ه" and index == len(word) - 1:
        return FINAL_H
    if letter == "ت" and word[index + 1 : index + 2] == "ش":
        return T_BEFORE_SH
    return 1.0
