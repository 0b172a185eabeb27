"""The words next to a cue that name the speaker.

Recognition knows most names; a name that it missed is read from the grammar: after a title, or right after the verb, words
that take no article.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from archive.statements.quotations import lexicon
from archive.statements.quotations.cues import Cue
from archive.statements.quotations.descriptions import (
    before_stop,
    completes_title,
    description,
    is_relation,
    leads_prayer,
)
from archive.statements.quotations.fragments import HEADS
from archive.statements.quotations.hearers import after_circumstance, after_hearer, is_hearer, name_in
from archive.statements.quotations.lexicon import cue_form
from archive.statements.quotations.printed import PrintedText
from archive.statements.quotations.source_nouns import is_body, is_speaking
from archive.statements.quotations.speaker_words import (
    IN_NAME_OF,
    LAST,
    LED,
    NO_SUBJECT,
    OF_ANOTHER,
    OF_IT,
    OF_PERSON,
    ONE_OF_MANY,
    PAUSES,
    SPOKESMEN,
    STATES,
    THIS,
    TOLD,
)
from archive.statements.quotations.surfaces import is_definite_title
from archive.statements.quotations.titles import COURTESY, is_title
from archive.statements.quotations.unknown_names import FEMININE_ENDING, extended, is_in_construct, unknown_name
from archive.statements.quotations.values import Name
from archive.text import fold

_BRACKETS = re.compile(r"\s*\(\s*([^()\d]{2,40}?)\s*\)")


class Naming(NamedTuple):
    """The words text[start:end] name the speaker. `name` is the name recognised among them; None if they only describe him.

    `is_unknown_name`: they are a name that recognition did not find.
    """

    start: int
    end: int
    name: Name | None
    is_unknown_name: bool = False

    @property
    def is_person(self) -> bool:
        """Whether a person is named."""
        return self.is_unknown_name or (self.name is not None and self.name.type == "person")


def named_after(text: PrintedText, cue: Cue, region_end: int) -> Naming | None:
    """The speaker named between the cue and what is said."""
    first = cue.last + 1
    if cue.form == lexicon.SOURCE and cue.last > cue.first and text.word(first) in OF_IT:
        first += 1
    if cue.form == lexicon.FINITE or (cue.form == lexicon.SOURCE and cue.last > cue.first):
        first = after_circumstance(text, first)
        first += text.word(first) in THIS and text.word(first + 1) in LAST
        if first < len(text.words) and (beyond := after_hearer(text, first, region_end)) is not None:
            return _named_beyond(text, beyond, region_end)
    if first >= len(text.words) or text.words[first].start >= region_end or not _may_begin(text, cue, first):
        return None
    segments = list(_segments(text, first, region_end))
    begin, end = segments[0]
    here = named_in(text, begin, end)
    if here is not None and here.is_person:
        return here
    may_be_apposed = is_title(text.word(begin)) or text.word(begin).startswith("ال") or is_relation(text.word(begin))
    if len(segments) > 1 and may_be_apposed:  # «المتحدث باسم الكرملين، ديمتري بيسكوف، إن»
        apposed = named_in(text, *segments[1]) or _name_after_title(text, begin, *segments[1])
        if apposed is not None and apposed.is_person:
            return apposed
    return here or described_in(text, cue, begin, end)


def _may_begin(text: PrintedText, cue: Cue, place: int) -> bool:
    word = text.words[place].text
    if any(sign in text.gap(place) for sign in PAUSES) and cue.form == lexicon.FINITE:
        return False
    if word in lexicon.PARTICLES:
        return False
    name = name_in(text, place)
    if name is None and word in NO_SUBJECT:
        return False
    if cue.form == lexicon.SOURCE:
        return True
    if is_hearer(text, place, name):
        return False
    if (
        cue.form == lexicon.FINITE
        and cue.gender == lexicon.MASCULINE
        and word.endswith(FEMININE_ENDING)
        and is_body(word)
    ):
        return False  # «هاجم قناة …»
    if name is not None:
        return True
    if cue_form(word) is not None and not is_title(word):
        return False
    return not (word.startswith("لل") and len(word) > 4)  # قال للصحفيين


def _named_beyond(text: PrintedText, beyond: int, region_end: int) -> Naming | None:
    """The subject behind those who are told, there or behind a pause."""
    here, *rest = _segments(text, beyond, region_end)
    for segment in (here, *rest[:1]):
        found = named_in(text, *segment)
        if found is not None and found.is_person:
            return found
    return None


def _segments(text: PrintedText, first: int, region_end: int) -> Iterator[tuple[int, int]]:
    """Places between pauses, up to what is said."""
    begin = place = first
    while place < len(text.words) and text.words[place].start < region_end:
        gap = text.gap(place)
        if place > begin and (any(sign in gap for sign in PAUSES + "(") or gap.startswith((" -", " –"))):
            yield begin, place
            begin = place
        place += 1
    if place > begin or begin == first:
        yield begin, max(place, begin + 1)


def named_in(text: PrintedText, begin: int, end: int) -> Naming | None:
    """The name of the speaker in a segment."""
    end = before_stop(text, begin, end)
    if end <= begin:
        return None
    person = _person(text, begin, end)
    unknown = unknown_name(text, begin, end)
    is_addressed = person is not None and text.word(text.place_at(person.start) - 1) in COURTESY
    if unknown is not None and not is_addressed and (person is None or unknown[1] <= person.start):
        return Naming(*unknown, None, is_unknown_name=True)
    if person is not None:
        return Naming(_given_before(text, person, begin), extended(text, person, end), person)
    return _leading_name(text, begin, end)


def _given_before(text: PrintedText, person: Name, begin: int) -> int:
    """Where a name begins of which recognition found the last word alone: «الناشطة تهاني عباس»."""
    place = text.place_at(person.start)
    word = text.word(place - 1)
    is_single = person.relation == "name" and " " not in text.text[person.start : person.end] and place - 1 >= begin
    if not is_single or text.gap(place).strip() or text.words[place].start != person.start:
        return person.start
    is_titled = is_title(text.word(begin)) and place - 2 > begin and text.word(place - 2).startswith("ال")
    is_behind_title = is_titled or is_definite_title(text, place - 2) or (word, text.word(place)) in text.full_names
    is_other = (
        text.text.startswith(("ال", "لل"), text.words[place - 1].start)
        or is_title(word)
        or is_body(word)
        or word in OF_ANOTHER
        or word in NO_SUBJECT
    )
    return person.start if is_other or not is_behind_title or not word.isalpha() else text.words[place - 1].start


def is_attached(text: PrintedText, name: Name, letters: str) -> bool:
    """Whether one of these letters is attached to the name: لبوتين."""
    word = text.words[text.place_at(name.start)]
    return any(letter in letters for letter in text.text[word.start : name.start])


def _person(text: PrintedText, begin: int, end: int) -> Name | None:
    """The person whom a segment names: the last one of «الزعيم الكردي صلاح الدين دميرتاش»."""
    first, last = text.words[begin].start, text.words[end - 1].end
    found: Name | None = None
    for name in text.names:
        if name.start >= last:
            break
        if name.start < first or name.type != "person" or is_in_construct(text, name):
            continue
        place = text.place_at(name.start)
        if _is_of_another(text, begin, place):
            break
        if place > begin and is_attached(text, name, "لبك"):
            break
        begins = begin if found is None else text.place_at(found.end)
        between = [text.words[other].text for other in range(begins, place)]
        is_other = any(
            word == "و"
            or (word.startswith("ل") and word[1:] in TOLD)
            or (word in OF_ANOTHER and not _is_of_title(text, begin, other, name))
            for other, word in enumerate(between, begins)
        )
        if is_other or (is_attached(text, name, "و") and place > begin):
            break
        if (
            found is not None
            and (
                len(between) > 3
                or found.relation == "name"
                or name.relation != "name"  # «شكر الرئيس أمير البلاد»
                or not (text.text[found.start :].startswith("ال") or " " in text.text[found.start : found.end])
                or any(word.startswith("لل") for word in between)
            )
        ):
            break
        found = name
    return found


def _is_of_another(text: PrintedText, begin: int, place: int) -> bool:
    """Whether the person named at `place` is the one to whom those described belong: «محامي فلان», «متحدث باسم الوزير فلان»,
    «أعلنت الرئاسة إقالة الوزير فلان»."""
    word = text.word(begin)
    if place > begin and is_body(word) and not is_title(word):
        return True
    if place == begin + 1:
        has_pronoun = text.text[text.words[begin].end - 1] == "ه"  # «محاميه» is folded like «محامية»
        return word in OF_PERSON and not has_pronoun
    if text.word(begin + 1) not in IN_NAME_OF:
        return False
    is_office = is_title(text.word(begin + 2))
    return place == begin + 2 or (word in SPOKESMEN and is_office)


def _bracketed(text: PrintedText, begin: int) -> Naming | None:
    """The name in brackets behind its head: «صحيفة (الرأي)»."""
    word = text.word(begin)
    if word not in HEADS and word not in TOLD:
        return None
    found = _BRACKETS.match(text.text, text.words[begin].end)
    if found is None:
        return None
    start, end = found.span(1)
    return Naming(start, end, Name(start, end, "organization", "name", ("marked", fold(found[1]))))


def _is_of_title(text: PrintedText, begin: int, place: int, name: Name) -> bool:
    """Whether such a word belongs to the title of the person: «مدير إدارة الصحة الدكتور فلان», «المشرف على المعرض فلان»."""
    if completes_title(text, place) or leads_prayer(text, place):
        return True
    if text.word(place) not in LED:
        return False
    of_person = text.place_at(name.start)
    if text.word(of_person - 1) in COURTESY:
        return True
    is_body_of_person = of_person - place < 2 or is_title(text.word(place + 1))
    return is_title(text.word(begin)) and not is_body_of_person


def _name_after_title(text: PrintedText, title: int, begin: int, end: int) -> Naming | None:
    """Two words between pauses that are a name by their form: «مديرة الشركة، آمال الثابتي، إن»."""
    first, last = text.word(begin), text.word(end - 1)
    is_form = end - begin == 2 and last.startswith("ال") and last.endswith("ي") and not first.startswith("ال")
    if not is_form or not is_title(text.word(title)) or is_title(first) or is_speaking(first) or first in NO_SUBJECT:
        return None
    return Naming(text.words[begin].start, text.words[end - 1].end, None, is_unknown_name=True)


def _leading_name(text: PrintedText, begin: int, end: int) -> Naming | None:
    """The organization or place that a segment begins with; its head may stand before it: صحيفة «الرأي»."""
    first = text.words[begin].start
    second = text.words[begin + 1].start if begin + 1 < end else first
    limit = text.words[end - 1].end
    is_head_only = text.word(begin) in TOLD or not is_title(text.word(begin))
    for name in text.names:
        if name.start >= limit:
            break
        if name.start > first and is_attached(text, name, "بلك") and text.place_at(name.start) == begin:
            return None
        if is_in_construct(text, name):
            continue
        if first <= name.start <= first + 3 or (
            name.start == second and name.type == "organization" and is_head_only and not _describes(text.word(begin))
        ):
            return Naming(name.start, _organization_end(text, name, end), name)
        if name.start == second and name.type == "place" and text.word(begin) in STATES:
            return Naming(first, name.end, name)
    if (bracketed := _bracketed(text, begin)) is not None:
        return bracketed
    for pair in text.pairs:
        first_place = text.place_at(pair.start)
        if text.word(first_place) in NO_SUBJECT or (text.is_told(first_place) and first_place > begin):
            continue  # «فلانة "من سكان الحي"», «مصادر لـ"الصحيفة"»
        if pair.has_closing and begin <= first_place <= begin + 2 and pair.outer_end <= limit + 1:
            name = Name(
                pair.start, pair.end, "organization", "name", ("marked", fold(text.text[pair.start : pair.end]))
            )
            return Naming(pair.start, pair.end, name)
    return None


def _describes(word: str) -> bool:
    """Whether a word is one of many persons, who speaks for what stands after it: «مصدر الوزارة»."""
    return word in ONE_OF_MANY


def _organization_end(text: PrintedText, name: Name, end: int) -> int:
    """The end of an organization's name with its field: «الاتحاد المغربي لكرة القدم», «الجهاز المركزي للتعبئة العامة»."""
    if name.type != "organization":
        return name.end
    place = text.place_at(name.end)
    last = name.end
    while place < end and not text.text[last : text.words[place].start].strip():
        word = text.word(place)
        is_field = (word.startswith("ل") and len(word) > 3 and word[1:] not in TOLD) or (
            last > name.end and (word.startswith(("ال", "وال")))
        )
        if not is_field:
            break
        last = text.words[place].end
        place += 1
    return last


def described_in(text: PrintedText, cue: Cue, begin: int, end: int) -> Naming | None:
    span = description(text, cue, begin, end)
    return None if span is None else Naming(*span, None)
