"""How plausible letters are as Arabic: whether they make words, and how frequent these are.

Words are looked up in the lexicon in use. Of the words of four letters and more in a paragraph of news, 98 of 100 are known and
80 at least; of random letters 17 at most, of letters in a wrong order 37.
"""

import math
import re
from functools import lru_cache

from archive.text.analyzer import current_analyzer
from archive.text.normalization import fold

MIN_KNOWN_COUNT = 40
"""Occurrences in 4·10⁸ words, bare or after clitics: rarer strings are often no words."""
LONG_WORD, MIN_LONG_WORDS = 4, 3
SAMPLE_WORDS, SAMPLE_RUNS = 60, 300
ARABIC_LETTERS = "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06fa-\u06fc\u0750-\u077f"
PRESENTATION_FORMS = "\ufb50-\ufdfb\ufe70-\ufefc"
OTHER_LANGUAGES = "پچژگکیہھےںٹڈڑۆێەڕڵۇۋېڭښځړڼټډڤۀۂۃڽݢڠ"
"""Letters of Persian, Urdu, Kurdish, Pashto, Uyghur and Malay, whose words the lexicon does not know."""
MIN_OTHER_SHARE = 0.01
_OTHER, _ARABIC = re.compile(f"[{OTHER_LANGUAGES}]"), re.compile(f"[{ARABIC_LETTERS}]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_WORD = re.compile(f"[{ARABIC_LETTERS}{PRESENTATION_FORMS}\u0640\u064b-\u0652\u0670]{{2,}}")


def arabic_words(text: str, limit: int | None = None) -> list[str]:
    """The runs of two and more Arabic letters in a text, with their vowel signs; the first `limit` of them."""
    if limit is None:
        return _WORD.findall(text)
    return [match[0] for match, _ in zip(_WORD.finditer(text), range(limit), strict=False)]


_folded = lru_cache(maxsize=20_000)(fold)


def weight(word: str) -> float:
    """The logarithm of the word's frequency; 0 for an unknown one."""
    return math.log1p(current_analyzer().lexicon.records[_folded(word)].family)


def known_share(words: list[str]) -> float:
    """The share of words that the lexicon knows, of long ones where there are some: most short strings are words."""
    least = math.log1p(MIN_KNOWN_COUNT)
    long_ones = [word for word in words if len(word) >= LONG_WORD]
    telling = long_ones if len(long_ones) >= MIN_LONG_WORDS else [word for word in words if len(word) > 2] or words
    return sum(weight(word) >= least for word in telling) / len(telling) if telling else 0.0


def is_other_language(text: str) -> bool:
    """Whether a text in Arabic script has the letters of another language."""
    return len(_OTHER.findall(text)) >= MIN_OTHER_SHARE * len(_ARABIC.findall(text))


def arabic_plausibility(text: str) -> float:
    """From 0 to 1, how plausible the letters of a text beyond ASCII are as Arabic: the share of known words among those that they
    make, times the share of letters that stand in Arabic words."""
    sample = " ".join(match[0] for match, _ in zip(_BEYOND_ASCII.finditer(text), range(SAMPLE_RUNS), strict=False))
    letters = [letter for letter in sample if letter.isalpha() or letter == "\ufffd"]
    words = arabic_words(sample)
    made = sum(map(len, words))
    return known_share(words) * min(1.0, made / len(letters)) if letters and words else 0.0
