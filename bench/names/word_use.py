"""Listed names that are also words in general use: judged by word counts, not by how the analysis stems them.

Lists of names contain words: villages called القرية, men called رفعت, and inflected words that a register took for a name (يوما,
بيته). Sharing the stem of that word is right for them. A name is also a word on one of four kinds of evidence:

- noun: it occurs both with and without the article (`WordUsage.is_common_noun`), the adjective of a feminine in ية does, or it is
  in the hand-made table of plurals: a singular that is rarer than its plural, a plural that takes the article;
- verb: it is in the hand-made table of verbs, in the third person, and inflects: a past is rarer than its present, or has its
  plural in وا while no preposition stands before it; a present has its future;
- accusative: it is printed with tanwin, which no name is, in at least a tenth of its occurrences in articles;
- pronoun: without its pronoun it is a noun that occurs with and without the article, and other pronouns are attached to it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from archive.text import Analyzer, exact, fold
from archive.text.stemming import broken_plurals, verb_table

MIN_FUTURE_SHARE, MIN_PLURAL_SHARE = 0.01, 0.005
"""Frequency of a verb's future and of its plural, relative to the form itself."""
MIN_TANWIN_SHARE, MIN_OCCURRENCES = 0.1, 5
"""Share of a word's printed occurrences with tanwin. Half of all accusatives in news have more than .29, nineteen of twenty more
than .12."""
MIN_OTHER_PRONOUNS_SHARE = 0.25
"""Frequency of the noun with other pronouns, relative to this one: لونها and لونه; عبده hardly has another."""
PRONOUNS = ("ها", "هم", "ه")
TANWIN = "\u064b"
_ACCUSATIVE = re.compile("[\u0621-\u0652]+(?:\u0627|\u064b)(?![\u0621-\u0652])")


def marked_accusatives(texts: Iterable[str]) -> dict[str, float]:
    """Folded words in ا → the share of their occurrences with tanwin; without words that occur fewer than MIN_OCCURRENCES
    times."""
    printed: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    for text in texts:
        for word in _ACCUSATIVE.findall(text):
            folded = fold(word)
            printed[folded] += 1
            marked[folded] += TANWIN in word
    return {word: marked[word] / times for word, times in printed.items() if times >= MIN_OCCURRENCES}


class WordUse:
    """Evidence from the lexicon of an analysis without protected names."""

    def __init__(self, analyzer: Analyzer, marked: Mapping[str, float] | None = None) -> None:
        self._analyzer = analyzer
        self._lexicon = analyzer.lexicon
        self._marked = marked or {}
        self._verbs = set(_third_persons())
        self._presents = dict(reversed(list(verb_table())))
        self._plurals: dict[str, list[str]] = defaultdict(list)
        for plural, singular in broken_plurals().items():
            self._plurals[singular].append(plural)

    def evidence(self, name: str) -> str | None:
        """Why a printed name is also a word in general use: noun, verb, accusative or pronoun; None if it is not."""
        word = fold(name)
        bare = word[2:] if exact(name).startswith("ال") and len(word) > 4 else word
        if self._is_noun(bare) or self._is_listed_noun(bare):
            return "noun"
        if bare != word:
            return None
        if word in self._verbs and self._is_verb(word):
            return "verb"
        if self._marked.get(word, 0) >= MIN_TANWIN_SHARE:
            return "accusative"
        return "pronoun" if self._has_pronoun(exact(name)) else None

    def _count(self, word: str) -> int:
        return self._lexicon[word].bare

    def _is_noun(self, word: str) -> bool:
        common = self._analyzer.usage.is_common_noun
        return common(word) or (word.endswith("يه") and common(word[:-1]))

    def _is_listed_noun(self, word: str) -> bool:
        if word in broken_plurals():
            return self._analyzer.takes_article(word)
        return any(self._count(plural) > self._count(word) for plural in self._plurals.get(word, ()))

    def _is_verb(self, word: str) -> bool:
        own = self._count(word)
        if self._count(self._presents.get(word, "")) > own:
            return True
        if word[0] in "يت" and self._count("س" + word) >= MIN_FUTURE_SHARE * own:
            return True
        plural = word.removesuffix("ت") + "وا"
        return self._count(plural) >= MIN_PLURAL_SHARE * own and not self._analyzer.usage.is_governed(word)

    def _has_pronoun(self, word: str) -> bool:
        for pronoun in PRONOUNS:
            base = fold(word.removesuffix(pronoun))
            if word.endswith(pronoun) and self._is_noun(base):
                others = sum(self._count(base + other) for other in PRONOUNS if other != pronoun)
                return others >= MIN_OTHER_PRONOUNS_SHARE * self._count(fold(word))
        return False


def _third_persons() -> Iterator[str]:
    for past, present in verb_table():
        weak = past[:-1] if past[-1] in "اي" and len(past) > 2 else past
        yield from (past, past + "ت", past + "وا", weak + "ت", weak + "وا")
        yield from (present, "ت" + present[1:], present + "ون", present + "وا")
