"""The title phrase printed right before a person's name: «المتحدث باسم الكرملين» before دميتري بيسكوف.

Read backwards from the name, within the sentence and not beyond another name; the phrase begins at the farthest title within
MAX_WORDS words. A title with a pronoun (نظيره، زوجته) denotes another person's relation and ends the phrase.
"""

import re

from archive.entities.recognition.triggers import SPEECH_VERBS, TITLES
from archive.text import fold

MAX_WORDS = 6
"""Words from the beginning of a title phrase to the name; «وزير الدولة للشؤون الخارجية في الحكومة» has six."""
MAX_CHARACTERS = 160
"""Characters read before the name; longer than any title phrase."""
_BREAK = re.compile(r"[.،؛:!؟?()\[\]«»“”\"…\n-]")
_CLITICS = ("و", "ف", "ب", "ك", "ل")
_WITH_PRONOUN = re.compile(r"(?:ه|ها|هم|هما|نا)$")
_NEVER_IN_TITLE = frozenset(
    fold(word)
    for word in "أن إن التي الذي الذين كان كانت قد لم لن ما هو هي مع بعد قبل خلال حيث كما بين إلى على عن من وراء".split()
)
_NO_TITLES = ("أمام",)
"""Words that equal a title only when folded (إمام)."""
_RELATIVES = ("نجل", "شقيق", "زوجة", "والد", "مستشار", "مبعوث")
"""Right before a name, these denote another person: «نجل القذافي»."""


def title_before(text: str, start: int, *, floor: int = 0) -> str | None:
    """The title phrase that ends at `start` in a printed text; nothing before `floor` (the end of another name) is part of it.

    Proclitics of its first word are removed: «وللرئيس الروسي» gives «الرئيس الروسي».
    """
    printed = _BREAK.split(text[max(floor, start - MAX_CHARACTERS) : start])[-1]
    if not printed[-1:].isspace():
        return None
    words = printed.split()
    phrase: list[str] | None = None
    for distance, word in enumerate(reversed(words), 1):
        title, folded = _title(word), fold(word)
        if distance > MAX_WORDS or folded in SPEECH_VERBS or folded in _NEVER_IN_TITLE:
            break
        if title and _WITH_PRONOUN.search(title):
            break
        if title:
            phrase = [title, *words[len(words) - distance + 1 :]]
    return " ".join(phrase) if phrase and phrase[-1] not in _RELATIVES else None


def _title(word: str) -> str | None:
    """The word without proclitics, if that is a title."""
    if word in _NO_TITLES:
        return None
    if fold(word) in TITLES:
        return word
    for length in (1, 2):
        clitics, rest = word[:length], word[length:]
        if not all(letter in _CLITICS for letter in clitics):
            return None
        if fold(rest) in TITLES:
            return rest
        if clitics.endswith("ل") and rest.startswith("ل") and fold("ا" + rest) in TITLES:
            return "ا" + rest
    return None
