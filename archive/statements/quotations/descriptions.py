"""The words that describe a speaker without a name: «مصدر أمني», «معدو الدراسة»."""

from archive.entities.selectors import is_person_word
from archive.statements.quotations import lexicon
from archive.statements.quotations.cues import Cue
from archive.statements.quotations.printed import PrintedText
from archive.statements.quotations.source_nouns import is_speaking
from archive.statements.quotations.speaker_words import (
    AFTER_SPEAKER,
    MAX_DESCRIPTION_WORDS,
    OFFICES,
    RANKS,
    SELF,
    SPEAK_FOR,
    SPOKEN_IN,
    TELLERS,
    TOLD,
    TRAILING,
)
from archive.statements.quotations.titles import is_title
from archive.statements.quotations.unknown_names import POSSESSIVES, is_possessed
from archive.text import takes_article


def description(text: PrintedText, cue: Cue, begin: int, end: int) -> tuple[int, int] | None:
    """The span of the words that describe a speaker without a name."""
    if _has_preposition(text.word(begin)) and not is_title(text.word(begin)):
        return None  # تعهد بتقديم
    first = text.words[begin]
    if first.text.startswith("ب") and any(first.start < name.start <= first.start + 2 for name in text.names):
        return None  # أشاد بالبلاد باعتبارها
    if _is_thing_of_speaker(text.word(begin)):
        return None  # أكد إدانته
    end = before_stop(text, begin, min(end, begin + MAX_DESCRIPTION_WORDS))
    last = begin
    for place in range(begin + 1, end):
        word = text.words[place].text
        if word in lexicon.PARTICLES or _is_told(text, begin, place):
            break
        if cue.kind == "act" and cue.form == lexicon.FINITE and not word.endswith(("ي", "ه")) and word not in RANKS:
            break
        if word != "باسم" and _has_preposition(word):
            break
        if word in SELF or (cue.first >= end and _is_present_verb(word)):
            break
        last = place
    while last > begin and text.words[last].text in TRAILING:
        last -= 1
    start, stop = text.words[begin].start, text.words[last].end
    return (start, stop) if stop - start > 2 else None


def before_stop(text: PrintedText, begin: int, end: int) -> int:
    """The place of the first word that is no part of a speaker's name or description."""
    for place in range(begin + 1, end):
        word = text.words[place].text
        if word in AFTER_SPEAKER or (word == "في" and text.word(place + 1) in SPOKEN_IN):
            return place
        if word.startswith("لل") and word.endswith("ين") and len(word) > 5 and not _is_named(text, place):
            return place  # قال الوزير للصحفيين
    return end


def _is_thing_of_speaker(word: str) -> bool:
    """Whether a noun with a pronoun is what the speaker says, not who says it: إدانته, but زميله, بيانها."""
    if not is_possessed(word) or is_title(word) or is_speaking(word) or word in SPOKEN_IN:
        return False
    stems = [word.removesuffix(pronoun) for pronoun in POSSESSIVES if word.endswith(pronoun)]
    return not any(is_title(stem) or is_speaking(stem) for stem in stems)


def _is_present_verb(word: str) -> bool:
    """Whether a word goes on with a verb: «الرجل يمارس»."""
    return word.startswith("ي") and len(word) > 3 and not takes_article(word) and not is_person_word(word)


def _has_preposition(word: str) -> bool:
    """Whether ب is attached to a noun: بتقديم, بالعاصمة."""
    return word.startswith("ب") and not takes_article(word) and takes_article(word[1:].removeprefix("ال"))


def _is_told(text: PrintedText, begin: int, place: int) -> bool:
    """Whether a word is the hearer of those described before it: «مصدر لرويترز», but «مصور لرويترز», «بيان للشركة»."""
    word = text.words[place]
    if not word.text.startswith("ل"):
        return False
    if word.text[1:] in TOLD or word.text.removeprefix("لل") in TOLD:
        return text.word(begin) not in TELLERS
    is_named = any(word.start < name.start <= word.start + 2 for name in text.names)
    return is_named and text.word(begin) not in SPEAK_FOR and text.word(begin) not in OFFICES


def _is_named(text: PrintedText, place: int, *, attached: bool = False) -> bool:
    """Whether a name begins in this word, or only after its first letter."""
    word = text.words[place]
    return any(word.start + attached <= name.start < word.end for name in text.names)
