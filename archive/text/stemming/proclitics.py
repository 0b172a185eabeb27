"""Clitics and the article: stripped only where the word counts prove them.

Order of steps for one folded word:
1. a protected name, an attested verb form, or a word of fewer than four letters stays as it is;
2. proclitics, from the outside in: a conjunction (و ف), then ل + ال, ب/ك + ال, the article, the future's س, or a
   preposition (ب ل ك). The result is the level `spelling`; `stem_finder` continues from it.

A word that takes the article itself (الوزارة) cannot carry a proclitic و; وبوتين loses it, because بوتين is far more
frequent than وبوتين and الوبوتين never occurs. The thresholds were set on newswire treebanks, see docs/analysis.md.
"""

from typing import NamedTuple

from archive.text.characters import ALEF, ALEF_MADDA, TEH_MARBUTA
from archive.text.stemming.lexicon import WordRecord
from archive.text.stemming.stop_words import is_stop_word
from archive.text.stemming.word_usage import WordUsage


class Proclitic(NamedTuple):
    """A letter that may be attached to the front of a word, and how much rarer the attached form must be."""

    letter: str
    ratio: float
    before_verb: float
    """The ratio before an attested verb form other than a plain present; 0: never before verbs."""
    before_present: float
    """The ratio before a form in ي, ت or ن: there the attached form is always the rarer, unlike وقال."""
    in_family: bool
    """Whether the family of the bare word counts the attached form too."""
    gloss: str
    example: str


CONJUNCTIONS = (
    Proclitic("و", 0.25, 8.0, 2.0, True, "and", "وبوتين → بوتين; وقال is more frequent than قال in news"),
    Proclitic("ف", 0.02, 0.1, 0.06, False, "so, then", "فقال → قال; rare, and a root letter of many words"),
)
PREPOSITIONS = (
    Proclitic("ب", 0.35, 0.0, 0.0, True, "in, by", "بفيتنام → فيتنام"),
    Proclitic("ل", 0.35, 0.2, 0.2, True, "to, for", "لبوتين → بوتين"),
    Proclitic("ك", 0.02, 0.0, 0.0, False, "as, like", "كمورد → مورد; rare"),
)
FUTURE = Proclitic("س", 0.0, 0.5, 0.5, False, "will", "سيزور → يزور; only before a present form")
ARTICLE = "ال"
ARTICLE_AFTER_PREPOSITION = ("بال", "كال")
MIN_WORD_LENGTH = 4
"""A shorter word keeps every letter: what remained would not distinguish words."""
MIN_LENGTH_AFTER_ARTICLE = 2
MIN_LENGTH_AFTER_CONJUNCTION_AND_ARTICLE = 3
"""Of وبال… and وكال…: shorter ones are words of their own (وبال)."""
MIN_FAMILY = 2
"""The family of what remains: a single occurrence may be a slip."""
NAME_PROOF = 3
"""How many times as frequent an attached form may be if the rest is a protected name."""
TEH_MARBUTA_SHARE = 0.03
"""The rest of a word printed with ة is printed with ة itself, in this share at least: باسمة does not contain اسمه."""
ATTESTED_MIN_COUNT, ATTESTED_SHARE = 2, 0.02
"""What follows a conjunction, with its article, occurs this often, at least, and at this share of the whole."""
CERTAIN_FRACTION = 5
UNCERTAIN_ARTICLE_SHARE = 0.1
"""A conjunction is certain at a fifth of its ratio, though the form occurs with the article, in less than this share of its
count: such occurrences are slips (الوسيل for الوسيلة, next to وسئل)."""
BEH_ARTICLE_MIN_COUNT, BEH_ARTICLE_SHARE = 2, 0.05
"""بال and كال end in the article if the form without its first letter occurs this often, at this share of the whole."""
UNSEEN_ARTICLE_MIN_FAMILY = 3
UNSEEN_ARTICLE_SHARE, UNSEEN_ARTICLE_COUNT = 0.03, 3
"""They do also if the bare word has this family, at least, is as frequent, and hardly has the article in any other form."""
LAM_LAM_RATIO = 2
"""لل is ل before a word in ل if that word is this many times as frequent as the other (للجنة: لجنة, not جنة)."""
WHOLE_MIN_COUNT, WHOLE_SHARE, WHOLE_RATIO = 2, 0.001, 2
"""ال belongs to the word if ل goes before it whole (لألمانيا) this often, at this share, and this many times as often as لل."""
ROOT_MIN_COUNT, ROOT_SHARE = 50, 0.004
"""ال belongs to a word that occurs this often if لل never stands in its place, and the rest occurs at less than this share."""
ROOT_MIN_WITH_ARTICLE = 3
"""ال belongs to the word if it takes another ال this often (الالتزام)."""
_CONJUNCTION = {row.letter: row for row in CONJUNCTIONS}
_PREPOSITION = {row.letter: row for row in PREPOSITIONS}
_ATTACHED = frozenset((*_PREPOSITION, FUTURE.letter, ARTICLE[0]))
_PRESENT_PREFIXES = "يتن"


class ProcliticStripper:
    """Decides from one lexicon. Pure: the same word and lexicon give the same answer."""

    def __init__(self, usage: WordUsage) -> None:
        self._usage = usage
        self._records = usage.lexicon.records

    def strip(self, folded: str, *, printed: str) -> tuple[str, bool]:
        """The folded word without proven proclitics, and whether it had the article. `printed`: the word before folding, which
        distinguishes أ, آ and ا, and ة from ه."""
        word = self._strip_conjunction(folded)
        if word[0] not in _ATTACHED or self._is_whole(word, self._records[word]):
            return word, False
        if word.startswith("لل"):
            return self._strip_lam_and_article(word)
        if word.startswith(ARTICLE_AFTER_PREPOSITION) and len(word) >= 3 + MIN_LENGTH_AFTER_ARTICLE:
            stripped = self._strip_preposition_and_article(word)
            if stripped is not None:
                return stripped
        if word.startswith(ARTICLE) and printed[len(folded) - len(word)] != ALEF_MADDA:  # آلاف, آلاشهر
            return self._strip_article(word)
        rest = word[1:]
        if rest[0] == ALEF and printed[len(folded) - len(rest)] == ALEF and self._is_rare_first_person(word):
            return word, False
        if self._has_future(word, rest):
            return rest, False
        stripped_word = self._strip_preposition(word)
        if printed.endswith(TEH_MARBUTA):
            record = self._records[stripped_word]
            if record.teh_marbuta < TEH_MARBUTA_SHARE * record.bare:
                return word, False
        return stripped_word, False

    def _is_whole(self, word: str, record: WordRecord) -> bool:
        return len(word) < MIN_WORD_LENGTH or record.is_protected or record.past != ""

    def _has_future(self, word: str, rest: str) -> bool:
        return (
            word.startswith(FUTURE.letter)
            and rest[0] in "يتنا"
            and self._records[rest].past != ""
            and not self._usage.has_own_initial(word)
            and self._outweighs(rest, self._records[word].bare, FUTURE)
        )

    def _is_rare_first_person(self, word: str) -> bool:
        """Whether the word is «I will …» or «that I …», printed without hamza, and more frequent than the same of «he»: then it
        is another word (ساري, لاري)."""
        if word[0] not in "سل" or not self._records[word[1:]].past:
            return False
        third_person = word[0] + "ي" + word[2:]
        return self._records[word].bare > self._records[third_person].bare

    def _strip_conjunction(self, word: str) -> str:
        row = _CONJUNCTION.get(word[0])
        if row is None:
            return word
        record = self._records[word]
        if self._is_whole(word, record):
            return word
        rest, own = word[1:], record.bare
        own_initial = self._usage.has_own_initial(word) and not self._is_certain(rest)
        if (own_initial or self._usage.takes_article(word)) and not self._is_attached(record, rest, row):
            return word
        if rest.startswith((ARTICLE, "لل")) or (
            rest.startswith(ARTICLE_AFTER_PREPOSITION) and len(rest) >= 3 + MIN_LENGTH_AFTER_CONJUNCTION_AND_ARTICLE
        ):
            found = self._records[rest]
            attested = found.bare >= max(ATTESTED_MIN_COUNT, ATTESTED_SHARE * own)
            return rest if attested or self._is_unseen_article(rest, own) or found.is_protected else word
        return rest if self._outweighs(rest, own, row) else word

    def _is_unseen_article(self, rest: str, own: int) -> bool:
        """وال + a word that is known bare, though this combination is not in the counts."""
        return rest.startswith(ARTICLE) and own < ATTESTED_MIN_COUNT and self._records[rest[2:]].family >= MIN_FAMILY

    def _is_attached(self, record: WordRecord, rest: str, row: Proclitic) -> bool:
        """Whether a conjunction is certain in spite of a few slips: the rest is far more frequent than it needs to be."""
        if is_stop_word(rest):
            return False
        own = record.bare
        return (
            own <= row.ratio / CERTAIN_FRACTION * self._records[rest].family
            and record.with_article < UNCERTAIN_ARTICLE_SHARE * own
        )

    def _is_certain(self, rest: str) -> bool:
        return rest.startswith((ARTICLE, "لل")) or self._records[rest].is_protected

    def _outweighs(self, rest: str, own: int, row: Proclitic) -> bool:
        """Whether the rest is frequent enough, next to the attached form's count, for the proclitic to be one."""
        record = self._records[rest]
        family = record.family - (own if row.in_family else 0)
        if record.is_protected:  # a name is better proof than a count, yet not stronger than any count
            return own <= max(row.ratio * NAME_PROOF * family, 1)
        if record.past:
            # Only و is counted with the verb form's own family: بيبر and ليبر do not contain يبر.
            forms = record.bare + (0 if row.letter == "و" else record.after_waw)
            return own <= (row.before_present if rest[0] in _PRESENT_PREFIXES else row.before_verb) * forms
        return family >= MIN_FAMILY and own <= row.ratio * family

    def _strip_preposition_and_article(self, word: str) -> tuple[str, bool] | None:
        rest, own = word[3:], self._records[word].bare
        with_article = word[1:]
        if self._records[with_article].bare >= max(BEH_ARTICLE_MIN_COUNT, BEH_ARTICLE_SHARE * own):
            return self._strip_article(with_article)
        record = self._records[rest]
        if record.is_protected or (
            record.family >= max(UNSEEN_ARTICLE_MIN_FAMILY, own)
            and record.with_article - own < UNSEEN_ARTICLE_SHARE * own + UNSEEN_ARTICLE_COUNT
        ):
            return rest, True
        return None

    def _strip_lam_and_article(self, word: str) -> tuple[str, bool]:
        """لل is ل + the article (للأزمة), or ل before a word that begins with ل (للجنة = ل + لجنة or ل + اللجنة)."""
        rest, with_lam = word[2:], word[1:]
        record = self._records[rest]
        if not record.is_protected:
            other = self._records[with_lam]
            if other.family > LAM_LAM_RATIO * (record.family - record.after_lam):  # after ل it is that other word
                return with_lam, True
        return rest, True

    def _strip_article(self, word: str) -> tuple[str, bool]:
        rest = word[2:]
        if len(rest) < MIN_LENGTH_AFTER_ARTICLE or self._is_article_of_root(word):
            return word, False
        return rest, True

    def _is_article_of_root(self, word: str) -> bool:
        """Whether ال belongs to the word itself (ألمانيا, التزام): ل goes before it whole, or it takes ال again."""
        record = self._records[word]
        if record.is_protected:
            return True
        rest, own = self._records[word[2:]], record.bare
        if rest.is_protected:
            return False
        whole = record.after_lam
        if whole >= max(WHOLE_MIN_COUNT, WHOLE_SHARE * own) and whole > WHOLE_RATIO * rest.after_lil:
            return True
        if record.after_al >= ROOT_MIN_WITH_ARTICLE and self._usage.takes_article(word):
            return True
        return own >= ROOT_MIN_COUNT and rest.after_lil == 0 and rest.family - own < ROOT_SHARE * own

    def _strip_preposition(self, word: str) -> str:
        row = _PREPOSITION.get(word[0])
        if row is None:
            return word
        rest = word[1:]
        if self._usage.takes_article(word) or (self._usage.has_own_initial(word) and not self._is_certain(rest)):
            return word
        own = self._records[word].bare
        if rest.startswith(ARTICLE) and self._is_article_of_root(rest) and self._records[rest].bare > own:
            return rest
        return rest if self._outweighs(rest, own, row) else word
