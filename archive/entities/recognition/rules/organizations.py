"""Organizations by the grammar of their names: a head, what it is of, and whose it is.

- A body with its nationality, which agrees with the head: «المحكمة العليا الأوروبية», «خفر السواحل الليبي», «البرلمان اللبناني».
- A body of a place: «بلدية نابلس», «جريدة فلسطين», «شرطة دبي».
- A body with the article, an adjective and a purpose: «المركز الوطني للمعلومات الصحية»; or with its standing: «المحكمة
  الجنائية العليا».
- A body and its field: «مجلس النواب», «جمعية مساعدة السجناء السياسيين».

A name ends where its grammar does, or where a name does that another witness found inside it.
"""

from collections.abc import Iterator, Sequence

from archive.entities.recognition.rules.words import RuleWords
from archive.entities.recognition.spans import NamedSpan
from archive.entities.recognition.triggers import (
    BODIES_OF_PLACES,
    BODY_HEADS,
    FIELD_HEADS,
    MINISTRY,
    NATIONAL_HEADS,
    STANDING_ADJECTIVES,
    TITLES,
)
from archive.text import is_stop_word

NATIONAL, OF_PLACE, WITH_PURPOSE, STANDING, FIELD = 0.8, 0.75, 0.7, 0.6, 0.55
"""Confidence of each kind: shares that were right among some dozens to hundreds of findings."""
MAX_WORDS = 6
"""Words of a name by these rules."""
MAX_INNER_NOUNS = 2
"""Nouns without the article between a head and the definite noun they are of: «جمعية مساعدة السجناء»."""


def organizations(words: RuleWords, known: Sequence[NamedSpan] = ()) -> Iterator[NamedSpan]:
    """The organizations in a text, in order; `known` are the names that other witnesses found."""
    starts = {span.start: span for span in known if span.type == "place"}
    for head, term in enumerate(words.terms):
        if term.spelling not in BODY_HEADS or term.spelling == MINISTRY:
            continue
        if words.is_definite(head):
            last, confidence = _described(words, head)
        else:
            following = starts.get(words.terms[head + 1].start) if words.follows(head + 1) else None
            if following is not None and term.spelling in BODIES_OF_PLACES:
                last, confidence = words.analyzed.place_at(following.end - 1), OF_PLACE
            else:
                last, confidence = _constructed(words, head)
        if not confidence:
            continue
        start, end = words.analyzed.name_start(head), words.terms[last].end
        end = max([end, *(span.end for span in known if term.end <= span.start < end)])
        if not any(span.start == start and span.end >= end for span in known):
            yield NamedSpan(start, end, "organization", "rule", confidence)


def _described(words: RuleWords, head: int) -> tuple[int, float]:
    """The last word and the confidence of a name whose head has the article: adjectives, then a purpose with ل."""
    last, national, standing = head, False, False
    while last - head < MAX_WORDS and words.follows(last + 1) and words.is_attribute(last + 1):
        last += 1
        national = national or words.is_nationality(last)
        standing = standing or words.terms[last].spelling in STANDING_ADJECTIVES
    adjectives = last - head
    last, purpose = _with_purpose(words, last) if adjectives else (last, False)
    if national and adjectives and (adjectives > 1 or purpose or words.terms[head].spelling in NATIONAL_HEADS):
        return last, NATIONAL
    if purpose:
        return last, WITH_PURPOSE
    return (last, STANDING) if standing and adjectives > 1 else (head, 0.0)


def _constructed(words: RuleWords, head: int) -> tuple[int, float]:
    """The last word and the confidence of a name whose head is followed by the noun it is of."""
    first = head + 1
    while first <= head + MAX_INNER_NOUNS and words.follows(first) and words.is_plain_noun(first):
        first += 1
    if not words.follows(first) or not words.folded[first].startswith("ال") or is_stop_word(words.folded[first]):
        return head, 0.0
    if words.folded[first] in TITLES:
        return head, 0.0
    last, national = first, False
    while last - head < MAX_WORDS and words.follows(last + 1) and words.continues(last + 1):
        last += 1
        national = words.is_nationality(last) and words.agrees(last, head)
        if national:
            break
    last, _ = _with_purpose(words, last)
    if national:
        return last, NATIONAL
    return (last, FIELD) if words.terms[head].spelling in FIELD_HEADS else (head, 0.0)


def _with_purpose(words: RuleWords, last: int) -> tuple[int, bool]:
    """A name with its purpose and what goes on from there: «للمعلومات الصحية», «للمنشآت الصغيرة والمتوسطة»."""
    first = last + 1
    if not words.follows(first) or not words.folded[first].startswith("لل") or is_stop_word(words.folded[first]):
        return last, False
    last = first
    while last < first + 3 and words.follows(last + 1) and words.is_definite_noun(last + 1):
        following = words.folded[last + 1]
        is_adjective = words.is_attribute(last + 1) or (last == first and following.endswith("ه"))
        if not is_adjective and not following.startswith("و"):  # «للمنشآت الصغيرة», not «للإحصاء العمل»
            break
        last += 1
    return last, True
