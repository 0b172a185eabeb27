"""Suffixes mapped to an attested base: plural, dual, feminine, tanwin alef, attached pronouns.

A suffix goes only where the base is attested well enough beside the suffixed form: ρ = family(form) / family(base) must
not exceed the row's limit. ين, ون and ان go only from forms that take the article themselves, else بوتين would lose its
ين; and what is left must take the article too, else it is no noun (تونغا is no form of تونغ). A mapped form may be
mapped again (اتفاقياتها → اتفاقيات → اتفاقية). What grammar forbids tells names from forms: no accusative with tanwin stands
behind the article (الصفرا) or a preposition (بنورا), and a pronoun that fits a noun has company on it (كتابنا beside كتابه).
"""

from typing import NamedTuple

from archive.text.stemming.lexicon import Lexicon
from archive.text.stemming.proclitics import Stemmer


class Pronoun(NamedTuple):
    suffix: str
    ratio: float
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
COMPANY = {"نا": 0.2, "ه": 0.015}
"""How frequent other pronouns of the third person are on the same base, at least, beside the form with this one: كارينا is not
«our» كاري, nor عبده «his» عبد."""
FEMININE_PLURAL, MASCULINE_PLURAL = 0.01, 0.02
"""The least shares with the article of plurals in ات and ين, beside their bare count. Rare ones lie at .012 (بوصات) and .022
(مؤكدين), إيلات at 0 and كارين at .012."""
NOMINATIVE = 0.1
"""How frequent the nominative in ون is, at least, beside an oblique below that share: جاهزين has one, كارين has none."""
ACCUSATIVE = 0.35
"""The limit of ρ for the ا of tanwin."""
GOVERNED_ACCUSATIVE, DETERMINED_ACCUSATIVE = 0.003, 0.006
"""The shares behind ب or ل, and with the article, from which on a word in ا is no accusative: print allows neither. What newswire
accusatives show of them (.002 and, but for one in a hundred, .005) are slips and other words."""
LEAST_DETERMINED = 0.08
"""How often a noun that has an accusative stands with the article, beside its bare count. Nine tenths of the bases in newswire
do so at a sixth or more, foreign syllables such as بار and كيت seldom."""
INFLECTED = 0.0003
"""The least share of forms with a pronoun, of the feminine or of a plural beside such a noun: foreign syllables have none."""
_OWNED = tuple(row.suffix for row in PRONOUNS)
_LAST = frozenset("هاتنوم")
"""The last letters of all suffixes."""
LEAST_BASE = 3
MOST_STEPS = 4


class SuffixMapper:
    """Decides on one vocabulary, beside the stemmer that knows the families of words."""

    def __init__(self, stemmer: Stemmer) -> None:
        self._stemmer = stemmer
        self._lexicon: Lexicon = stemmer.lexicon

    def strip(self, word: str, *, had_article: bool, teh_marbuta: bool) -> str:
        """The attested base of a folded word without proclitics; `teh_marbuta`: it was printed with a final ة."""
        for _ in range(MOST_STEPS):
            if len(word) < LEAST_BASE + 1 or word in self._lexicon.protected:
                break
            base, teh_marbuta_next = self._step(word, had_article, teh_marbuta)
            if base == word:
                break
            word, teh_marbuta = base, teh_marbuta_next
        return word

    def _step(self, word: str, had_article: bool, teh_marbuta: bool) -> tuple[str, bool]:
        if word[-1] not in _LAST and not teh_marbuta:
            return word, False
        if teh_marbuta or (word.endswith("ه") and self._mostly_teh(word)):
            return self._feminine(word), False
        if not had_article and (owned := self._pronoun(word)):
            return owned
        if word.endswith("ات") and len(word) >= 5:
            return self._sound_feminine_plural(word)
        if word.endswith(("تين", "تان")) and self._fits(word, base := word[:-3] + "ه", 0.5):
            return base, True
        if word.endswith("ين"):
            return self._sound_masculine_plural(word), False
        if word.endswith(("ون", "و", "ان")) and self._stemmer.governed(word):
            return word, False  # no nominative stands behind a preposition: مارون, عمران
        if word.endswith("ون"):
            return self._sound_masculine_plural(word), False
        if (
            word.endswith("و") and not had_article and len(word) > LEAST_BASE + 1 and self._has_whole_plural(word)
        ):  # before another noun the plural loses its ن (مهندسو الشركة)
            base = self._sound_masculine_plural(word + "ن")
            return (base if base != word + "ن" else word), False
        if (
            word.endswith("ان")
            and self._stemmer.determined(word) >= max(2, MASCULINE_PLURAL * self._count(word))
            and self._has_oblique(word)
            and self._fits(word, word[:-2], 0.08)
        ):
            return word[:-2], False
        if word.endswith("ا") and not had_article and self._is_accusative(word):
            return word[:-1], False
        return word, False

    def _fits(self, word: str, base: str, ratio: float) -> bool:
        family = self._stemmer.family
        return len(base) >= LEAST_BASE and family(base) >= 3 and max(family(word), 1) <= ratio * family(base)

    def _mostly_teh(self, word: str) -> bool:
        return 3 * self._lexicon.teh.get(word, 0) > 2 * self._lexicon.counts.get(word, 0) > 0

    def _declines(self, word: str) -> bool:
        """Whether the form takes the article itself: names such as بوتين do not."""
        determined = self._stemmer.determined(word)
        return determined >= 2 and determined >= 0.005 * self._count(word)

    def _is_accusative(self, word: str) -> bool:
        """Whether a word is its base with the ا of tanwin: not one that the article or a preposition goes before."""
        base = word[:-1]
        return (
            self._fits(word, base, ACCUSATIVE)
            and self._is_noun(base)
            and self._stemmer.determined(word) <= DETERMINED_ACCUSATIVE * self._count(word)
            and not self._stemmer.governed(word, GOVERNED_ACCUSATIVE)
        )

    def _is_noun(self, word: str) -> bool:
        """Whether the word stands with the article often enough for a noun or adjective, and inflects. A noun in ء changes its
        seat then (بدئه), so it need not."""
        family, determined = self._stemmer.family, self._stemmer.determined(word)
        if determined < max(3, LEAST_DETERMINED * self._count(word)):
            return False
        inflected = sum(family(word + ending) for ending in ("ه", "ها", "هم", "ات", "ين"))
        return word.endswith("ء") or inflected >= INFLECTED * family(word)

    def _is_adjective(self, word: str) -> bool:
        """Whether the word stands with the article (نادية never does) and without it too (الناصرية, a place, hardly ever)."""
        bare, determined = self._lexicon.counts.get(word, 0), self._stemmer.determined(word)
        return bare >= 0.025 * determined and determined >= 0.05 * bare

    def _has_oblique(self, word: str) -> bool:
        """Whether a nominative in ان or ون has its oblique in ين, the commoner of the two in print: عمران has none."""
        family = self._stemmer.family
        return family(word[:-2] + "ين") >= 0.2 * family(word)

    def _has_whole_plural(self, word: str) -> bool:
        """Whether a plural without its ن is the rarer beside the whole one: مهندسو is, جورجيو is not."""
        family = self._stemmer.family
        return family(word) <= family(word + "ن") + family(word[:-1] + "ين")

    def _feminine(self, word: str) -> str:
        """ية → ي where the masculine with the article is at least 12 % as frequent as the feminine with it."""
        base = word[:-1]
        if len(base) >= LEAST_BASE and base.endswith("ي") and base not in self._lexicon.protected:
            masculine = self._lexicon.counts.get("ال" + base, 0)
            feminine = self._lexicon.counts.get("ال" + word, 0)
            if not self._is_adjective(word):
                return word
            if masculine >= 2 and masculine >= 0.12 * feminine:
                return base
        return word

    def _pronoun(self, word: str) -> tuple[str, bool] | None:
        if not word.endswith(_OWNED):
            return None
        for row in PRONOUNS:
            if not word.endswith(row.suffix):
                continue
            base = word[: -len(row.suffix)]
            if not self.keeps_company(word, base, row.suffix):
                continue
            if base.endswith("ت") and self._fits(word, feminine := base[:-1] + "ه", max(row.ratio, 1.0)):
                return feminine, True
            if self._declines(base) and self._fits(word, base, row.ratio):
                return base, False
            if base.endswith(("او", "اي")) and self._fits(word, glottal := base[:-1] + "ء", 1.0):
                return glottal, False
        return None

    def keeps_company(self, word: str, base: str, pronoun: str) -> bool:
        """Whether other pronouns are tied to the base too, as `COMPANY` asks (a base in ء changes its seat before them)."""
        if pronoun not in COMPANY or base.endswith("ء"):
            return True
        family = self._stemmer.family
        own = family(word) - self._lexicon.teh.get(word, 0)
        return sum(family(base + other) for other in ("ها", "هم", "ه") if other != pronoun) >= COMPANY[pronoun] * own

    def _sound_feminine_plural(self, word: str) -> tuple[str, bool]:
        base, feminine = word[:-2], word[:-2] + "ه"
        family = self._stemmer.family
        if self._stemmer.determined(word) < FEMININE_PLURAL * self._count(word):
            return word, False  # a plural takes the article: إيلات and سعدات do not
        form = max(family(word), 1)
        of_feminine = family(feminine) if 5 * self._lexicon.teh.get(feminine, 0) >= self._count(feminine) else 0
        of_base = family(base)
        if of_feminine >= 3 and form <= 12 * of_feminine and of_feminine >= 0.25 * of_base:
            return feminine, True
        if len(base) >= LEAST_BASE and self._declines(base) and of_base >= 3 and form <= 12 * of_base:
            return base, False
        return word, False

    def _sound_masculine_plural(self, word: str) -> str:
        base, family = word[:-2], self._stemmer.family
        if len(base) < LEAST_BASE or family(base) < 3 or not self._declines(word) or not self._declines(base):
            return word
        form, of_base = max(family(word), 1), family(base)
        if word.endswith("ون"):
            return base if self._has_oblique(word) and form <= 10 * of_base else word
        nominative = family(base + "ون")
        if nominative < NOMINATIVE * form and self._stemmer.determined(word) < MASCULINE_PLURAL * self._count(word):
            return word
        if form <= 0.1 * of_base or (nominative >= 2 and nominative >= 0.01 * form and form <= 10 * of_base):
            return base
        return word

    def _count(self, word: str) -> int:
        return self._lexicon.counts.get(word, 0)
