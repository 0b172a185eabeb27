"""Whom short names, titles and documents stand for, by what else the article prints."""

from collections.abc import Sequence

from archive.statements.quotations.known import Known, Remembered, of_head
from archive.statements.quotations.lexicon import cue_form, folded
from archive.statements.quotations.naming import Naming
from archive.statements.quotations.printed import PrintedText
from archive.statements.quotations.printed_names import PrintedNames
from archive.statements.quotations.source_nouns import is_body
from archive.statements.quotations.speaker_words import HONORIFICS, LAST, ONE_OF_MANY, SAME, SPEAK_FOR_PERSONS
from archive.statements.quotations.surfaces import (
    bare,
    of_title,
)
from archive.statements.quotations.titles import is_title
from archive.statements.quotations.values import Name
from archive.text import fold

MAX_TITLE_WORDS = 6
MAX_NAME_WORDS = 5
_COMPANY = folded("شركة مجموعة مصنع مؤسسة عملاق علامة")
_FAMILIES = (_COMPANY,)
_APART = folded("من في عن على")
_PLAYERS = folded("نجم نجمة لاعب لاعبة مهاجم مدافع حارس فنان فنانة")
_EPITHETS = folded("نجم نجمة لاعب لاعبة مهاجم مدافع حارس فنان فنانة زعيم زعيمة سياسي رجل")
"""Nouns that stand for a person whose title has another one: «النجم البرتغالي» for «المهاجم البرتغالي …»."""
_COUNTERPARTS = folded("نظيره نظيرها نظيرته نظيرتها")
_DEMONSTRATIVES = folded("هذه هذا")
_TITLE_STOPS = folded("إلى على عن مع بعد قبل خلال أن إن التي الذي كان قد لم من أو ثم")


class Antecedents(PrintedNames):
    def of_description(self, text: PrintedText, naming: Naming, history: Sequence[Remembered]) -> Known | None:
        """Whoever «الوزير», «الشركة» or «العدل» stands for: the nearest before it with that word in name or title."""
        words = [word.text for word in text.words if naming.start <= word.start < naming.end]
        if words and words[0].removeprefix("ال") in SPEAK_FOR_PERSONS and _names_person(text, naming):
            return None  # «المتحدث باسم سليم الحداد»
        return self.of_words(text, naming.start, words, history)

    def of_words(
        self, text: PrintedText, before: int, words: Sequence[str], history: Sequence[Remembered]
    ) -> Known | None:
        """Whoever these folded words describe, by what is printed before this place."""
        if words and words[0] in SAME:
            words = words[1:]
        if words and words[0].startswith("لل"):  # «وفقا للصحيفة»
            words = ["ال" + words[0][2:], *words[1:]]
        if any(word[0].isdigit() for word in words):
            return None  # «القناة 14» is not «القناة 12»
        if words and words[-1] in LAST and (len(words) == 1 or words[0] in _DEMONSTRATIVES):
            return self._last_named(text, before)
        if len(words) == 1:
            if words[0] in HONORIFICS:
                return self._honoured(text, before, HONORIFICS[words[0]], history)
            for known in reversed(self._learnt):
                if words[0] in fold(known.name).split():
                    return known
            for speaker in reversed(history):
                if words[0] in fold(speaker.name).split()[1:] and len(fold(speaker.name).split()) <= MAX_NAME_WORDS:
                    return Known(speaker.name, speaker.bearer)
            person = self._person_called(words[0]) or self._printed_before(text, before, words[0])
            if person is not None:
                return person
        elif (
            words
            and (longer := next((one for one in reversed(history) if _goes_on(one.name, words)), None)) is not None
        ):
            return Known(longer.name, longer.bearer)
        elif words and is_title(words[0]) and (titled := self._titled(text, before, words)) is not None:
            return titled
        is_same_office = len(words) > 1 and is_title(words[0]) and bool(_DEMONSTRATIVES.intersection(words))
        if words and is_body(words[0]) and not _APART.isdisjoint(words[1:]):
            words = words[:1]  # «الصحيفة المقربة من النادي»
        if not words or not words[0].startswith("ال") or (len(words) > 3 and not is_same_office):
            return None
        head = words[0].removeprefix("ال")
        if head in ONE_OF_MANY and (source := of_head(head, history)) is not None:
            return source
        found = self._with_word(text, before, head, words[1:])
        if found is not None:
            return found
        heard = of_head(head, history) or of_head(head, self._noted)
        if heard is not None:
            return heard
        if len(words) == 1 and is_body(head) and (fuller := self._in_full(text, before, head)) is not None:
            return fuller
        if len(words) == 1 and head in _PLAYERS:  # «اللاعب»
            spoken = next((one for one in reversed(history) if one.bearer in self._persons), None)
            return self._last_named(text, before) if spoken is None else Known(spoken.name, spoken.bearer)
        for family in _FAMILIES:
            if head in family:
                return self._of_family(text, before, family) or self._first_organization()
        return None

    def is_of_many(self, speaker: Remembered) -> bool:
        """Whether several are described, not named: «مصادر», «خبراء», «سكان الحي»."""
        head = fold(speaker.name).split()[0]
        return speaker.bearer is None and not (is_title(head) or is_body(head))

    def entitle(self, text: PrintedText, start: int, end: int, known: Known) -> None:
        """The title text[start:end] stands before this person's name."""
        words = frozenset(of_title(word.text) for word in text.words if start <= word.start < end)
        if words:
            self._titles.append((words, known))

    def _titled(self, text: PrintedText, before: int, words: Sequence[str]) -> Known | None:
        """The person last named whose title has all these words: «مدير المشفى» for «مدير مشفى العيون»."""
        meant = {of_title(word) for word in words}
        for title, known in reversed(self._titles):
            if meant <= title:
                return known
        for other, name in self._names_before(text, before):
            if name.type == "person" and name.relation == "name" and meant <= self._words_of(other, name):
                return self._known(other, name)
        if (
            words[0].removeprefix("ال") in _EPITHETS
            and len(words) > 1
            and (epithet := self._titled(text, before, words[1:]))
        ):
            return epithet
        last = words[-1]
        if last.startswith("ال") and len(words) > 2:  # «رئيس الحكومة الحداد»
            return self._person_called(last)
        return None

    def _honoured(
        self, text: PrintedText, before: int, titles: frozenset[str], history: Sequence[Remembered]
    ) -> Known | None:
        """The one for whom «سموه» stands: who spoke last, if he is named with that title, else the first one who is."""
        named = [
            self._known(other, name)
            for other, name in self._names_before(text, before)
            if name.type == "person" and titles & self._words_of(other, name)
        ]
        bearers = {known.bearer for known in named}
        for speaker in reversed(history):
            if speaker.bearer in bearers:
                return Known(speaker.name, speaker.bearer)
        return named[-1] if named else None

    def _with_word(self, text: PrintedText, before: int, head: str, rest: Sequence[str]) -> Known | None:
        here = self._place[id(text)]
        for number in range(here, -1, -1):
            other = self._texts[number]
            limit = before if number == here else len(other.text)
            for place, start, marked_head, known in reversed(self._marked):
                if place == number and start < limit and marked_head == head:
                    return known
            for name in reversed(other.names):
                if (name.type == "person") != is_title(head):
                    continue
                if (
                    name.end <= limit
                    and name.relation != "coreference"
                    and name.type != "place"
                    and head in self._words_of(other, name)
                ):
                    return Known(self.full_name(name, other.text[name.start : name.end])[0], name.bearer)
        return None

    def _words_of(self, text: PrintedText, name: Name) -> set[str]:
        """The words of an organization's name, or of the title that stands before or after a person's."""
        first, last = text.place_at(name.start), text.place_at(name.end - 1)
        if name.type != "person":
            return {bare(text.word(place)) for place in range(max(0, first - 1), min(last + 1, first + 2))}
        found: set[str] = set()
        for place in range(first - 1, max(-1, first - 1 - MAX_TITLE_WORDS), -1):
            word = text.word(place)
            if (
                word in _TITLE_STOPS
                or (cue_form(word) is not None)
                or any(
                    other.type == "person" and other.end > text.words[place].start and other.start < name.start
                    for other in text.names
                )
            ):
                break
            found.add(of_title(word))
            if word in _COUNTERPARTS:  # «الوزير السعودي فلان … نظيره الإيراني فلان»
                found |= self._office_of_another(text, text.words[place].start)
            if any(sign in text.gap(place) for sign in '.؛:"”»'):
                break
        if "،" in text.gap(last + 1) or (is_title(text.word(last + 1)) and not text.gap(last + 1).strip()):
            found |= {of_title(text.word(place)) for place in range(last + 1, min(last + 3, len(text.words)))}
        return found

    def _office_of_another(self, text: PrintedText, before: int) -> set[str]:
        """The title of the person named last before this place, without the country at its end."""
        persons = [name for name in text.names if name.type == "person" and name.end <= before]
        if not persons:
            return set()
        country = of_title(text.word(text.place_at(persons[-1].start) - 1))
        return {word for word in self._words_of(text, persons[-1]) if word != country or not word.endswith("ي")}

    def _of_family(self, text: PrintedText, before: int, family: frozenset[str]) -> Known | None:
        here = self._place[id(text)]
        for place, start, head, known in reversed(self._marked):
            if head in family and (place < here or (place == here and start < before)):
                return known
        for word in family:
            found = self._with_word(text, before, word, ())
            if found is not None:
                return found
        return None


def _names_person(text: PrintedText, naming: Naming) -> bool:
    return any(name.type == "person" and naming.start <= name.start < naming.end for name in text.names)


def _goes_on(name: str, words: Sequence[str]) -> bool:
    """Whether a description of somebody heard begins with these words, and has one more: «شقيق الزوج القتيل»."""
    heard = fold(name).split()
    return len(heard) > len(words) and heard[: len(words)] == list(words) and heard[len(words)] not in _APART
