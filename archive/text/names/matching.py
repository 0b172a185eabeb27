"""Whether two printed names may be the same name: one word by its stem or sound, several words one by one.

Order of steps: text in parentheses is removed; if all letters together sound the same, spaces do not matter (بيونغيانغ,
بيونج يانج); else connecting words and the article are dropped, and the words of the shorter name, at least two, must occur
in the longer one in the same order, since a middle name, a title or a country may be missing. Numbers must be equal.

A match is not proof, since two people may be called محمد صالح: callers show what was added, or ask a curator.
"""

import re
from functools import lru_cache

from archive.text.analyzer import analyze, takes_article
from archive.text.names.phonetic import phonetic_key, spelling_distance
from archive.text.normalization.folding import fold
from archive.text.stemming.stop_words import is_stop_word

MAX_DISTANCE = 0.8
"""Largest spelling distance of two words with the same phonetic key."""
MAX_DISTANCE_IN_NAME = 0.36
"""Largest distance of words with different keys if the other words of the name agree: فالتر and والتر."""
MIN_LETTERS, MIN_WORDS = 4, 2
"""Shorter words are compared exactly; names of fewer words match only a first or last word."""
CONNECTING = frozenset(map(fold, "بن ابن بنت أبو أبي آل دو دي دا دل ديل فون فان لا لو".split()))
PARTICLE_FORMS = (("بن", "ابن"), ("أبو", "أبي", "أبا"))
"""Particles of names with their other forms, by case or at the beginning: «ابن علي» is بن علي."""
_NOT_NAME = re.compile(r"\([^()]*\)|،.*$")
Word = tuple[str, str]
"""(spelling, stem)."""


@lru_cache(maxsize=50_000)
def name_words(name: str) -> tuple[Word, ...]:
    """The words of a printed name, without text in parentheses or after a comma."""
    return tuple((term.spelling, term.stem) for term in analyze(_NOT_NAME.sub(" ", name).strip() or name))


def significant_words(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words without connecting words and stop words; all words if nothing else is left."""
    return tuple(word for word in words if word[0] not in CONNECTING and not is_stop_word(word[0])) or words


def same_name(one: str, other: str) -> bool:
    """Whether two printed names may be the same name; symmetric."""
    words, others = name_words(one), name_words(other)
    if not words or not others:
        return False
    if _sound_alike("".join(word for word, _ in words), "".join(word for word, _ in others)):
        return True
    if len(words) == len(others) == 1:
        return words[0][1] == others[0][1]
    short, long = sorted((significant_words(words), significant_words(others)), key=len)
    if len(short) >= MIN_WORDS:
        return _occur_in_order(short, long)
    if len(long) < MIN_WORDS:
        return same_word(short[0], long[0])
    spelling, stem = short[0]
    return not takes_article(spelling) and len(spelling) >= MIN_LETTERS and stem in (long[0][1], long[-1][1])


def same_word(one: Word, other: Word, *, others_agree: bool = False) -> bool:
    """Whether two words may be the same; `others_agree`: the other words of the name are the same."""
    if one[0] == other[0] or one[1] == other[1]:
        return True
    if min(len(one[0]), len(other[0])) < MIN_LETTERS or not (one[0].isalpha() and other[0].isalpha()):
        return False
    distance = spelling_distance(one[0], other[0], limit=MAX_DISTANCE)
    if phonetic_key(one[0]) == phonetic_key(other[0]):
        return distance <= MAX_DISTANCE
    return others_agree and distance <= MAX_DISTANCE_IN_NAME


def _sound_alike(one: str, other: str) -> bool:
    return (
        phonetic_key(one) == phonetic_key(other) and spelling_distance(one, other, limit=MAX_DISTANCE) <= MAX_DISTANCE
    )


def _occur_in_order(short: tuple[Word, ...], long: tuple[Word, ...]) -> bool:
    """Whether the words of one name occur in another in the same order, at least one of them by its stem."""
    rest = iter(long)
    same_stems = 0
    for word in short:
        found = next((other for other in rest if same_word(word, other, others_agree=True)), None)
        if found is None:
            return False
        same_stems += found[1] == word[1]
    return same_stems > 0 or all(same_word(word, other) for word, other in zip(short, long, strict=False))


def particle_variants(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The words with the other forms of a particle before the last word: (ابن, علي) for (بن, علي). Folded input is fine."""
    variants = []
    for place, word in enumerate(words[:-1]):
        forms = next((row for row in PARTICLE_FORMS if fold(word) in map(fold, row)), ())
        variants += [(*words[:place], form, *words[place + 1 :]) for form in forms if fold(form) != fold(word)]
    return tuple(variants)
