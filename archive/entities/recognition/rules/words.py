"""Classes of words that the rules ask about: definite, unknown to the vocabulary, adjective, part of a personal name."""

from archive.entities.recognition.analyzed_text import AnalyzedText
from archive.entities.recognition.name_lists import name_lists
from archive.entities.recognition.triggers import STANDING_ADJECTIVES, TIME_WORDS, TITLES
from archive.text import current_analyzer, is_stop_word, takes_article

MAX_COUNT_OF_UNKNOWN = 400
"""Occurrences in the lexicon below which a word counts as unknown."""
MAX_COUNT_OF_FAMILY_ADJECTIVE = 3_000
_PRONOUNS = ("ها", "هم", "نا", "كم", "ته")
_PLURAL_ADJECTIVES, _ADDED = ("يين",), ("ه", "ات", "يين", "وم")
"""Endings of what goes on a definite name without و and with it: «السياسيين», «والعلوم»."""
_NAME_LISTS = frozenset("FfLlPp")


class RuleWords:
    """The words of a text; a place is the index of a word."""

    def __init__(self, analyzed: AnalyzedText) -> None:
        self.analyzed = analyzed
        self.terms = analyzed.terms
        self.folded = analyzed.folded
        self.follows = analyzed.follows

    def lists(self, place: int) -> str:
        """The letters of the name lists that the word is in, with or without its clitics."""
        return name_lists(self.folded[place]) + name_lists(self.terms[place].spelling)

    def is_definite(self, place: int) -> bool:
        word = self.folded[place]
        return word.startswith(("ال", "وال", "لل")) and not self.terms[place].exact.startswith("أل")

    def is_unknown(self, place: int) -> bool:
        """Whether the vocabulary hardly has the word, as with foreign names; the short words within them count too (إس, فان)."""
        word = self.terms[place].spelling
        if self.folded[place] != word or is_stop_word(word) or not word.isalpha() or word.isascii():
            return False
        if word.endswith(_PRONOUNS) and len(word) > 4:
            return False
        lexicon = current_analyzer().lexicon
        is_rare = lexicon[word].bare < MAX_COUNT_OF_UNKNOWN
        return is_rare and not lexicon[word].is_verb and not takes_article(word)

    def is_latin(self, place: int) -> bool:
        return self.terms[place].exact.isascii() and self.terms[place].exact.isalpha()

    def is_derived(self, place: int) -> bool:
        """Whether the word is a noun in the accusative, with the pronoun ه or ي, or in the construct plural or dual: «نفقا»,
        «تعلقه», «مراقبو», «سفيري»."""
        word = self.terms[place].spelling
        return word.endswith(("ا", "ه", "و", "ي")) and (takes_article(word[:-1]) or takes_article(f"{word[:-1]}ه"))

    def is_family_adjective(self, place: int) -> bool:
        """Whether the word is a rare adjective with the article and no nationality, as many family names are: العتيبي."""
        folded, word = self.folded[place], self.terms[place].spelling
        is_rare = current_analyzer().lexicon[word].bare < MAX_COUNT_OF_FAMILY_ADJECTIVE
        return folded == f"ال{word}" and word.endswith("ي") and is_rare and "N" not in self.lists(place)

    def is_adjective(self, place: int) -> bool:
        """Whether the word has the article, no proclitic, and the ending of a relational adjective."""
        folded = self.folded[place]
        return folded.startswith("ال") and folded.endswith(("ي", "يه")) and not is_stop_word(folded)

    def may_be_name(self, place: int) -> bool:
        """Whether the word is in a list of personal names and is not a title, stop word or verb."""
        word, folded = self.terms[place].spelling, self.folded[place]
        if is_stop_word(folded) or is_stop_word(word) or word in TITLES or folded in TITLES:
            return False
        if folded not in (word, f"ال{word}"):
            return False
        return not _NAME_LISTS.isdisjoint(self.lists(place)) and not current_analyzer().lexicon[word].is_verb

    def is_nationality(self, place: int) -> bool:
        """Whether the word is a nationality with the article."""
        folded = self.folded[place]
        return folded.startswith("ال") and "N" in name_lists(folded.removeprefix("ال"))

    def is_attribute(self, place: int) -> bool:
        """Whether the word has the article and no proclitic, and is a relational adjective or one of standing."""
        folded, standing = self.folded[place], self.terms[place].spelling in STANDING_ADJECTIVES
        return folded not in TIME_WORDS and (self.is_adjective(place) or (folded.startswith("ال") and standing))

    def continues(self, place: int) -> bool:
        """Whether the word goes on a definite name: an adjective, or what و adds to it («الآداب والعلوم الإنسانية»)."""
        if self.is_attribute(place):
            return True
        folded = self.folded[place]
        return self.is_definite_noun(place) and folded.endswith(
            _ADDED if folded.startswith("و") else _PLURAL_ADJECTIVES
        )

    def is_definite_noun(self, place: int) -> bool:
        """Whether the word has the article, perhaps after و, and is no title, stop word or word of time."""
        folded, word = self.folded[place], self.terms[place].spelling
        if is_stop_word(folded) or folded in TITLES or word in TITLES or folded in TIME_WORDS:
            return False
        return folded.startswith(("ال", "وال"))

    def agrees(self, adjective: int, noun: int) -> bool:
        """Whether an adjective has the gender of a noun in the singular."""
        return self.folded[adjective].endswith("ه") == self.folded[noun].endswith("ه")

    def is_plain_noun(self, place: int) -> bool:
        """Whether the word is a common noun without article or proclitic."""
        word = self.terms[place].spelling
        if self.folded[place] != word or is_stop_word(word) or not word.isalpha() or word.isascii() or len(word) < 3:
            return False
        return takes_article(word) and not current_analyzer().lexicon[word].is_verb
