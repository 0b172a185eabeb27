"""Words at the edge of a tagged name that are no part of it: the tagger labels whole words from their looks.

- Before a person: a preposition («على سعود»), a title, a word with the article that is no given name
  («الأشهر فديريكو»), a common noun («اتهام الأسد»).
- After a person: a verb («ميركل سيلتقيان»), a stop word, a particle («رويترز إن»), a title that begins another phrase («بشر أمين
  المجمع»).
- After any name: a word of time («طهران الثلاثاء»), a verb.

Words in the lists of personal names are kept, except titles that a definite word follows.
"""

from archive.entities.recognition.analyzed_text import AnalyzedText
from archive.entities.recognition.name_lists import is_person_word, may_be_given_name, name_lists
from archive.entities.recognition.spans import NamedSpan, NameType
from archive.entities.recognition.triggers import TIME_WORDS, TITLES
from archive.text import current_analyzer, fold, is_stop_word, takes_article

MIN_COMMON_NOUN_COUNT = 20_000
"""Occurrences in the lexicon from which a noun before a name is a word and no given name."""
NAME_TIES = frozenset(fold(word) for word in "بن ابن بنت ولد أبو عبد آل".split())
_LISTS_OF_NAMES = frozenset("fFlLpPqCoO")
"""All but the list of small places, which has a village for every noun."""
_ABOUT = fold("على")
_FAMILY_NAMES = frozenset(fold(word) for word in ("الخميس", "الجمعة"))
"""Days that are also family names."""
_CONJUNCTIONS = frozenset("إن أن إنه أنه إنها أنها إنهم أنهم".split())
_GENERAL = fold("عام")
_FUTURE = ("سي", "ست", "سن")


def inner_places(span: NamedSpan, analyzed: AnalyzedText) -> range:
    """The words of a span without those at its edges that are no part of the name; at least one is left."""
    places = analyzed.places(span.start, span.end)
    first, last = places[0], places[-1]
    while last > first and _is_after(last, last - first, span.type, analyzed):
        last -= 1
    while last > first and span.type == "person" and _is_before(first, analyzed) and not _is_tied(first + 1, analyzed):
        first += 1
    return range(first, last + 1)


def _is_before(place: int, analyzed: AnalyzedText) -> bool:
    term, folded = analyzed.terms[place], analyzed.folded[place]
    word = term.spelling
    if folded in TITLES:
        return folded.startswith("ال") or not may_be_given_name(folded)
    if term.exact.endswith("ى") and folded == _ABOUT:
        return True
    if not _LISTS_OF_NAMES.isdisjoint(name_lists(folded)) or is_person_word(word):
        return False
    if takes_article(word) and current_analyzer().lexicon[word].bare >= MIN_COMMON_NOUN_COUNT:
        return True
    return folded.startswith(("ال", "لل", "وال")) and not term.exact.startswith("أل")


def _is_after(place: int, words_before: int, kind: NameType, analyzed: AnalyzedText) -> bool:
    folded = analyzed.folded[place]
    if folded in TIME_WORDS:
        return kind != "person" or folded not in _FAMILY_NAMES
    if analyzed.terms[place].exact in _CONJUNCTIONS:
        return True
    if kind == "person" and words_before > 1 and folded in TITLES and not _is_tied(place - 1, analyzed):
        return _begins_phrase(place, analyzed)
    if is_person_word(folded) or name_lists(folded):
        return False
    return is_verb(folded) or (kind == "person" and is_stop_word(folded))


def _is_tied(place: int, analyzed: AnalyzedText) -> bool:
    """Whether the word ties what follows it to what precedes: «الحجاج بن», «عبد الملك»."""
    return analyzed.folded[place] in NAME_TIES


def _begins_phrase(title: int, analyzed: AnalyzedText) -> bool:
    """Whether a title goes on to what it is of: «أمين المتحف», «أمين عام الحزب»."""
    if not analyzed.follows(title + 1):
        return False
    following = analyzed.folded[title + 1]
    return following.startswith("ال") or following == _GENERAL


def is_verb(folded: str) -> bool:
    """Whether a printed word is a verb, in the present also with the س of the future and in the dual or plural («سيلتقيان»)."""
    lexicon = current_analyzer().lexicon
    if lexicon[folded].is_verb:
        return True
    present = folded[1:] if folded.startswith(_FUTURE) else folded
    return present.endswith(("ان", "ون")) and lexicon[present[:-2]].is_verb
