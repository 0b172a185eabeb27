"""How the corpus uses a word, with the article and after prepositions, which shows what kind of word it is."""

from archive.text.stemming.lexicon import Lexicon, WordRecord

MIN_WITH_ARTICLE = 3
ARTICLE_SHARE = 0.03
"""A word takes the article if it occurs with it this often, at least, and at this share of its bare count."""
COMMON_NOUN_MIN_COUNT = 1_000
NOUN_ARTICLE_SHARE = (0.25, 0.9)
"""A common noun occurs this often (in 4·10⁸ words), with the article in a share of occurrences between these two."""
GOVERNED_MIN_COUNT = 2
GOVERNED_SHARE = 0.005
"""A word is governed if it occurs after ب or ل this often, at least, and at this share of its bare count. In newswire 98 %
of the words with و and of past forms lie below .0045, indefinite accusatives and nominative plurals at 0;
half of all names above."""
MIN_PREPOSITIONS = 2
"""How many of ب, ل, ك must occur before a word: one may make another word of it (بوستة is the post, not في وستة)."""


class WordUsage:
    """Answers from one lexicon; words are folded."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._records = lexicon.records

    def takes_article(self, word: str) -> bool:
        """Whether the word takes the article itself, as nouns and adjectives do."""
        record = self._records[word]
        return record.with_article >= MIN_WITH_ARTICLE and record.with_article >= ARTICLE_SHARE * record.bare

    def is_common_noun(self, word: str) -> bool:
        """Whether the word is frequent and occurs both with the article and without it, as nouns and adjectives do
        (صور, النواب). A name does one of both: القاهرة has its article always, بوتين never."""
        record = self._records[word]
        occurrences = record.bare + record.with_article
        lowest, highest = NOUN_ARTICLE_SHARE
        return occurrences >= COMMON_NOUN_MIN_COUNT and lowest <= record.with_article / occurrences <= highest

    def is_governed(self, word: str, share: float = GOVERNED_SHARE) -> bool:
        """Whether prepositions govern the word (لفيتنام, بنورا) in this share of its occurrences. Then its first letter is not a
        conjunction or preposition, and it is neither a nominative nor an indefinite accusative."""
        record = self._records[word]
        after_beh, after_lam = record.after_beh, record.after_lam
        if after_beh + after_lam < GOVERNED_MIN_COUNT:  # the usual case
            return False
        times = self._governed_by("ب", word, after_beh, record) + self._governed_by("ل", word, after_lam, record)
        return times >= GOVERNED_MIN_COUNT and times >= share * record.bare

    def has_own_initial(self, word: str) -> bool:
        """Whether the first letter of the word belongs to it, though it is one of a conjunction or preposition: several
        prepositions go before it."""
        record = self._records[word]
        before = (("ب", record.after_beh), ("ل", record.after_lam), ("ك", record.after_kaf))
        found = [(letter, times) for letter, times in before if times]
        return (
            len(found) >= MIN_PREPOSITIONS
            and sum(self._governed_by(letter, word, times, record) > 0 for letter, times in found) >= MIN_PREPOSITIONS
            and self.is_governed(word)
        )

    def _governed_by(self, preposition: str, word: str, times: int, record: WordRecord) -> int:
        """`times`, how often the word occurs after the preposition, or 0 if that form is another word: one in لل, which holds
        the article; a name; or one more frequent than the word (لوسيل, وسيل)."""
        if not times or times > record.bare:
            return 0
        form = preposition + word
        return 0 if form.startswith("لل") or self._records[form].is_protected else times
