"""Whom a sentence tells of: the subjects of verbs that have none of their own in print."""

from archive.statements.quotations.lexicon import cue_form
from archive.statements.quotations.naming import Naming, is_attached
from archive.statements.quotations.printed import PrintedText
from archive.statements.quotations.source_nouns import is_body, is_speaking
from archive.statements.quotations.speaker_words import NO_SUBJECT, OF_ANOTHER, SPOKEN_OF
from archive.statements.quotations.values import Name
from archive.text import takes_article


def person_in(text: PrintedText, start: int, end: int) -> Name | None:
    """The first person named in text[start:end] who may be a subject; none where the sentence tells first what is spoken of."""
    if text.word(text.place_at(start)).removeprefix("و") in SPOKEN_OF:
        return None
    for name in text.names:
        if name.start >= end:
            return None
        if name.start >= start and name.type == "person":
            place = text.place_at(name.start)
            if (
                text.marked[place] is None
                and not is_attached(text, name, "لبك")
                and text.word(place - 1) not in OF_ANOTHER
            ):
                return name
    return None


def acting(text: PrintedText, start: int, end: int) -> Name | None:
    """The organization or state right behind the verb that a sentence begins with, its noun before it or not."""
    first = text.place_at(start)
    verb = text.word(first)
    if not verb or verb in NO_SUBJECT or verb.startswith("ال") or takes_article(verb.removeprefix("و")):
        return None
    for name in text.names:
        place = text.place_at(name.start)
        if name.start >= end or place > first + 2:
            return None
        is_next = place == first + 1 or (place == first + 2 and is_body(text.word(first + 1)))
        if is_next and name.type != "person" and not is_attached(text, name, "لبك"):
            return name
    return None


def subject_of(text: PrintedText, start: int, end: int) -> Naming | None:
    """The one right behind the verb that a sentence begins with: «وأجرت الجامعة … وقالت»."""
    first = text.place_at(start)
    verb = text.word(first)
    if not verb or verb in NO_SUBJECT or takes_article(verb.removeprefix("و")) or verb.startswith("ال"):
        return None
    for name in text.names:
        if name.start >= end:
            break
        if text.place_at(name.start) == first + 1 and name.type in ("organization", "person"):
            return None if is_attached(text, name, "لبك") else Naming(name.start, name.end, name)
    noun = text.word(first + 1)
    if noun.startswith("ال") and is_speaking(noun) and cue_form(verb) is None and text.words[first + 1].end < end:
        return Naming(text.words[first + 1].start, text.words[first + 1].end, None)
    return None
