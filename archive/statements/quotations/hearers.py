"""What stands between a verb and its subject: a time, a turn to speak, those who are told."""

from archive.statements.quotations.printed import PrintedText
from archive.statements.quotations.speaker_words import DAY, NO_SUBJECT, ON_ONES, PAUSES, SIDES, TIMES, TOLD, WITHIN
from archive.statements.quotations.titles import is_title
from archive.statements.quotations.values import Name


def after_circumstance(text: PrintedText, place: int) -> int:
    """The place behind a time or a turn that stands between a verb and its subject: «دعا الثلاثاء الوزير», «قال من جانبه»."""
    first = place
    while not any(sign in text.gap(place) for sign in PAUSES):
        if text.word(place) in TIMES or text.word(place) in DAY or text.word(place) in WITHIN:
            place += 1
        elif text.word(place) in ON_ONES and text.word(place + 1) in SIDES:
            place += 2
        else:
            return place
    return first


def is_hearer(text: PrintedText, place: int, name: Name | None) -> bool:
    """Whether somebody is told: «قال لرويترز», «قال لقناة …», «قال لـ"الصحيفة"»."""
    word = text.words[place]
    if text.is_told(place):
        return True
    if not word.text.startswith("ل"):
        return False
    if word.text[1:] in TOLD or word.text.removeprefix("لل") in TOLD:
        return True
    return name is not None and name.start > word.start


def after_hearer(text: PrintedText, place: int, region_end: int) -> int | None:
    """The place behind those who are told, if the subject may stand there: «قال لـ"الشاطئ" أمس، الوزير فلان إن»; else None."""
    name = name_in(text, place)
    if not is_hearer(text, place, name):
        return None
    if name is None:
        beyond = next((other for other in text.names if text.place_at(other.start) == place + 1), None)
        name = beyond if beyond is not None and beyond.type == "organization" else None
    marked = text.marked[place] or (text.marked[place + 1] if place + 1 < len(text.words) else None)
    end = marked.outer_end if marked is not None else name.end if name is not None else text.words[place].end
    place = text.place_at(end)
    if name is None and marked is None:
        while text.word(place).startswith("ال") and not is_title(text.word(place)) and not text.gap(place).strip():
            place += 1  # «لوكالة الأنباء الرسمية»
    while text.word(place) in TIMES:
        place += 1
    is_there = place < len(text.words) and text.words[place].start < region_end
    return place if is_there and text.word(place) not in NO_SUBJECT else None


def name_in(text: PrintedText, place: int) -> Name | None:
    """The name that begins in this word, with clitics before it or not, or goes on in it."""
    word = text.words[place]
    return next((name for name in text.names if name.start <= word.start + 2 and word.start < name.end), None)
