"""Who is meant by an office: «الرئيس الأميركي» is one man in 2024 and another in 2025, and nobody's name.

A person's name right behind an office, or before it between commas, says who holds it in this article. An office that
stands alone is then, in this order:

1. the one person whom the article itself names so («الوزير السعودي» also where it says «وزير الخارجية السعودي عادل الجبير»);
2. the one person that the article names and the authority file knows as a holder, at the article's date where it has one;
3. the one holder at the article's date, where the sentence speaks of no other year.

Where two are left (two ambassadors, a year in which the office changed hands) it is nobody. Terms of office are read from
the descriptions of the authority file, «الرئيس الروسي (2000–2008، ومنذ 2012)», by the reader that reads articles.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from archive.entities.recognition.offices.phrases import Office, OfficePhrase
from archive.entities.recognition.triggers import COURTESIES
from archive.text import fold

Identity = int | tuple[str, ...]
"""An entity's number, or the folded words of a name that the authority file does not know."""
Interval = tuple[dt.date, dt.date]
SAID_SO, NAMED_TOO, BY_DATE = 0.8, 0.75, 0.45
"""How sure each of the three ways is: of 60, 45 and 50 drawn from news and read by eye 59, 45 and 38 were right. So the
third only suggests."""
_BEHIND = 3
"""So many words may stand between an office and its holder's name: «السفير الروسي لدى فيتنام جينادي …»."""
_AT = frozenset(fold(word) for word in ("لدى", "في"))
_PRESIDENT = fold("رئيس")
_OPENS, _CLOSES = frozenset("،,(–—-"), frozenset("،,)–—-.")
_TERMS = re.compile(r"\s*(?:\(([^()]*)\)|(منذ(?:\s+[^\W\d]+)?\s+\d{4}))")
_SPAN = re.compile(r"(?P<first>\d{4})\s*[–-]\s*(?P<last>\d{4})|منذ(?:\s+[^\W\d]+)?\s+(?P<since>\d{4})|(?P<only>\d{4})")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Tenure:
    """A term of office, in years, both included; `last` is None for one that goes on."""

    person: int
    first: int
    last: int | None


class Tenures:
    """Who held which office when, as the authority file has it."""

    def __init__(self) -> None:
        self._by_office: dict[Office, list[Tenure]] = defaultdict(list)
        self._by_person: dict[int, list[Tenure]] = defaultdict(list)
        self._countries: dict[int, set[int]] = defaultdict(set)

    def read(self, person: int, description: str, phrases: Iterable[OfficePhrase]) -> None:
        """Add the offices of a person's description that stand there with their years."""
        for phrase in phrases:
            told = _TERMS.match(description, phrase.end)
            if told is None or not phrase.is_present:
                continue
            self._countries[person].add(phrase.office.of)
            for span in _SPAN.finditer(told[1] or told[2]):
                first = int(span["first"] or span["since"] or span["only"])
                last = None if span["since"] else int(span["last"] or first)
                tenure = Tenure(person, first, last)
                self._by_office[phrase.office].append(tenure)
                self._by_person[person].append(tenure)

    def holders(self, office: Office, published: Interval | None) -> set[int]:
        """Everybody known to have held the office in the years of an interval, or ever."""
        tenures = self._by_office.get(office, ())
        if published is None:
            return {tenure.person for tenure in tenures}
        first, last = published[0].year, published[1].year
        return {one.person for one in tenures if one.first <= last and (one.last is None or one.last >= first)}

    def is_in_office(self, person: int, published: Interval) -> bool:
        """Whether a person is known to have held some office all through an interval's years."""
        first, last = published[0].year, published[1].year
        return any(
            one.first <= first and (one.last is None or one.last >= last) for one in self._by_person.get(person, ())
        )

    def is_elsewhere(self, person: int, of: int) -> bool:
        """Whether a person is known to have held offices, and none of this country or organization."""
        return person in self._countries and of not in self._countries[person]


@dataclass(frozen=True, slots=True)
class NamedPerson:
    start: int
    end: int
    who: Identity


@dataclass(frozen=True, slots=True)
class ResolvedOffice:
    """An office that stands alone, and who is meant."""

    phrase: OfficePhrase
    who: Identity
    confidence: float


def office_holders(
    texts: Sequence[str],
    phrases: Sequence[Sequence[OfficePhrase]],
    persons: Sequence[Sequence[NamedPerson]],
    tenures: Tenures,
    published: Interval | None,
) -> list[list[ResolvedOffice]]:
    """For each text of an article the offices that stand for a person."""
    alone: list[list[OfficePhrase]] = []
    said: dict[Office, set[Identity]] = defaultdict(set)
    for text, printed, named in zip(texts, phrases, persons, strict=True):
        alone.append([])
        for phrase in printed:
            who = _named_with(text, phrase, named)
            if isinstance(who, int) and tenures.is_elsewhere(who, phrase.office.of):
                who = None
            if who is None:
                alone[-1].append(phrase)
            elif phrase.is_present:
                said[phrase.office].add(who)
    everybody = {person.who for named in persons for person in named}
    settle = _settler(said, everybody, tenures, published)
    return [
        [held for phrase in printed if phrase.is_present and (held := settle(phrase, text))]
        for text, printed in zip(texts, alone, strict=True)
    ]


def _settler(
    said: dict[Office, set[Identity]], everybody: set[Identity], tenures: Tenures, published: Interval | None
) -> Callable[[OfficePhrase, str], ResolvedOffice | None]:
    def settle(phrase: OfficePhrase, text: str) -> ResolvedOffice | None:
        office = phrase.office
        so_called = _said(said, office)
        holders: set[Identity] = set(tenures.holders(office, published))
        if so_called:
            left = so_called if len(so_called) == 1 else so_called & holders
            return ResolvedOffice(phrase, next(iter(left)), SAID_SO) if len(left) == 1 else None
        named = holders & everybody
        if named:
            return ResolvedOffice(phrase, next(iter(named)), NAMED_TOO) if len(named) == 1 else None
        if published is None or len(holders) != 1 or _speaks_of_another_year(text, phrase, published):
            return None
        return ResolvedOffice(phrase, next(iter(holders)), BY_DATE)

    return settle


def _said(said: dict[Office, set[Identity]], office: Office) -> set[Identity]:
    """Whom the article calls so; a head alone also fits who is called so with its field («الوزير»), but for a president."""
    if len(office.words) > 1 or office.words[0].startswith(_PRESIDENT):
        return said.get(office, set())
    return {
        who
        for other, called in said.items()
        if other.of == office.of and other.words[0] == office.words[0]
        for who in called
    }


def _named_with(text: str, phrase: OfficePhrase, named: Sequence[NamedPerson]) -> Identity | None:
    """Whose name stands right behind an office, or before it between commas."""
    for person in named:
        if person.start >= phrase.end:
            between = text[phrase.end : person.start]
            if (not between[:1].isspace() and between[:1] not in _OPENS) or not _leads_on(between, text[person.end :]):
                break
            return person.who
    closed = text[phrase.end :].lstrip()[:1] in _CLOSES
    for person in named:
        if person.end <= phrase.start and text[person.end : phrase.start].strip() == "،" and closed:
            return person.who
    return None


def _leads_on(between: str, behind: str) -> bool:
    words = between.split()
    if not words:
        return True
    if len(words) == 1 and words[0] in _OPENS:
        return behind.lstrip()[:1] in _CLOSES
    if all(fold(word) in COURTESIES for word in words):
        return True
    return (
        len(words) <= _BEHIND
        and fold(words[0]) in _AT
        and between[-1:].isspace()
        and between.replace(" ", "").isalpha()
    )


def _speaks_of_another_year(text: str, phrase: OfficePhrase, published: Interval) -> bool:
    years = {published[0].year, published[1].year}
    return any(int(year) not in years for year in _YEAR.findall(text))
