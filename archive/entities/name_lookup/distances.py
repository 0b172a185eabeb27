"""How far apart two spellings of a name are, and up to what distance they count as one name.

Distances are those of `spelling_distance`: 0 for equal words, about 0.5 for letters that sound alike, 1 for another letter. All
functions return None where the words are not taken for one name.
"""

from archive.entities.name_lookup.forms import SpelledForm, Words
from archive.text import current_analyzer, takes_article
from archive.text.names import phonetic_key, spelling_distance

MAX_SURNAME_DISTANCE = 0.5
"""Between the last words of one man's names for them to be one surname: بوتين and بوتن, not بوتين and فلاديمير."""
MAX_SOUND_DISTANCE = 0.8
"""Between two listed forms of one name, letters joined: بيونغيانغ, بيونج يانج."""
MAX_WORD_DISTANCE, MAX_NAME_DISTANCE = 0.5, 0.8
"""Between an unlisted spelling and a listed one that sounds the same: of one word, of several."""
MAX_ONE_WORD_DISTANCE, MAX_ONE_WORD_OF_MANY_DISTANCE = 1.0, 1.4
"""Between one word of a person's name and the listed one if all other words agree: one other, or more."""
MISSING_WORD_DISTANCE = 0.1
"""Added for each missing middle name."""
MIN_LETTERS = 4
MIN_COMMON_WORD_COUNT = 5_000
"""Occurrences in the lexicon from which a word is itself, and no misspelling of another: سليمان is not سلمان."""
MAX_RARE_WORD_COUNT = 100
MAX_MISSPELLING_SHARE = 0.25
"""How frequent a misspelling may be, relative to the correct word."""
_MAX_SAME_NAME_DISTANCE = 4.0


def same_name_distance(one: SpelledForm, other: SpelledForm) -> float | None:
    """Between two forms of one entity, where a search for one should find the other."""
    if one.kind != other.kind:
        return None
    distance = spelling_distance(one.joined, other.joined, limit=_MAX_SAME_NAME_DISTANCE)
    if one.kind == "full":
        return distance
    if one.kind == "organization":
        # a name that is also a common word (فتح, النصر) denotes the organization only in context
        return None if _is_common_word(one) or _is_common_word(other) else distance
    return distance if distance <= (MAX_SURNAME_DISTANCE if one.kind == "single" else MAX_SOUND_DISTANCE) else None


def misspelling_distance(key: Words, form: SpelledForm) -> float | None:
    """Between words and a listed form with the same phonetic key."""
    typed = "".join(key)
    limit = MAX_NAME_DISTANCE if len(key) > 1 or len(form.key) > 1 else MAX_WORD_DISTANCE
    distance = spelling_distance(typed, form.joined, limit=MAX_NAME_DISTANCE)
    if min(len(typed), len(form.joined)) < MIN_LETTERS or distance > limit:
        return None
    if len(key) == len(form.key):
        wrong = [(word, right) for word, right in zip(key, form.key, strict=True) if word != right]
        return distance if all(_may_misspell(word, right) for word, right in wrong) else None
    return distance if len(key) > 1 or word_count(typed) < MAX_RARE_WORD_COUNT else None


def one_word_distance(key: Words, right: Words, place: int) -> float | None:
    """Between two names that agree in all words but the one at `place`, which begins or ends alike."""
    word, wanted = key[place], right[place]
    if len(word) < MIN_LETTERS - 1 or (word[0] != wanted[0] and word[-1] != wanted[-1]):
        return None
    rest = sum(
        spelling_distance(one, other)
        for index, (one, other) in enumerate(zip(key, right, strict=True))
        if index != place
    )
    distance = spelling_distance(word, wanted)
    limit = MAX_ONE_WORD_DISTANCE if len(key) == 2 else MAX_ONE_WORD_OF_MANY_DISTANCE
    is_rare = word_count(word) < MIN_COMMON_WORD_COUNT if len(key) > 2 else _may_misspell(word, wanted)
    return rest + distance if rest <= MAX_WORD_DISTANCE and distance <= limit and is_rare else None


def missing_middle_distance(key: Words, right: Words) -> float | None:
    """Between two names with the same first and last word, one of which lacks middle names of the other.

    Only if the last word is not a common word: محمد صالح may be two men, تياغو سيلفا hardly.
    """
    if len(key) == len(right) or takes_article(key[-1]) or word_count(key[-1]) >= MIN_COMMON_WORD_COUNT:
        return None
    short, long = sorted((key, right), key=len)
    rest = iter(long)
    if not all(any(spelling_distance(word, other) <= MAX_WORD_DISTANCE for other in rest) for word in short):
        return None
    distance = sum(spelling_distance(key[end], right[end]) for end in (0, -1))
    return distance + MISSING_WORD_DISTANCE * (len(long) - len(short)) if distance <= MAX_WORD_DISTANCE else None


def is_surname_variant(word: str, others: list[str]) -> bool:
    """Whether a last word and one of the other last words of a person's names are spellings of one rare surname."""
    if len(word) < MIN_LETTERS or takes_article(word) or word_count(word) >= MIN_COMMON_WORD_COUNT:
        return False
    near = (
        other
        for other in others
        if other != word and spelling_distance(word, other, limit=MAX_SURNAME_DISTANCE) <= MAX_SURNAME_DISTANCE
    )
    return any(word_count(other) < MIN_COMMON_WORD_COUNT for other in near)


def phonetic_ends(key: Words) -> str:
    """The phonetic keys of the first and the last word."""
    return f"{phonetic_key(key[0])} {phonetic_key(key[-1])}"


def phonetic_rest(key: Words, place: int) -> str:
    """The phonetic keys of all words but the one at `place`."""
    return " ".join(phonetic_key(word) for index, word in enumerate(key) if index != place)


def word_count(word: str) -> int:
    """Occurrences of a word in the lexicon."""
    return current_analyzer().lexicon[word].bare


def _is_common_word(form: SpelledForm) -> bool:
    if len(form.key) > 1:
        return False
    word = form.key[0]
    is_noun = takes_article(word) and word_count(word) >= MIN_COMMON_WORD_COUNT
    return is_noun or current_analyzer().lexicon[word].is_verb


def _may_misspell(word: str, right: str) -> bool:
    """Whether a word is rare enough, by itself and relative to the other, to be a misspelling of it."""
    count = word_count(word)
    if count < MAX_RARE_WORD_COUNT:
        return True
    is_rarer = count < MIN_COMMON_WORD_COUNT and count < MAX_MISSPELLING_SHARE * word_count(right)
    return is_rarer and not takes_article(word)
