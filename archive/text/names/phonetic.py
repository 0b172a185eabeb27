"""How far two spellings of a transliterated name lie apart, and a key under which variants meet.

Foreign names are heard, not spelled: بوتين and بوتن, نجوين and نغوين, غوتيريش and جوتيريس. `phonetic_key` is the blocking
key: what hearing keeps. `spelling_distance` is an edit distance whose costs say how easily one letter is written for
another; costs are set by hand, from which letters Arabic uses for one foreign sound.

Look-alikes can lie as near as variants (تنس/تونس .35, ظروف/ظريف): whether two spellings mean one name is decided by their
company in the archive or by a curator, not here.
"""

from typing import NamedTuple


class SoundClass(NamedTuple):
    """Letters that write one foreign sound, by which letter the class is known in a skeleton."""

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


def phonetic_key(word: str) -> str:
    """The blocking key of a folded word: long vowels dropped after the first letter, doubled letters and classes evened."""
    key = ""
    for place, letter in enumerate(word):
        if letter in LONG_VOWELS:
            if place == 0:
                key = "ا"
            continue
        sound = _CLASS_OF.get(letter, letter)
        if not key.endswith(sound):
            key += sound
    return key.removesuffix("ه") if len(key) > 2 else key


def spelling_distance(one: str, other: str, *, limit: float = 2.0) -> float:
    """Weighted edit distance of two folded words; infinity where it exceeds `limit`."""
    previous = [0.0]
    for place in range(len(other)):
        previous.append(previous[-1] + _insertion(other, place))
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


def _insertion(word: str, place: int) -> float:
    """What it costs to write this letter where the other spelling writes nothing."""
    letter = word[place]
    if letter in "اوي":
        return VOWEL_INSIDE if place else VOWEL_FIRST
    if place and word[place - 1] == letter:
        return DOUBLED
    if letter == "ء":
        return HAMZA
    if letter == "ه" and place == len(word) - 1:
        return FINAL_H
    if letter == "ت" and word[place + 1 : place + 2] == "ش":
        return T_BEFORE_SH
    return 1.0
