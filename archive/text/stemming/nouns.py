"""What the word counts show of nouns and adjectives: whether a word declines, takes the article, inflects, and is frequent
enough to be the base of a form."""

from archive.text.stemming.word_usage import WordUsage

MIN_DECLINED_COUNT, MIN_DECLINED_SHARE = 2, 0.005
"""A form that declines occurs with the article this often and at this share of its bare count; names such as بوتين do not."""
NOUN_MIN_WITH_ARTICLE, NOUN_SHARE_WITH_ARTICLE = 3, 0.08
"""How often a noun that has an accusative occurs with the article, relative to its bare count. Nine tenths of the bases in
newswire do so at a sixth or more, foreign syllables such as بار and كيت seldom."""
MIN_INFLECTED = 0.0003
"""The least share of forms with a pronoun, of the feminine or of a plural, of such a noun: foreign syllables have none."""
MIN_BASE_FAMILY = 3
"""A base with a smaller family may be a slip."""
MIN_BASE_LENGTH = 3


class NounEvidence:
    """Answers from one lexicon; words are folded."""

    def __init__(self, usage: WordUsage) -> None:
        self._records = usage.lexicon.records

    def fits(self, word: str, base: str, limit: float) -> bool:
        """Whether the base is long and frequent enough for a form of this frequency."""
        if len(base) < MIN_BASE_LENGTH:
            return False
        family = self._records[base].family
        return family >= MIN_BASE_FAMILY and max(self._records[word].family, 1) <= limit * family

    def declines(self, word: str) -> bool:
        record = self._records[word]
        return record.with_article >= MIN_DECLINED_COUNT and record.with_article >= MIN_DECLINED_SHARE * record.bare

    def takes_article(self, word: str) -> bool:
        """Whether the word has the article often enough for a noun or adjective."""
        record = self._records[word]
        return record.with_article >= max(NOUN_MIN_WITH_ARTICLE, NOUN_SHARE_WITH_ARTICLE * record.bare)

    def is_noun(self, word: str) -> bool:
        """Whether the word has the article often enough for a noun or adjective, and inflects. A noun in ء changes its seat in
        inflection (بدئه), so it need not."""
        record = self._records[word]
        if not self.takes_article(word):
            return False
        if word.endswith("ء"):
            return True
        inflected = sum(self._records[word + ending].family for ending in ("ه", "ها", "هم", "ات", "ين"))
        return inflected >= MIN_INFLECTED * record.family
