"""From the level `spelling` to the stem: the word that a printed form belongs to.

Order of steps for one word without proclitics: a verb form becomes its past; a verb with an object pronoun (زارها) too;
else suffixes are mapped to an attested base (`suffixes`), and a broken plural to its singular (data/broken_plurals.tsv).
Folding makes one letter of أ, إ and آ, print does not: the أ of «I …», of a past or of a plural is no إ or آ (إري is not أرى).
A few words fused with a preposition have their base in a table (data/fixed_strips.tsv). Protected names stay.
"""

import csv
from pathlib import Path

from archive.text.characters import ALEF, ALEF_HAMZA_BELOW, ALEF_MADDA
from archive.text.normalization import fold
from archive.text.stemming.proclitics import Stemmer
from archive.text.stemming.suffixes import SuffixMapper

_DATA = Path(__file__).parents[1] / "data"
OBJECT_PRONOUNS = ("هما", "ها", "هم", "نا", "كم", "ه")


OTHER_SEATS = (ALEF_MADDA, ALEF_HAMZA_BELOW)


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _table(name: str, key: str, value: str) -> dict[str, str]:
    return {fold(row[key]): fold(row[value]) for row in _rows(name)}


FIXED = _table("fixed_strips.tsv", "word", "base")
BROKEN_PLURALS = _table("broken_plurals.tsv", "plural", "singular")
PLURAL_HEADS = {fold(row["plural"]): row["plural"][0] for row in _rows("broken_plurals.tsv")}


class BaseFinder:
    """Decides on one vocabulary, beside the stemmer that knows the families of words."""

    def __init__(self, stemmer: Stemmer) -> None:
        self._stemmer = stemmer
        self._lexicon = stemmer.lexicon
        self._suffixes = SuffixMapper(stemmer)

    def base(self, word: str, *, had_article: bool, teh_marbuta: bool, head: str) -> str:
        """The stem of a folded word without proclitics; `teh_marbuta`: it was printed with a final ة; `head`: its first letter
        as printed."""
        if word in self._lexicon.protected:
            return word
        verbs = self._lexicon.verbs
        past = None if had_article else verbs.get(word) or self._verb_with_object(word)
        if past and (head not in OTHER_SEATS or past.startswith(ALEF)):  # إجتمع, as many write, and آمن are verbs
            return past
        base = self._suffixes.strip(word, had_article=had_article, teh_marbuta=teh_marbuta)
        if base != word and not had_article and base in verbs:
            return verbs[base]
        return base if head in OTHER_SEATS and PLURAL_HEADS.get(base) != head else self._singular(base)

    def _verb_with_object(self, word: str) -> str | None:
        if not word.endswith(OBJECT_PRONOUNS):
            return None
        verbs, family, keeps_company = self._lexicon.verbs, self._stemmer.family, self._suffixes.keeps_company
        for pronoun in OBJECT_PRONOUNS:
            verb = word.removesuffix(pronoun)
            if (
                verb != word
                and len(verb) >= 3
                and verb in verbs
                and self._lexicon.counts.get("ال" + word, 0) == 0
                and family(word) < 0.5 * family(verb)
                and keeps_company(word, verb, pronoun)
            ):
                return verbs[verb]
        return None

    def _singular(self, word: str) -> str:
        singular = BROKEN_PLURALS.get(word)
        if singular is None or word in self._lexicon.protected or self._stemmer.family(singular) < 3:
            return word
        return singular
