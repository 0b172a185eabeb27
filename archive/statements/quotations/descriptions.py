"""The words that describe a speaker without a name: «مصدر أمني», «معدو الدراسة»."""

from archive.entities.selectors import is_person_word
from archive.statements.quotations import lexicon
from archive.statements.quotations.cues import Cue
from archive.statements.quotations.documents import ISSUED
from archive.statements.quotations.printed import PrintedText
from archive.statements.quotations.source_nouns import is_body, is_speaking
from archive.statements.quotations.speaker_words import (
    AFTER_SPEAKER,
    COMPLETED,
    LOYAL,
    MAX_DESCRIPTION_WORDS,
    OFFICES,
    ONE_OF_MANY,
    RANKS,
    SELF,
    SOURCES,
    SPEAK_FOR,
    SPOKEN_IN,
    TELLERS,
    TIMES,
    TOLD,
    TRAILING,
)
from archive.statements.quotations.titles import is_title
from archive.statements.quotations.unknown_names import FEMININE_ENDING, POSSESSIVES, is_ali, is_possessed
from archive.text import fold, takes_article

MIN_PLURAL = 4
TANWEEN = "\u064b"
_FIRST, _OR = fold("أول"), fold("أو")


def description(text: PrintedText, cue: Cue, begin: int, end: int) -> tuple[int, int] | None:
    """The span of the words that describe a speaker without a name."""
    if _has_preposition(text.word(begin)) and not is_title(text.word(begin)):
        return None  # تعهد بتقديم
    first = text.words[begin]
    if first.text.startswith("ب") and any(first.start < name.start <= first.start + 2 for name in text.names):
        return None  # أشاد بالبلاد باعتبارها
    if cue.form == lexicon.FINITE and cue.first < begin and (_is_adverb(text, begin) or _is_purpose(first.text)):
        return None  # «قال لنفسه», «قال علنًا»
    if cue.form == lexicon.FINITE and cue.first < begin and _is_accusative(text, begin, cue):
        return None  # «واعتبرتها إنذارا», «أوضح أمورا عدة»
    if (first.text in TIMES and first.text != _FIRST) or _is_thing_of_speaker(text, begin):
        return None  # أكد إدانته
    end = before_stop(text, begin, min(end, begin + MAX_DESCRIPTION_WORDS))
    last = begin
    for place in range(begin + 1, end):
        word = text.words[place].text
        if word in lexicon.PARTICLES or word == _OR or word.startswith(ISSUED) or _is_told(text, begin, place):
            break
        if text.word(place - 1).startswith("ال") and _is_thing_of_speaker(text, place):
            break  # «نفت الأسرة وفاته»
        if (
            cue.kind == "act" and cue.form == lexicon.FINITE
            and not (
                word.endswith("ي") or word in RANKS or _governs(text, place - 1) or _is_of_many(text, begin, word)
                or (word.endswith("ه") and any(text.word(other).endswith(("ه", "ات")) for other in range(begin, place)))
            )
        ):  # fmt: skip
            break
        is_of_many = place == begin + 1 and text.word(begin) in ONE_OF_MANY
        if word != "باسم" and _has_preposition(word) and not is_of_many and not is_body(word[1:]):
            break  # but «مصادر بوزارة الدفاع», «مسؤول كبير بالوزارة»
        if is_body(first.text) and _is_other_noun(text, place):
            break  # «أعلنت الرئاسة إقالة الوزير»
        if word in SELF or (cue.first >= end and _is_present_verb(word)):
            break
        last = place
    while last > begin and text.words[last].text in TRAILING:
        last -= 1
    start, stop = text.words[begin].start, text.words[last].end
    return (start, stop) if stop - start > 2 else None


def _is_other_noun(text: PrintedText, place: int) -> bool:
    """Whether a noun cannot belong to the one before it, which has the article while it has none."""
    word, before = text.word(place), text.word(place - 1)
    return before.startswith("ال") and not word.startswith("ال") and takes_article(word) and not is_title(word)


def _governs(text: PrintedText, place: int) -> bool:
    """Whether a noun has its genitive behind it: «رئيس الوزراء», «وزارة الزراعة»."""
    word = text.word(place)
    is_plural = word.endswith("و") and len(word) >= MIN_PLURAL
    return not word.startswith("ال") and (is_title(word) or is_body(word) or is_plural)


def _is_of_many(text: PrintedText, begin: int, word: str) -> bool:
    """Whether a word without the article describes a source: «مصدر أمني مطلع»."""
    return text.word(begin) in ONE_OF_MANY and takes_article(word) and not word.startswith(("ال", "ب", "ل"))


def before_stop(text: PrintedText, begin: int, end: int) -> int:
    """The place of the first word that is no part of a speaker's name or description."""
    for place in range(begin + 1, end):
        word = text.words[place].text
        is_own = (
            completes_title(text, place)
            or _is_inside_name(text, place)
            or is_ali(text, place)
            or leads_prayer(text, place)
        )
        if word in AFTER_SPEAKER and not is_own:
            return place
        if word == "في" and (text.word(place + 1) in SPOKEN_IN or _has_pronoun(text, place + 1)):
            return place  # «في تغريدة», «في مقالها»
        if text.is_told(place) and text.word(begin) in ONE_OF_MANY and text.word(begin) not in SPEAK_FOR:
            return place  # «مصادر لـ"الصحيفة"»
        if word.startswith("لل") and word.endswith("ين") and len(word) > 5 and not _is_named(text, place):
            return place  # قال الوزير للصحفيين
    return end


def _is_accusative(text: PrintedText, place: int, cue: Cue) -> bool:
    """Whether an indefinite noun is printed as an object; without the verb's pronoun before it, only a noun that is known."""
    word = text.words[place]
    letters = text.text[word.start : word.end].rstrip(TANWEEN)
    if not letters.endswith("ا") or word.text.startswith("ال") or is_title(word.text):
        return False
    is_known = takes_article(word.text[:-1]) and not is_person_word(word.text) and not is_possessed(word.text)
    return cue.has_object or is_known


def _is_adverb(text: PrintedText, place: int) -> bool:
    word = text.words[place]
    return TANWEEN in text.text[word.start : word.end] and not is_title(word.text) and not is_speaking(word.text)


def _is_purpose(word: str) -> bool:
    """Whether ل is attached to a noun: لإرسال, لنفسه, but not لجنة."""
    return word.startswith("ل") and not takes_article(word) and takes_article(word[1:]) and not is_person_word(word)


def leads_prayer(text: PrintedText, place: int) -> bool:
    """Whether «إمام» is printed, whose folded letters are those of «أمام»."""
    word = text.words[place]
    return text.text[word.start : word.end] == "إمام"


def completes_title(text: PrintedText, place: int) -> bool:
    """Whether a preposition belongs to the title before it: «المشرف العام على المهرجان»."""
    titles = COMPLETED.get(text.word(place), frozenset())
    is_adjective = text.word(place - 1).startswith("ال")
    return text.word(place - 1) in titles or (is_adjective and text.word(place - 2) in titles)


def _is_inside_name(text: PrintedText, place: int) -> bool:
    word = text.words[place]
    return any(name.start <= word.start < name.end for name in text.names)


def _has_pronoun(text: PrintedText, place: int) -> bool:
    """Whether a noun carries a pronoun: إدانته, but not أسرة."""
    if place >= len(text.words):
        return False
    return text.text[text.words[place].end - 1] != "ة" and is_possessed(text.word(place))


def _is_thing_of_speaker(text: PrintedText, place: int) -> bool:
    """Whether a noun with a pronoun is what the speaker says, not who says it: إدانته, but زميله, بيانها, أسرة."""
    word = text.word(place)
    if not _has_pronoun(text, place) or is_title(word) or is_speaking(word) or word in SPOKEN_IN:
        return False
    return not is_relation(word)


def is_relation(word: str) -> bool:
    """Whether a noun with a pronoun is somebody's: «زميله», «والدتها», «محاميه»."""
    stems = [word.removesuffix(pronoun) for pronoun in POSSESSIVES if word.endswith(pronoun)]
    stems += [stem[:-1] + FEMININE_ENDING for stem in stems if stem.endswith("ت")]
    return any(is_title(stem) or is_speaking(stem) for stem in stems)


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
    if word.text.startswith("لل") and text.word(begin) in SOURCES:
        return True
    is_named = any(word.start < name.start <= word.start + 2 for name in text.names)
    if text.word(place - 1) in LOYAL:
        return False
    return is_named and text.word(begin) not in SPEAK_FOR and text.word(begin) not in OFFICES


def _is_named(text: PrintedText, place: int, *, attached: bool = False) -> bool:
    """Whether a name begins in this word, or only after its first letter."""
    word = text.words[place]
    return any(word.start + attached <= name.start < word.end for name in text.names)
