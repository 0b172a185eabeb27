"""Attached pronouns: a noun with one is mapped to its attested base, as `suffixes` maps other suffixes.

A noun with one pronoun occurs with others (كتابنا, كتابه). ى is ا before a pronoun (مستواه, of مستوى), ة is ت (سيارته). ي is
«my», or the ending of a dual or plural before another noun (مسلحي): adjectives in ي take the article, names have no
other pronouns.
"""

from typing import NamedTuple

from archive.text.stemming.nouns import MIN_BASE_LENGTH, NounEvidence
from archive.text.stemming.word_usage import WordUsage


class Pronoun(NamedTuple):
    suffix: str
    ratio: float
    """The limit of ρ."""
    gloss: str
    example: str


PRONOUNS = (
    Pronoun("هما", 0.5, "of the two", "تعرضهما → تعرض"),
    Pronoun("ها", 1.2, "her, its, their", "حلفاوها → حلفا"),
    Pronoun("هم", 0.8, "their", "موقفهم → موقف"),
    Pronoun("هن", 0.3, "their (f.)", "حقوقهن → حقوق"),
    Pronoun("نا", 0.3, "our", "شبابنا → شباب"),
    Pronoun("كم", 0.05, "your (pl.)", "بلدكم → بلد; rare in news"),
    Pronoun("ه", 0.6, "his, its", "شعبه → شعب"),
)
MIN_OTHER_PRONOUNS = {"نا": 0.2, "ه": 0.015}
"""By pronoun: the least frequency of other pronouns of the third person on the same base, relative to the form with this one.
كارينا is not «our» كاري, nor عبده «his» عبد."""
MY_RATIO = 0.3
MY_MAX_PER_OTHERS = {"ت": 2.0, "long": 1.0, "short": 0.1}
"""The limit of ρ for «my», and how frequent it may be, relative to the pronouns of the third person: more frequent words are
names and adjectives (فوزي, رئيسي). By the noun: in ة, of more than three letters, of three (حلمي, بندي are names)."""
MY_MAX_WITH_ARTICLE = 0.01
"""The share with the article from which on a word in ي is an adjective."""
FEMININE_WITH_PRONOUN_RATIO = 1.0
"""The limit of ρ for a base in ة with a pronoun (سيارته → سيارة), unless the pronoun's own is higher."""
HAMZA_WITH_PRONOUN_RATIO = 1.0
"""The limit of ρ for a base in ء, which changes its seat before a pronoun (حلفاوه → حلفاء)."""
_PRONOUN_SUFFIXES = tuple(row.suffix for row in PRONOUNS)


class PronounStripper:
    """Decides from one lexicon."""

    def __init__(self, usage: WordUsage) -> None:
        self._records = usage.lexicon.records
        self._nouns = NounEvidence(usage)

    def strip(self, word: str) -> tuple[str, bool] | None:
        """The base of a folded word with a pronoun, and whether it ends in ة; None if it has no pronoun."""
        if not word.endswith((*_PRONOUN_SUFFIXES, "ي")):
            return None
        for row in PRONOUNS:
            if not word.endswith(row.suffix):
                continue
            base = word[: -len(row.suffix)]
            if not self.has_other_pronouns(word, base, row.suffix):
                continue
            if base.endswith("ت"):
                feminine = base[:-1] + "ه"
                if self._nouns.fits(word, feminine, max(row.ratio, FEMININE_WITH_PRONOUN_RATIO)):
                    return feminine, True
            if self._nouns.declines(base) and self._nouns.fits(word, base, row.ratio):
                return base, False
            if base.endswith(("او", "اي")) and self._nouns.fits(word, base[:-1] + "ء", HAMZA_WITH_PRONOUN_RATIO):
                return base[:-1] + "ء", False
            if base.endswith("ا") and self.is_noun_in_alef_maksura(noun := base[:-1] + "ي", word, row.ratio):
                return noun, False
        return self._strip_my(word) if word.endswith("ي") else None

    def _strip_my(self, word: str) -> tuple[str, bool] | None:
        """ي is «my», or of a dual or plural before another noun (مسلحي), if the word occurs, hardly ever with the article, as
        adjectives in ي do, and is rare beside the noun and its other pronouns."""
        if word.endswith("اي") and self.is_noun_in_alef_maksura(noun := word[:-2] + "ي", word, MY_RATIO):
            return noun, False
        record, base = self._records[word], word[:-1]
        if not record.bare or record.in_alef_maksura or record.with_article > MY_MAX_WITH_ARTICLE * record.bare:
            return None
        others = sum(self._records[base + pronoun].family for pronoun in ("ه", "ها", "هم"))
        others -= self._records[base + "ه"].teh_marbuta
        feminine = base[:-1] + "ه"
        if base.endswith("ت") and self._nouns.takes_article(feminine) and self._nouns.fits(word, feminine, MY_RATIO):
            return (feminine, True) if record.family <= MY_MAX_PER_OTHERS["ت"] * others else None
        limit = MY_MAX_PER_OTHERS["short" if len(base) == MIN_BASE_LENGTH else "long"]
        if self._nouns.is_noun(base) and self._nouns.fits(word, base, MY_RATIO) and record.family <= limit * others:
            return base, False
        return None

    def is_noun_in_alef_maksura(self, noun: str, word: str, ratio: float) -> bool:
        """Whether a word with a pronoun is one in ى, which is ا before the pronoun: مستواه is of مستوى. أذانا is of أذان."""
        accusative = word.endswith("انا") and self._records[word[:-1]].family > self._records[word].family
        return (
            not accusative
            and self._records[noun].in_alef_maksura
            and self._nouns.takes_article(noun)
            and self._nouns.fits(word, noun, ratio)
        )

    def has_other_pronouns(self, word: str, base: str, pronoun: str) -> bool:
        """Whether other pronouns occur on the base too, as `MIN_OTHER_PRONOUNS` asks. A base in ء is exempt: it changes its
        seat before them."""
        least = MIN_OTHER_PRONOUNS.get(pronoun)
        if least is None or base.endswith("ء"):
            return True
        record = self._records[word]
        others = sum(self._records[base + other].family for other in ("ها", "هم", "ه") if other != pronoun)
        return others >= least * (record.family - record.teh_marbuta)
