"""The person that an office denotes: «الرئيس الأميركي» is one man in 2024 and another in 2025.

A person's name right after an office, or before it between commas, says who holds it in this article. An office without a name is
then, in this order:

1. the only person whom the article itself calls so («الوزير السعودي» also after «وزير الخارجية السعودي عادل الجبير»);
2. the only person named in the article whom the authority file has as a holder, at the article's date if it is dated;
3. the only holder at the article's date, unless the sentence mentions another year.

Where two are left (two ambassadors, a year in which the office changed hands) it is not resolved. Terms of office come from the
descriptions in the authority file: «الرئيس الروسي (2000–2008، ومنذ 2012)».
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from archive.entities.recognition.offices.phrases import Office, OfficePhrase
from archive.entities.recognition.triggers import COURTESY_TITLES
from archive.text import fold

Identity = int | tuple[str, ...]
"""An entity, or the folded words of a name that the authority file lacks."""
Interval = tuple[dt.date, dt.date]
"""First and last day."""
CALLED_SO, NAMED_TOO, BY_DATE = 0.8, 0.75, 0.45
"""Confidence of the three ways: of 60, 45 and 50 drawn from news and read by eye, 59, 45 and 38 were right. The third is only a
suggestion."""
MAX_WORDS_BETWEEN = 3
"""Words between an office and its holder's name: «السفير الروسي لدى فيتنام جينادي …»."""
_AT = frozenset(fold(word) for word in ("لدى", "في"))
_PRESIDENT = fold("رئيس")
_OPENING, _CLOSING = frozenset("،,(–—-"), frozenset("،,)–—-.")
_TERMS = re.compile(r"\s*(?:\(([^()]*)\)|(منذ(?:\s+[^\W\d]+)?\s+\d{4}))")
_SPAN = re.compile(r"(?P<first>\d{4})\s*[–-]\s*(?P<last>\d{4})|منذ(?:\s+[^\W\d]+)?\s+(?P<since>\d{4})|(?P<only>\d{4})")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Tenure:
    """A term of office, in years, both included; `last` is None if it has not ended."""

    person: int
    first: int
    last: int | None


class Tenures:
    """Who held which office when, according to the authority file."""

    def __init__(self) -> None:
        self._by_office: dict[Office, list[Tenure]] = defaultdict(list)
        self._by_person: dict[int, list[Tenure]] = defaultdict(list)
        self._owners: dict[int, set[int]] = defaultdict(set)

    def read(self, person: int, description: str, phrases: Iterable[OfficePhrase]) -> None:
        """Add the offices in a person's description that have their years printed after them."""
        for phrase in phrases:
            years = _TERMS.match(description, phrase.end)
            if years is None or not phrase.is_current:
                continue
            self._owners[person].add(phrase.office.owner)
            for span in _SPAN.finditer(years[1] or years[2]):
                first = int(span["first"] or span["since"] or span["only"])
                last = None if span["since"] else int(span["last"] or first)
                tenure = Tenure(person, first, last)
                self._by_office[phrase.office].append(tenure)
                self._by_person[person].append(tenure)

    def holders(self, office: Office, published: Interval | None) -> set[int]:
        """The persons who held the office in the years of an interval; with None, at any time."""
        tenures = self._by_office.get(office, ())
        if published is None:
            return {tenure.person for tenure in tenures}
        first, last = published[0].year, published[1].year
        return {one.person for one in tenures if one.first <= last and (one.last is None or one.last >= first)}

    def is_in_office(self, person: int, published: Interval) -> bool:
        """Whether a person held any office throughout the years of an interval."""
        first, last = published[0].year, published[1].year
        return any(
            one.first <= first and (one.last is None or one.last >= last) for one in self._by_person.get(person, ())
        )

    def is_elsewhere(self, person: int, owner: int) -> bool:
        """Whether all offices that a person is known to have held belong to other countries and organizations."""
        return person in self._owners and owner not in self._owners[person]


@dataclass(frozen=True, slots=True)
class NamedPerson:
    start: int
    end: int
    identity: Identity


@dataclass(frozen=True, slots=True)
class OfficeMention:
    """An office without a name, and the person it denotes."""

    phrase: OfficePhrase
    holder: Identity
    confidence: float


def office_holders(
    texts: Sequence[str],
    phrases: Sequence[Sequence[OfficePhrase]],
    persons: Sequence[Sequence[NamedPerson]],
    tenures: Tenures,
    published: Interval | None,
) -> list[list[OfficeMention]]:
    """For each text of an article the offices without a name that denote a person."""
    unnamed: list[list[OfficePhrase]] = []
    called: dict[Office, set[Identity]] = defaultdict(set)
    for text, printed, named in zip(texts, phrases, persons, strict=True):
        unnamed.append([])
        for phrase in printed:
            person = _named_with(text, phrase, named)
            if person is None or (isinstance(person, int) and tenures.is_elsewhere(person, phrase.office.owner)):
                unnamed[-1].append(phrase)
            elif phrase.is_current:
                called[phrase.office].add(person)
    everybody = {person.identity for named in persons for person in named}
    resolve = _resolver(called, everybody, tenures, published)
    return [
        [mention for phrase in printed if phrase.is_current and (mention := resolve(phrase, text))]
        for text, printed in zip(texts, unnamed, strict=True)
    ]


def _resolver(
    called: dict[Office, set[Identity]], everybody: set[Identity], tenures: Tenures, published: Interval | None
) -> Callable[[OfficePhrase, str], OfficeMention | None]:
    def resolve(phrase: OfficePhrase, text: str) -> OfficeMention | None:
        so_called = _persons_called(called, phrase.office)
        holders: set[Identity] = set(tenures.holders(phrase.office, published))
        if so_called:
            left = so_called if len(so_called) == 1 else so_called & holders
            return OfficeMention(phrase, next(iter(left)), CALLED_SO) if len(left) == 1 else None
        named = holders & everybody
        if named:
            return OfficeMention(phrase, next(iter(named)), NAMED_TOO) if len(named) == 1 else None
        if published is None or len(holders) != 1 or _mentions_another_year(text, published):
            return None
        return OfficeMention(phrase, next(iter(holders)), BY_DATE)

    return resolve


def _persons_called(called: dict[Office, set[Identity]], office: Office) -> set[Identity]:
    """The persons whom the article calls so; a head alone («الوزير»), except a president, also those called so with a field."""
    if len(office.words) > 1 or office.words[0].startswith(_PRESIDENT):
        return called.get(office, set())
    return {
        person
        for other, persons in called.items()
        if other.owner == office.owner and other.words[0] == office.words[0]
        for person in persons
    }


def _named_with(text: str, phrase: OfficePhrase, named: Sequence[NamedPerson]) -> Identity | None:
    """The person named right after an office, or before it between commas."""
    for person in named:
        if person.start >= phrase.end:
            between = text[phrase.end : person.start]
            if (between[:1].isspace() or between[:1] in _OPENING) and _leads_to_name(between, text[person.end :]):
                return person.identity
            break
    is_closed = text[phrase.end :].lstrip()[:1] in _CLOSING
    for person in named:
        if person.end <= phrase.start and text[person.end : phrase.start].strip() == "،" and is_closed:
            return person.identity
    return None


def _leads_to_name(between: str, after: str) -> bool:
    """Whether the text between an office and a name is nothing, an opening mark, a courtesy title, or a place."""
    words = between.split()
    if not words:
        return True
    if len(words) == 1 and words[0] in _OPENING:
        return after.lstrip()[:1] in _CLOSING
    if all(fold(word) in COURTESY_TITLES for word in words):
        return True
    return (
        len(words) <= MAX_WORDS_BETWEEN
        and fold(words[0]) in _AT
        and between[-1:].isspace()
        and between.replace(" ", "").isalpha()
    )


def _mentions_another_year(text: str, published: Interval) -> bool:
    years = {published[0].year, published[1].year}
    return any(int(year) not in years for year in _YEAR.findall(text))
