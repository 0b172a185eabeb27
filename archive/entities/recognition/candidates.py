"""Names that the authority file lacks and that are too vague to count: curators see them as suggestions.

A given name alone may be anybody (محمد, عبد العزيز). One frequent noun, or a place or organization of two of them, is more often
just that: «ديون», «المدن والقرى», «قوات الأمن», «البنك المركزي». Lists of names are not consulted: there is a village for almost
every noun. An organization with its nationality («المنتخب السعودي»), or after a head like حزب or قناة («حزب النور»), is precise
enough. A body that many countries have («مجلس النواب», «وزارة التربية والتعليم») is not, whoever found it; that of a place
(«أمانة جدة») is.
"""

from collections.abc import Sequence

from archive.entities.recognition.name_lists import name_lists
from archive.entities.recognition.spans import NameType
from archive.entities.recognition.triggers import BODY_HEADS, MINISTRY, QUOTED_NAME_HEADS
from archive.text import current_analyzer, fold, is_stop_word, takes_article

MIN_COMMON_WORD_COUNT = 2_500
"""Occurrences in the lexicon from which a word alone is more likely a word than a name."""
_SERVANT = fold("عبد")


def is_too_vague(kind: NameType, words: Sequence[str]) -> bool:
    """Whether a name of these folded words identifies nobody and nothing."""
    if kind == "person":
        return _is_given_name(words) or (len(words) == 1 and _is_common(words[0]))
    if kind == "organization" and is_one_of_many(words):
        return True
    if len(words) > 2 or not all(_is_common(word) for word in words):
        return False
    if kind == "organization" and len(words) == 2:
        return words[0] not in QUOTED_NAME_HEADS and not _is_of_country_or_place(words[1])
    return True


def is_one_of_many(words: Sequence[str]) -> bool:
    """Whether folded words are a body and its field without a country: every country has a «مجلس النواب»."""
    head = _bare(words[0])
    if head not in BODY_HEADS or head in QUOTED_NAME_HEADS:
        return False
    if any(_is_of_country_or_place(word) for word in words[1:]):
        return False
    return head == MINISTRY or (len(words) == 2 and all(_is_common(word) for word in words))


def _is_of_country_or_place(word: str) -> bool:
    """Whether a folded word is a nationality, or names a place of the authority file: «أمانة جدة»."""
    return "N" in name_lists(_bare(word)) or "C" in name_lists(word)


def _is_given_name(words: Sequence[str]) -> bool:
    if len(words) == 2:
        return words[0] == _SERVANT
    return len(words) == 1 and not {"f", "F"}.isdisjoint(name_lists(words[0]))


def _is_common(word: str) -> bool:
    """Whether a folded word, its article and conjunction apart, is a frequent noun or adjective."""
    bare = _bare(word)
    if is_stop_word(word) or is_stop_word(bare):
        return True
    return takes_article(bare) and current_analyzer().lexicon[bare].bare >= MIN_COMMON_WORD_COUNT


def _bare(word: str) -> str:
    return (word.removeprefix("و") if word.startswith("وال") else word).removeprefix("ال")
