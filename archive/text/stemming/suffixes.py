"""Suffixes mapped to an attested base: plural, dual, feminine, tanwin alef, attached pronouns (`pronouns`).

A suffix is stripped only if the base is frequent enough: ρ = family(form) / family(base) must not exceed the limit of the
suffix. ين, ون and ان are stripped only from forms that take the article themselves, else بوتين would lose its ين; and the
base must take the article too, else it is not a noun (تونغا is not a form of تونغ). A base may have a suffix again (اتفاقياتها
→ اتفاقيات → اتفاقية). Grammar separates names from forms: an accusative with tanwin follows neither the article (الصفرا) nor a
preposition (بنورا).
"""

from archive.text.stemming.nouns import MIN_BASE_FAMILY, MIN_BASE_LENGTH, MIN_DECLINED_COUNT, NounEvidence
from archive.text.stemming.pronouns import PronounStripper
from archive.text.stemming.word_usage import WordUsage

FEMININE_PLURAL_SHARE, MASCULINE_PLURAL_SHARE = 0.01, 0.02
"""The least shares with the article of plurals in ات and ين, relative to their bare count. Rare ones lie at .012 (بوصات) and .022
(مؤكدين), إيلات at 0 and كارين at .012."""
PLURAL_LIMIT = 10
FEMININE_PLURAL_LIMIT = 12
"""The limits of ρ for plurals with good evidence; some are far more frequent than their singular (انتخابات)."""
FEMININE_OVER_MASCULINE = 0.25
"""A plural in ات belongs to the feminine rather than to the base without ة if the feminine is this frequent, relative to it."""
FEMININE_PER_TEH_MARBUTA = 5
"""A singular in ه is a feminine if at least one in this many occurrences is printed with ة."""
MIN_NOMINATIVE = 0.1
"""The least frequency of the nominative in ون, relative to the oblique, if that lies below the share above: جاهزين has one,
كارين has none."""
UNPROVEN_PLURAL_LIMIT = 0.1
NOMINATIVE_MIN_COUNT, NOMINATIVE_SHARE = 2, 0.01
"""ين is a plural's below this ρ, or if the nominative in ون occurs this often, at this share of the form."""
MIN_OBLIQUE = 0.2
"""The least frequency of the oblique in ين, relative to a nominative in ان or ون: the oblique is the commoner of the two."""
DUAL_LIMIT, FEMININE_DUAL_LIMIT = 0.08, 0.5
"""The limits of ρ for ان, and for تان and تين."""
MASCULINE_SHARE = 0.12
"""ية is the feminine of ي if the masculine with the article is this frequent, relative to the feminine with it."""
MIN_MASCULINE_COUNT = 2
ADJECTIVE_MIN_BARE, ADJECTIVE_MIN_WITH_ARTICLE = 0.025, 0.05
"""The least shares of an adjective without the article and with it, relative to the other: الناصرية, a place, hardly ever occurs
without, نادية never with."""
ACCUSATIVE_LIMIT = 0.35
"""The limit of ρ for the ا of tanwin."""
ACCUSATIVE_MAX_GOVERNED, ACCUSATIVE_MAX_WITH_ARTICLE = 0.003, 0.006
"""The shares behind ب or ل, and with the article, from which on a word in ا is not an accusative: grammar allows neither. What
newswire accusatives have of them (.002 and, but for one in a hundred, .005) are slips and other words."""
MAX_SUFFIXES = 4
_LAST_LETTERS = frozenset("هاتنومي")
"""The last letters of all suffixes."""


class SuffixStripper:
    """Decides from one lexicon."""

    def __init__(self, usage: WordUsage) -> None:
        self._usage = usage
        self._records = usage.lexicon.records
        self._nouns = NounEvidence(usage)
        self.pronouns = PronounStripper(usage)

    def strip(self, word: str, *, had_article: bool, teh_marbuta: bool) -> str:
        """The attested base of a folded word without proclitics; `teh_marbuta`: it was printed with a final ة."""
        for _ in range(MAX_SUFFIXES):
            if len(word) <= MIN_BASE_LENGTH or self._records[word].is_protected:
                break
            base, base_has_teh_marbuta = self._strip_one(word, had_article, teh_marbuta)
            if base == word:
                break
            word, teh_marbuta = base, base_has_teh_marbuta
        return word

    def _strip_one(self, word: str, had_article: bool, teh_marbuta: bool) -> tuple[str, bool]:
        """The word without its last suffix, and whether what remains ends in ة."""
        if word[-1] not in _LAST_LETTERS and not teh_marbuta:
            return word, False
        if teh_marbuta or (word.endswith("ه") and self._is_mostly_teh_marbuta(word)):
            return self._strip_feminine(word), False
        if not had_article and (owned := self.pronouns.strip(word)):
            return owned
        if word.endswith("ات") and len(word) >= MIN_BASE_LENGTH + 2:
            return self._strip_feminine_plural(word)
        if word.endswith(("تين", "تان")) and self._nouns.fits(word, base := word[:-3] + "ه", FEMININE_DUAL_LIMIT):
            return base, True
        if word.endswith("ين"):
            return self._strip_masculine_plural(word), False
        if word.endswith(("ون", "و", "ان")) and self._usage.is_governed(word):
            return word, False  # a nominative never follows a preposition: مارون, عمران
        if word.endswith("ون"):
            return self._strip_masculine_plural(word), False
        if word.endswith("و") and not had_article and len(word) > MIN_BASE_LENGTH + 1 and self._has_whole_plural(word):
            base = self._strip_masculine_plural(
                word + "ن"
            )  # before another noun the plural loses its ن (مهندسو الشركة)
            return (base if base != word + "ن" else word), False
        if word.endswith("ان") and self._is_dual(word):
            return word[:-2], False
        if word.endswith("ا") and not had_article and self._is_accusative(word):
            return word[:-1], False
        return word, False

    def _is_mostly_teh_marbuta(self, word: str) -> bool:
        """Whether more than two thirds of a word in ه are printed with ة: a feminine, not a noun with a pronoun."""
        record = self._records[word]
        return 3 * record.teh_marbuta > 2 * record.bare > 0

    def _is_dual(self, word: str) -> bool:
        record = self._records[word]
        return (
            record.with_article >= max(MIN_DECLINED_COUNT, MASCULINE_PLURAL_SHARE * record.bare)
            and self._has_oblique(word)
            and self._nouns.fits(word, word[:-2], DUAL_LIMIT)
        )

    def _is_accusative(self, word: str) -> bool:
        """Whether a word is its base with the ا of tanwin: not one that follows the article or a preposition."""
        base, record = word[:-1], self._records[word]
        return (
            self._nouns.fits(word, base, ACCUSATIVE_LIMIT)
            and self._nouns.is_noun(base)
            and record.with_article <= ACCUSATIVE_MAX_WITH_ARTICLE * record.bare
            and not self._usage.is_governed(word, ACCUSATIVE_MAX_GOVERNED)
        )

    def _is_adjective(self, word: str) -> bool:
        """Whether the word occurs both with the article and without."""
        record = self._records[word]
        bare, with_article = record.bare, record.with_article
        return bare >= ADJECTIVE_MIN_BARE * with_article and with_article >= ADJECTIVE_MIN_WITH_ARTICLE * bare

    def _has_oblique(self, word: str) -> bool:
        """Whether a nominative in ان or ون has its oblique in ين: عمران has none."""
        return self._records[word[:-2] + "ين"].family >= MIN_OBLIQUE * self._records[word].family

    def _has_whole_plural(self, word: str) -> bool:
        """Whether a plural without its ن is rarer than the whole one: مهندسو is, جورجيو is not."""
        records = self._records
        return records[word].family <= records[word + "ن"].family + records[word[:-1] + "ين"].family

    def _strip_feminine(self, word: str) -> str:
        """ية → ي."""
        base = word[:-1]
        if len(base) < MIN_BASE_LENGTH or not base.endswith("ي"):
            return word
        masculine = self._records[base]
        if masculine.is_protected or not self._is_adjective(word):
            return word
        least = max(MIN_MASCULINE_COUNT, MASCULINE_SHARE * self._records[word].after_al)
        return base if masculine.after_al >= least else word

    def _strip_feminine_plural(self, word: str) -> tuple[str, bool]:
        base, feminine = word[:-2], word[:-2] + "ه"
        record = self._records[word]
        if record.with_article < FEMININE_PLURAL_SHARE * record.bare:
            return word, False
        form = max(record.family, 1)
        singular = self._records[feminine]
        of_feminine = singular.family if FEMININE_PER_TEH_MARBUTA * singular.teh_marbuta >= singular.bare else 0
        of_base = self._records[base].family
        if (
            of_feminine >= MIN_BASE_FAMILY
            and form <= FEMININE_PLURAL_LIMIT * of_feminine
            and of_feminine >= FEMININE_OVER_MASCULINE * of_base
        ):
            return feminine, True
        if (
            len(base) >= MIN_BASE_LENGTH
            and self._nouns.declines(base)
            and of_base >= MIN_BASE_FAMILY
            and form <= FEMININE_PLURAL_LIMIT * of_base
        ):
            return base, False
        return word, False

    def _strip_masculine_plural(self, word: str) -> str:
        base = word[:-2]
        if len(base) < MIN_BASE_LENGTH:
            return word
        of_base = self._records[base].family
        if of_base < MIN_BASE_FAMILY or not self._nouns.declines(word) or not self._nouns.declines(base):
            return word
        record = self._records[word]
        form = max(record.family, 1)
        if word.endswith("ون"):
            return base if self._has_oblique(word) and form <= PLURAL_LIMIT * of_base else word
        nominative = self._records[base + "ون"].family
        if nominative < MIN_NOMINATIVE * form and record.with_article < MASCULINE_PLURAL_SHARE * record.bare:
            return word
        proven = nominative >= NOMINATIVE_MIN_COUNT and nominative >= NOMINATIVE_SHARE * form
        return base if form <= (PLURAL_LIMIT if proven else UNPROVEN_PLURAL_LIMIT) * of_base else word
