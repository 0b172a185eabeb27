"""Who a person is said to be: the title phrase printed right before the name, «المتحدث باسم الكرملين» of دميتري بيسكوف.

From the name backwards, within the sentence and not beyond another name, the farthest title at most REACH words away
begins the phrase. A title that leans on somebody else (نظيره، زوجته) says nothing of who that is and breaks the phrase off.
"""

import re

from archive.entities.recognition.triggers import SAYING, TITLES
from archive.text import fold

REACH = 6
"""Words between the beginning of a title phrase and the name; «وزير الدولة للشؤون الخارجية في الحكومة» has six."""
_LOOKED_AT = 160
"""Characters before the name; longer than any title phrase."""
_BREAK = re.compile(r"[.،؛:!؟?()\[\]«»“”\"…\n-]")
_CLITICS = ("و", "ف", "ب", "ك", "ل")
_LEANING = re.compile(r"(?:ه|ها|هم|هما|نا)$")
_OPEN = frozenset(
    fold(word)
    for word in "أن إن التي الذي الذين كان كانت قد لم لن ما هو هي مع بعد قبل خلال حيث كما بين إلى على عن من وراء".split()
)
"""Words that end what can be one title phrase."""

_NO_TITLES = ("أمام",)
"""Words that only folding takes for titles (إمام)."""
_OF_ANOTHER = ("نجل", "شقيق", "زوجة", "والد", "مستشار", "مبعوث")
"""Right before a name, these make somebody else: «نجل القذافي»."""


def title_before(text: str, start: int, *, floor: int = 0) -> str | None:
    """The title phrase that ends at `start` in a printed text; nothing before `floor` (another name's end) is part of it.

    Proclitics of its first word are left out: «وللرئيس الروسي» gives «الرئيس الروسي».
    """
    printed = _BREAK.split(text[max(floor, start - _LOOKED_AT) : start])[-1]
    if not printed[-1:].isspace():
        return None
    words = printed.split()
    best: list[str] | None = None
    for distance, word in enumerate(reversed(words), 1):
        title = _title(word)
        if distance > REACH or fold(word) in SAYING or fold(word) in _OPEN or (title and _LEANING.search(title)):
            break
        if title:
            best = [title, *words[len(words) - distance + 1 :]]
    return " ".join(best) if best and best[-1] not in _OF_ANOTHER else None


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
