"""The level `stem`: the dictionary word that a printed form belongs to.

Order of steps for one word without proclitics: a verb form becomes its past, also with an object pronoun (زارها); else
suffixes are mapped to an attested base (`suffixes`), and a broken plural to its singular (data/broken_plurals.tsv). Folding
merges أ, إ and آ, print does not: the أ of «I …», of a past or of a plural is never إ or آ (إري is not أرى). A few words fused
with a preposition have their base in a table (data/fixed_strips.tsv). Protected names stay.
"""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from archive.text.characters import ALEF, ALEF_HAMZA_BELOW, ALEF_MADDA
from archive.text.normalization import fold
from archive.text.stemming.suffixes import SuffixStripper
from archive.text.stemming.word_usage import WordUsage

_DATA = Path(__file__).parents[1] / "data"
OBJECT_PRONOUNS = ("هما", "ها", "هم", "نا", "كم", "ه")
MIN_VERB_LENGTH = 3
OBJECT_LIMIT = 0.5
"""A verb with an object pronoun is at most this frequent, relative to the verb."""
MIN_SINGULAR_FAMILY = 3
"""A listed singular that occurs less often in the corpus may be another word there."""
OTHER_ALEFS = (ALEF_MADDA, ALEF_HAMZA_BELOW)


class StemFinder:
    """Decides from one lexicon."""

    def __init__(self, usage: WordUsage) -> None:
        self._records = usage.lexicon.records
        self._suffixes = SuffixStripper(usage)
        self._plurals = broken_plurals()
        self._plural_initials = _plural_initials()

    def find(self, word: str, *, had_article: bool, teh_marbuta: bool, initial: str) -> str:
        """The stem of a folded word without proclitics; `teh_marbuta`: it was printed with a final ة; `initial`: its first letter
        as printed."""
        record = self._records[word]
        if record.is_protected:
            return word
        past = "" if had_article else record.past or self._past_with_object(word)
        if past and (initial not in OTHER_ALEFS or past.startswith(ALEF)):  # إجتمع, as many write, and آمن are verbs
            return past
        base = self._suffixes.strip(word, had_article=had_article, teh_marbuta=teh_marbuta)
        if base != word and not had_article and (past := self._records[base].past):
            return past
        return base if initial in OTHER_ALEFS and self._plural_initials.get(base) != initial else self._singular(base)

    def _past_with_object(self, word: str) -> str:
        if not word.endswith(OBJECT_PRONOUNS):
            return ""
        record = self._records[word]
        for pronoun in OBJECT_PRONOUNS:
            verb = word.removesuffix(pronoun)
            if verb == word or len(verb) < MIN_VERB_LENGTH or self._is_noun_in_alef_maksura(word, verb):
                continue
            verb_record = self._records[verb]
            if (
                verb_record.past
                and record.after_al == 0
                and record.family < OBJECT_LIMIT * verb_record.family
                and self._suffixes.pronouns.has_other_pronouns(word, verb, pronoun)
            ):
                return verb_record.past
        return ""

    def _is_noun_in_alef_maksura(self, word: str, verb: str) -> bool:
        """Whether what may be a verb in ا is a noun in ى: شكواهم is rather of شكوى than of شكوا."""
        return verb.endswith("ا") and self._suffixes.pronouns.is_noun_in_alef_maksura(
            verb[:-1] + "ي", word, OBJECT_LIMIT
        )

    def _singular(self, word: str) -> str:
        singular = self._plurals.get(word)
        if singular is None or self._records[word].is_protected or self._records[singular].family < MIN_SINGULAR_FAMILY:
            return word
        return singular


@cache
def broken_plurals() -> Mapping[str, str]:
    """Folded plural → folded singular."""
    return _table("broken_plurals.tsv", "plural", "singular")


@cache
def printed_singulars() -> Mapping[str, str]:
    """Folded plural → its singular as it is printed, with the seats of its hamzas: مشافي → مشفى, طوارئ → طارئ."""
    return {fold(row["plural"]): row["singular"] for row in _rows("broken_plurals.tsv")}


@cache
def fixed_bases() -> Mapping[str, str]:
    """Folded word → folded base of words fused with a preposition, among others."""
    return _table("fixed_strips.tsv", "word", "base")


@cache
def _plural_initials() -> dict[str, str]:
    return {fold(row["plural"]): row["plural"][0] for row in _rows("broken_plurals.tsv")}


def _table(name: str, key: str, value: str) -> Mapping[str, str]:
    return {fold(row[key]): fold(row[value]) for row in _rows(name)}


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))
