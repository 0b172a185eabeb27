"""Clitics and the article: an affix is stripped only where the vocabulary itself proves it.

Order of steps for one folded word:
1. a protected name, an attested verb form, or a word of fewer than four letters stays as it is;
2. proclitics, from the outside in: a conjunction (و ف), then ل + ال, ب/ك + ال, the article, the future's س, or a
   preposition (ب ل ك); the result is the level `spelling`. What follows, `bases` does for the level `stem`.

A word that takes the article itself (الوزارة) cannot carry a proclitic و; وبوتين loses it, because بوتين is far more
frequent than وبوتين and الوبوتين never occurs. Thresholds: measured on newswire treebanks, see docs/analysis.md.
"""

from typing import NamedTuple

from archive.text.characters import ALEF, ALEF_MADDA, TEH_MARBUTA
from archive.text.stemming.lexicon import Lexicon
from archive.text.stemming.stop_words import is_stop_word


class Proclitic(NamedTuple):
    """A letter that may be tied to the front of a word, and how much rarer the tied form must be."""

    letter: str
    ratio: float
    before_verb: float
    """The ratio before an attested verb form that is no plain present; 0: never there."""
    before_present: float
    """The ratio before a form in ي, ت or ن: of these the tied one is always the rarer, unlike وقال."""
    in_family: bool
    """Whether `family` of the bare word counts the tied form too."""
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
ARTICLE_SHARE = 0.03
"""The share of a word's bare count from which on it takes the article itself."""
NAME_PROOF = 3
"""How much more frequent a tied form may be where what follows is a protected name."""
GOVERNED, LEAST_GOVERNED = 0.005, 2
"""The share of its occurrences, and how many, from which on a word is taken to stand behind ب or ل. In newswire 98 % of the
words with و and of past forms lie below .0045, indefinite accusatives and nominative plurals at 0; half of all names above."""
COMMON, NOUN_SHARE = 1_000, (0.25, 0.9)
"""Occurrences (in 4·10⁸) that make a word common, and the shares of them with the article between which it is a noun."""
TEH_SHARE = 0.03
"""What a preposition leaves of a word in ة is printed with ة itself, in this share at least: باسمة holds no اسمه."""
_CONJUNCTION = {row.letter: row for row in CONJUNCTIONS}
_PREPOSITION = {row.letter: row for row in PREPOSITIONS}
_TIED = frozenset((*_PREPOSITION, FUTURE.letter, ARTICLE[0]))
LEAST_LETTERS = 4
"""A word shorter than this keeps every letter: too little would remain to tell words apart."""


class Stemmer:
    """Decides on one vocabulary. Pure: the same word and lexicon give the same answer."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._count = lexicon.counts.get
        self._family: dict[str, int] = {}

    def family(self, word: str) -> int:
        """How often the word occurs, bare or with و, ب, ل, the article and their combinations."""
        known = self._family.get(word)
        if known is None:
            count = self._count
            known = (
                count(word, 0)
                + count("ب" + word, 0)
                + count("ل" + word, 0)
                + count("و" + word, 0)
                + self.determined(word)
            )
            if len(self._family) > 1_000_000:
                self._family.clear()
            self._family[word] = known
        return known

    def determined(self, word: str) -> int:
        """How often the word occurs with the article."""
        count = self._count
        return count("ال" + word, 0) + count("لل" + word, 0) + count("بال" + word, 0) + count("وال" + word, 0)

    def strip_proclitics(self, folded: str, *, printed: str) -> tuple[str, bool]:
        """The folded word without proven proclitics, and whether it carried the article; `printed`: before its letters were
        folded, which tells أ, آ and ا apart and ة from ه."""
        word = self._strip_conjunction(folded)
        if word[0] not in _TIED or self._whole(word):
            return word, False
        if word.startswith("لل"):
            return self._strip_to_the(word)
        for tied in ("بال", "كال"):
            if word.startswith(tied) and len(word) >= len(tied) + 2:
                article = self._article_after_preposition(word)
                if article is not None:
                    return article
        if word.startswith(ARTICLE) and printed[len(folded) - len(word)] != ALEF_MADDA:  # آلاف, آلاشهر
            return self._strip_article(word)
        rest = word[1:]
        if rest[0] == ALEF and printed[len(folded) - len(rest)] == ALEF and self._is_rare_for_me(word):
            return word, False
        if (
            word.startswith(FUTURE.letter)
            and rest[0] in "يتنا"
            and rest in self.lexicon.verbs
            and not self._has_own_front(word)
            and self._outweighs(rest, self._count(word, 0), FUTURE)
        ):
            return rest, False
        stripped = self._strip_preposition(word)
        if printed.endswith(TEH_MARBUTA) and self.lexicon.teh.get(stripped, 0) < TEH_SHARE * self._count(stripped, 0):
            return word, False
        return stripped, False

    def _is_rare_for_me(self, word: str) -> bool:
        """Whether «I will …» or «that I …», printed without its hamza, would be commoner than the same of «he»: ساري, لاري."""
        he = word[0] + "ي" + word[2:]
        return word[0] in "سل" and word[1:] in self.lexicon.verbs and self._count(word, 0) > self._count(he, 0)

    def _whole(self, word: str) -> bool:
        return len(word) < LEAST_LETTERS or word in self.lexicon.protected or word in self.lexicon.verbs

    def takes_article(self, word: str) -> bool:
        """Whether the word stands with the article in at least 3 % (and three) of its own occurrences."""
        determined = self.determined(word)
        return determined >= 3 and determined >= ARTICLE_SHARE * self._count(word, 0)

    def is_common_noun(self, word: str) -> bool:
        """Whether a folded word is frequent, and stands with the article as well as without it, as nouns and adjectives do
        (صور, النواب). A name does one of both: القاهرة has its article always, بوتين never."""
        bare, determined = self._count(word, 0), self.determined(word)
        least, most = NOUN_SHARE
        return bare + determined >= COMMON and least <= determined / (bare + determined) <= most

    def governed(self, word: str, share: float = GOVERNED) -> bool:
        """Whether the word stands behind a preposition itself (لفيتنام, بنورا), in this share of its occurrences: then no
        conjunction or preposition is tied to its front, and it is neither a nominative nor an indefinite accusative."""
        behind = self._behind("ب", word) + self._behind("ل", word)
        return behind >= LEAST_GOVERNED and behind >= share * self._count(word, 0)

    def _behind(self, preposition: str, word: str) -> int:
        """How often the word stands behind ب, ل or ك. لل is no proof, since it holds the article; nor is a tied form that is a
        name or more frequent than the word: it is another word (لوسيل, وسيل)."""
        tied = preposition + word
        times = self._count(tied, 0)
        if not times:
            return 0
        known = tied.startswith("لل") or tied in self.lexicon.protected or times > self._count(word, 0)
        return 0 if known else times

    def _has_own_front(self, word: str) -> bool:
        """Whether the first letter, that of a conjunction or preposition, is the word's own: other prepositions go before it.

        Two different ones, since a single one may make another word of it (بوستة is the post, not في وستة).
        """
        count = self._count
        tied = [letter for letter in "بلك" if count(letter + word, 0)]
        return len(tied) >= 2 and sum(self._behind(letter, word) > 0 for letter in tied) >= 2 and self.governed(word)

    def _strip_conjunction(self, word: str) -> str:
        row = _CONJUNCTION.get(word[0])
        if row is not None and not self._whole(word):
            rest, own = word[1:], self._count(word, 0)
            own_front = self._has_own_front(word) and not self._sure(rest)
            if (own_front or self.takes_article(word)) and not self._is_tied(word, rest, row):
                return word
            if rest.startswith(("ال", "لل")) or (rest.startswith(("بال", "كال")) and len(rest) > 5):
                attested = self._count(rest, 0) >= max(2, 0.02 * own) or self._unseen_article(rest, own)
                return rest if attested or rest in self.lexicon.protected else word
            return rest if self._outweighs(rest, own, row) else word
        return word

    def _unseen_article(self, rest: str, own: int) -> bool:
        """وال + a word whose bare form is known, though this very combination was never counted."""
        return rest.startswith(ARTICLE) and own < 2 and self.family(rest[2:]) >= 2

    def _is_tied(self, word: str, rest: str, row: Proclitic) -> bool:
        """Whether a conjunction is beyond doubt, whatever a few slips say (الوسيل for الوسيلة beside وسئل): what follows
        is far more frequent than it needs to be."""
        own = self._count(word, 0)
        if is_stop_word(rest):
            return False
        return own <= row.ratio / 5 * self.family(rest) and self.determined(word) < 0.1 * own

    def _sure(self, rest: str) -> bool:
        return rest.startswith(("ال", "لل")) or rest in self.lexicon.protected

    def _outweighs(self, rest: str, own: int, row: Proclitic) -> bool:
        family = self.family(rest) - (own if row.in_family else 0)
        if rest in self.lexicon.protected:  # a name is better proof than a count, not stronger than any count
            return own <= max(row.ratio * NAME_PROOF * family, 1)
        if rest in self.lexicon.verbs:
            return self._outweighs_verb(rest, own, row)
        return family >= 2 and own <= row.ratio * family

    def _outweighs_verb(self, rest: str, own: int, row: Proclitic) -> bool:
        """As `_outweighs`, before a verb's form. Only و is tied to the form's own family: بيبر and ليبر are no يبر."""
        count = self._count
        family = count(rest, 0) + (0 if row.letter == "و" else count("و" + rest, 0))
        return own <= (row.before_present if rest[0] in "يتن" else row.before_verb) * family

    def _article_after_preposition(self, word: str) -> tuple[str, bool] | None:
        rest, own = word[3:], self._count(word, 0)
        with_article = word[1:]
        if self._count(with_article, 0) >= max(2, 0.05 * own):
            return self._strip_article(with_article)
        if rest in self.lexicon.protected or (
            self.family(rest) >= max(3, own) and self.determined(rest) - own < 0.03 * own + 3
        ):
            return rest, True
        return None

    def _strip_to_the(self, word: str) -> tuple[str, bool]:
        """لل is ل + the article (للأزمة), or ل before a word that begins with ل (للجنة = ل + لجنة or ل + اللجنة)."""
        rest, with_lam = word[2:], word[1:]
        if rest in self.lexicon.protected:
            return rest, True
        circular = self._count("ل" + rest, 0)
        if self.family(with_lam) > 2 * (self.family(rest) - circular):
            return with_lam, True
        return rest, True

    def _strip_article(self, word: str) -> tuple[str, bool]:
        rest = word[2:]
        if len(rest) < 2 or self._article_is_root(word):
            return word, False
        return rest, True

    def _article_is_root(self, word: str) -> bool:
        """ال belongs to the word itself (ألمانيا, التزام) where ل is tied before it whole, or where it takes ال again."""
        if word in self.lexicon.protected:
            return True
        rest, own, count = word[2:], self._count(word, 0), self._count
        if rest in self.lexicon.protected:
            return False
        whole = count("ل" + word, 0)
        if whole >= max(2, 0.001 * own) and whole > 2 * count("لل" + rest, 0):
            return True
        if count("ال" + word, 0) >= 3 and self.takes_article(word):
            return True
        return own >= 50 and count("لل" + rest, 0) == 0 and self.family(rest) - own < 0.004 * own

    def _strip_preposition(self, word: str) -> str:
        row = _PREPOSITION.get(word[0])
        if row is not None:
            rest = word[1:]
            if self.takes_article(word) or (self._has_own_front(word) and not self._sure(rest)):
                return word
            own = self._count(word, 0)
            if rest.startswith(ARTICLE) and self._article_is_root(rest) and self._count(rest, 0) > own:
                return rest
            return rest if self._outweighs(rest, own, row) else word
        return word
