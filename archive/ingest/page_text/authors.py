"""Whether a few words are an author: a person's name, or a desk (قسم البحوث، فريق التحرير).

A name begins with a given name, a family name or a word unknown to the language, and contains no verb, no preposition and no
digit. Prose and headlines seldom pass. Titles (د.، الزميلة) before the name are allowed.
"""

import re

from archive.entities.selectors import is_person_word, may_be_given_name
from archive.text import current_analyzer, fold, is_stop_word, spelling, takes_article

MAX_AUTHOR_WORDS, MAX_DESK_WORDS = 7, 10
MAX_UNKNOWN_COUNT = 2_500
"""Occurrences in the base word counts below which the first word may be a foreign name."""
_TITLE = re.compile(
    r"^(?:[دأم]\s?\.\s?|(?:الدكتور|الدكتوره|الاستاذ|الاستاذه|المهندس|المهندسه|الزميل|الزميله|الكاتب|الكاتبه)\s+)+"
)
_DESKS = frozenset(
    map(
        fold,
        "قسم فريق هيئة وحدة مكتب دائرة أسرة غرفة مركز إدارة محرر المحرر محررو محررة المحررة مراسل مراسلة المراسل "
        "مراسلنا مراسلتنا موقع صحيفة جريدة شبكة بوابة وكالة وكالات".split(),
    )
)
_LIFE_VERBS = frozenset(map(fold, "ولد ولدت".split()))
"""Verbs of a life told in lines that are names, too."""
_PUNCTUATION = re.compile(r"[\d.؟?!،؛:؛؛%…]")
_SEPARATORS = re.compile(r"\s+و\s+|\s*[-–—/&|]\s*|\s+")
_PREPOSITIONAL_NAMES = ("علي", "ام")
"""Names that are folded like stop words (على، أم)."""


def reads_as_author(text: str) -> bool:
    """Whether the words can be the author of an article."""
    folded = _TITLE.sub("", fold(text).strip(' «»"“”()[]{}-–—|'))
    words = [word.strip("«»\"“”()'’") for word in _SEPARATORS.split(folded)]
    if _PUNCTUATION.search(folded) or not 0 < len(words) <= MAX_DESK_WORDS or not all(words):
        return False
    if any(word.isascii() for word in words) and not all(word.isascii() for word in words):
        return False  # «Next Previous …»: buttons before the name
    if any(_is_prose(word, printed) for word, printed in _with_print(words, text)):
        return False
    if words[0] in _DESKS or len(words) > MAX_AUTHOR_WORDS:
        return words[0] in _DESKS
    if len(words) == 1 and not (is_person_word(words[0]) or words[0].isascii()):
        return False
    if _is_ambiguous(words[0]) and not (len(words) > 1 and is_person_word(words[1].removeprefix("ال"))):
        return False
    return words[0] not in _LIFE_VERBS and _may_begin_name(words[0])


def reads_as_full_name(text: str) -> bool:
    """Whether the words are two to four words of names and nothing else, as after a label without a colon («كتبت …»)."""
    words = fold(text).split()
    if not 2 <= len(words) <= 4 or _PUNCTUATION.search(fold(text)) or not is_noun_phrase(text):
        return False
    is_name = words[0] not in _LIFE_VERBS and is_person_word(words[0])
    return is_name and all(_may_begin_name(word) or _is_rare(word) for word in words)


def is_noun_phrase(text: str) -> bool:
    """Whether the words contain no verb, preposition or relative pronoun."""
    words = [word for word in _SEPARATORS.split(fold(text).strip()) if word]
    return not any(_is_prose(word, printed) for word, printed in _with_print(words, text))


def _with_print(words: list[str], text: str) -> list[tuple[str, str]]:
    """Each folded word as printed, where that can be found: على and علي differ in print only."""
    printed = {fold(word): word for word in re.split(r"[\s«»\"“”()\[\]{}|/–—-]+", text)}
    return [(word, printed.get(word, word)) for word in words]


def _is_prose(word: str, printed: str) -> bool:
    """Whether a word is a verb, a preposition or a relative pronoun."""
    if word in _PREPOSITIONAL_NAMES and printed.endswith(("ي", "م")):
        return False
    if is_stop_word(word) or is_stop_word(word.removeprefix("و")):
        return True
    return current_analyzer().lexicon[word].is_verb and not is_person_word(word)


def _is_ambiguous(word: str) -> bool:
    """Whether a name is also a verb, or a noun more than a given name: واصل, شرف, عودة."""
    record = current_analyzer().lexicon[word]
    return record.is_verb or (takes_article(word) and not (record.is_protected and may_be_given_name(word)))


def _may_begin_name(word: str) -> bool:
    if word.isascii():
        return word.isalpha()
    if is_person_word(word) or is_person_word(word.removeprefix("ال")):
        return True
    return (
        _is_rare(word)
        and not takes_article(word.removeprefix("ال"))
        and spelling(word) in (word, word.removeprefix("ال"))
    )


def _is_rare(word: str) -> bool:
    return current_analyzer().lexicon[word].bare < MAX_UNKNOWN_COUNT


def is_account(name: str) -> bool:
    """Whether a name is one Latin word, as the accounts of editing systems are: admin, webmaster."""
    return name.isascii() and " " not in name
