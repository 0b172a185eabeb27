"""Verbs of saying whose subject is a thing: what they introduce is the writer's own conclusion, and nobody's words."""

from archive.statements.quotations import lexicon
from archive.statements.quotations.cues import Cue
from archive.statements.quotations.lexicon import folded
from archive.statements.quotations.printed import PrintedText
from archive.statements.quotations.source_nouns import is_speaking
from archive.statements.quotations.speaker_words import NO_SUBJECT, OF_ANOTHER, RELATIVES
from archive.statements.quotations.titles import is_title
from archive.text import takes_article

_WHAT = folded("ما مما وما")
_THAT_THING = folded("الأمر الشيء")
_ALL = folded("كل جميع وكل وجميع هذه هذا وهذا وهذه")


def is_evidence(text: PrintedText, cue: Cue, begins: int) -> bool:
    """Whether a verb that names no speaker has a thing for its subject: «وهو ما يؤكد أن», «المؤشرات تؤكد أن».

    `begins` is the offset at which the clause of the verb begins.
    """
    if cue.form != lexicon.FINITE or cue.is_past or cue.start > text.words[cue.first].start:
        return False
    before = text.word(cue.first - 1)
    if text.gap(cue.first).strip():
        return False
    if before in _WHAT:
        return True
    if before in RELATIVES:
        return text.word(cue.first - 2) in _THAT_THING
    first = text.place_at(begins)
    return first < cue.first and _is_thing(text, first) and _is_thing(text, cue.first - 1)


def _is_thing(text: PrintedText, place: int) -> bool:
    word = text.word(place).removeprefix("و")
    if word in NO_SUBJECT and word not in _ALL:
        return False
    if is_speaking(word) or is_title(word) or word in OF_ANOTHER:
        return False
    return word in _ALL or word.startswith("ال") or (takes_article(word) and not word.startswith(("ب", "ل", "ك")))
