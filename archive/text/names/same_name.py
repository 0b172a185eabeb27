"""Whether two printed names may be one name: of one word by its stem or sound, of several words word by word.

Order of steps: what stands in parentheses is set aside; where all letters together sound the same, spaces do not matter
(بيونغيانغ, بيونج يانج); else connecting words and the article are left out, and the words of the shorter name must stand in
the longer one in their order, at least two of them: a middle name, a title or a country may be missing. Numbers must agree.

A likeness, no proof: two men may be called محمد صالح. Whoever acts on it shows what was added, or asks a curator.
"""

import re
from functools import lru_cache

from archive.text.analyzer import analyze, takes_article
from archive.text.names.phonetic import phonetic_key, spelling_distance
from archive.text.normalization.folding import fold
from archive.text.stemming.stop_words import is_stop_word

SAME_SOUND = 0.8
"""Distance up to which two words with one skeleton are taken for one."""
SAME_BESIDE = 0.36
"""Distance up to which they are, whatever their skeletons, where the other words of the name agree: فالتر and والتر."""
LEAST_LETTERS, LEAST_WORDS = 4, 2
CONNECTING = frozenset(map(fold, "بن ابن بنت أبو أبي آل دو دي دا دل ديل فون فان لا لو".split()))
_ASIDE = re.compile(r"\([^()]*\)|،.*$")
Word = tuple[str, str]
"""(spelling, stem)."""


@lru_cache(maxsize=50_000)
def name_words(name: str) -> tuple[Word, ...]:
    """The words of a printed name, what stands in parentheses or behind a comma set aside."""
    return tuple((term.spelling, term.stem) for term in analyze(_ASIDE.sub(" ", name).strip() or name))


def telling(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Words without those that merely connect; all, where there are no others."""
    return tuple(word for word in words if word[0] not in CONNECTING and not is_stop_word(word[0])) or words


def same_name(one: str, other: str) -> bool:
    """Whether two printed names may be one."""
    mine, theirs = name_words(one), name_words(other)
    if not mine or not theirs:
        return False
    if _sound_alike("".join(word for word, _ in mine), "".join(word for word, _ in theirs)):
        return True
    if len(mine) == len(theirs) == 1:
        return mine[0][1] == theirs[0][1]
    short, long = sorted((telling(mine), telling(theirs)), key=len)
    if len(short) < LEAST_WORDS:
        alone = short[0][0]
        if len(long) < LEAST_WORDS:
            return same_word(short[0], long[0])
        return not takes_article(alone) and len(alone) >= LEAST_LETTERS and short[0][1] in (long[0][1], long[-1][1])
    return _stand_within(short, long)


def same_word(one: Word, other: Word, *, beside: bool = False) -> bool:
    """Whether two words may be one; `beside`: other words of the name agree."""
    if one[0] == other[0] or one[1] == other[1]:
        return True
    if min(len(one[0]), len(other[0])) < LEAST_LETTERS or not (one[0].isalpha() and other[0].isalpha()):
        return False
    distance = spelling_distance(one[0], other[0], limit=SAME_SOUND)
    return distance <= SAME_SOUND and (
        phonetic_key(one[0]) == phonetic_key(other[0]) or (beside and distance <= SAME_BESIDE)
    )


def _sound_alike(one: str, other: str) -> bool:
    return phonetic_key(one) == phonetic_key(other) and spelling_distance(one, other, limit=SAME_SOUND) <= SAME_SOUND


def _stand_within(short: tuple[Word, ...], long: tuple[Word, ...]) -> bool:
    """Whether the words of one name stand among those of another in their order, one of them at least letter by letter."""
    rest = iter(long)
    exact = 0
    for word in short:
        found = next((other for other in rest if same_word(word, other, beside=True)), None)
        if found is None:
            return False
        exact += found[1] == word[1]
    return exact > 0 or all(same_word(word, other) for word, other in zip(short, long, strict=False))
