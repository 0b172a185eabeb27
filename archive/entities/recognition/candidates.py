"""Names that nobody knows and that say too little to count: they are only suggested to curators.

A given name by itself is anybody (محمد, عبد العزيز). One word that is a frequent noun of the language, or a place or body of two
such words, is more often just that: «ديون», «المدن والقرى», «قوات الأمن», «البنك المركزي». Lists of names are not asked: there
is a village for almost every noun. A body with its nationality («المنتخب السعودي»), and one that a head like حزب or قناة
names («حزب النور»), says enough.
"""

from collections.abc import Sequence

from archive.entities.recognition.spans import NameType
from archive.entities.recognition.tagger.lists import names_lists
from archive.entities.recognition.triggers import QUOTED_HEADS
from archive.text import current_analyzer, fold, is_stop_word, takes_article

FREQUENT = 2_500
"""Occurrences in the base vocabulary from which on a word by itself is rather a word than a name."""
_SERVANT = fold("عبد")


def says_too_little(kind: NameType, words: Sequence[str]) -> bool:
    """Whether a name of these folded words, by itself, is anybody or anything."""
    if kind == "person":
        return _is_given_name(words) or (len(words) == 1 and _is_plain(words[0]))
    if len(words) > 2 or not all(_is_plain(word) for word in words):
        return False
    if kind == "organization" and len(words) == 2:
        return words[0] not in QUOTED_HEADS and "N" not in names_lists(_bare(words[1]))
    return True


def _is_given_name(words: Sequence[str]) -> bool:
    if len(words) == 2:
        return words[0] == _SERVANT
    return len(words) == 1 and not {"f", "F"}.isdisjoint(names_lists(words[0]))


def _is_plain(word: str) -> bool:
    """Whether a folded word, with its article and conjunction, is a frequent noun or adjective of the language."""
    bare = _bare(word)
    if is_stop_word(word) or is_stop_word(bare):
        return True
    return takes_article(bare) and current_analyzer().lexicon.counts.get(bare, 0) >= FREQUENT


def _bare(word: str) -> str:
    return (word.removeprefix("و") if word.startswith("وال") else word).removeprefix("ال")
