"""What every engine must return, computed the slow and plain way: each query looks at each document.

Nothing here comes from an engine: words come from the analyzer, positions are counted here, clauses mean what `clauses`
says, counts and orders what `contract` says.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from archive.search.engine import clauses as c
from archive.search.engine.contract import DATE, Order, SearchQuery
from archive.search.engine.document import KEYED, Document, Record
from archive.search.engine.forms import GAP, Section, tags
from archive.text import analyze


@dataclass(frozen=True)
class Expected:
    """What a SearchResult must say; `pks` in order, newest first for relevance."""

    count: int
    pks: list[int]
    facets: dict[str, list[tuple[str, int]]]
    clause_counts: tuple[int, ...]
    undated: int
    first_day: dt.date | None
    last_day: dt.date | None
    groups: int | None
    others: dict[int, list[int]]
    """Of all results."""


class Held:
    """A document with the positions of every form in each field."""

    def __init__(self, document: Document) -> None:
        self.pk = document.pk
        self.record = document.record
        self.keys = {name: {key for key in document.record.keys.get(name, ()) if key} for name in KEYED}
        self.fields = {"text": _positions(document.sections), "title": _positions(document.title)}


def _positions(sections: Iterable[Section]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    position = 0
    for section in sections:
        for term in analyze(section.text):
            for form in tags(term):
                found.setdefault(form, set()).add(position)
            position += 1
        position += GAP
    return found


class Oracle:
    def __init__(self, documents: Iterable[Document]) -> None:
        documents = list(documents)
        self.documents = [Held(document) for document in documents]
        self.held = {held.pk: held for held in self.documents}
        self.texts = {document.pk: (document.title, document.sections) for document in documents}

    def pks(self, clause: c.Clause) -> set[int]:
        return {held.pk for held in self.documents if matches(held, clause)}

    def search(self, query: SearchQuery) -> Expected:
        base = self.pks(query.clause)
        kept = {name: self.pks(clause) for name, clause in query.filters.items()}
        pks = base.intersection(*kept.values())
        hits = [held for held in self.documents if held.pk in pks]
        facets = {}
        for name in query.facets:
            own = DATE if name in ("year", "month") else name
            among = base.intersection(*(found for key, found in kept.items() if key != own))
            counted = [held for held in self.documents if held.pk in among]
            facets[name] = facet_counts(counted, name, query)
        dated = [held.record for held in hits if held.record.first is not None]
        results, others = grouped(ordered(hits, query.sort), query.group)
        return Expected(
            count=len(hits),
            pks=[held.pk for held in results],
            facets=facets,
            clause_counts=tuple(len(pks & self.pks(clause)) for clause in query.count_clauses),
            undated=len(hits) - len(dated),
            first_day=min((first(record) for record in dated), default=None),
            last_day=max((last(record) for record in dated), default=None),
            groups=len(results) if query.group else None,
            others=others,
        )

    def frequency(self, form: str, field: str = "text") -> int:
        return sum(1 for held in self.documents if form in held.fields[field])


def first(record: Record) -> dt.date:
    assert record.first is not None
    return record.first


def last(record: Record) -> dt.date:
    return record.last or first(record)


# Matching


def matches(held: Held, clause: c.Clause) -> bool:
    match clause:
        case c.MatchAll():
            return True
        case c.MatchNone():
            return False
        case c.And():
            return all(matches(held, part) for part in clause.parts)
        case c.Or():
            return any(matches(held, part) for part in clause.parts)
        case c.Not():
            return not matches(held, clause.part)
        case c.Boost() | c.ConstantScore():
            return matches(held, clause.part)
        case c.Word():
            forms = {form for level in clause.levels for form in level} | set(clause.light if clause.loose else ())
            return not forms.isdisjoint(held.fields[clause.field])
        case c.Phrase():
            return phrase_matches(held.fields[clause.field], clause)
        case c.Prefix():
            return any(form.startswith(clause.prefixes) for form in held.fields[clause.field])
        case c.Substring():
            words = [form[2:] for form in held.fields[clause.field] if form.startswith(("e:", "s:"))]
            return any(word.endswith(clause.letters) if clause.end else clause.letters in word for word in words)
    return record_matches(held, clause)


def record_matches(held: Held, clause: c.Clause) -> bool:
    record = held.record
    match clause:
        case c.Keys():
            return not held.keys[clause.column].isdisjoint(clause.keys)
        case c.KeyPrefix():
            return any(key.startswith(clause.prefix) for key in held.keys[clause.column])
        case c.Published():
            return record.first is not None and overlap(first(record), last(record), clause.first, clause.last)
        case c.PublicationStart():
            return record.first is not None and clause.first <= record.first <= clause.last
        case c.Anniversary():
            day = (clause.month, clause.day)
            return (
                record.first is not None
                and record.first == last(record)
                and (record.first.month, record.first.day) == day
            )
        case c.MentionsDate():
            return any(mention_matches(days, clause) for days in record.mentioned_dates)
        case c.HasDate():
            return record.first is not None
        case c.AddedSince():
            return record.added >= clause.moment
        case c.DocIds():
            return held.pk in clause.pks
    raise AssertionError(f"the oracle does not know {clause!r}")


def mention_matches(days: tuple[dt.date, dt.date, bool], clause: c.MentionsDate) -> bool:
    begin, end, stated = days
    if clause.stated and not stated:
        return False
    if clause.within:
        return (clause.first is None or begin >= clause.first) and (clause.last is None or end <= clause.last)
    return overlap(begin, end, clause.first, clause.last)


def overlap(begin: dt.date, end: dt.date, since: dt.date | None, until: dt.date | None) -> bool:
    return (since is None or end >= since) and (until is None or begin <= until)


def phrase_matches(positions: dict[str, set[int]], clause: c.Phrase) -> bool:
    slots = [
        set().union(*(positions.get(form, ()) for form in forms if not form.startswith("l:"))) for forms in clause.slots
    ]
    if not slots or not all(slots):
        return False
    if clause.within is None:
        return any(all(start + place in slot for place, slot in enumerate(slots)) for start in slots[0])
    span = max(clause.within, len(slots) - 1)
    return any(
        all(any(start <= place <= start + span for place in slot) for slot in slots) for start in set().union(*slots)
    )


# Counting and ordering


def facet_counts(among: list[Held], name: str, query: SearchQuery) -> list[tuple[str, int]]:
    if name in ("year", "month"):
        return sorted(Counter(key for held in among for key in calendar_keys(held.record, name)).items())
    counts = Counter(key for held in among for key in held.keys[name])
    most = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[: query.facet_limit]
    listed = {key for key, _ in most}
    more = [key for key in dict.fromkeys(query.selected.get(name, ())) if key not in listed]
    return most + [(key, counts[key]) for key in more]


def calendar_keys(record: Record, name: str) -> list[str]:
    if record.first is None or (name == "month" and record.precision == "year"):
        return []
    year = f"{record.first.year:04d}"
    return [year if name == "year" else f"{year}-{record.first.month:02d}"]


def ordered(hits: list[Held], order: Order) -> list[Held]:
    """Stable sorts, from the last of several columns to the first."""
    newest = sorted(sorted(hits, key=lambda held: -held.pk), key=lambda held: by_day(held, descending=True))
    if order == "oldest":
        return sorted(sorted(hits, key=lambda held: -held.pk), key=lambda held: by_day(held, descending=False))
    if order == "added":
        return sorted(hits, key=lambda held: (-held.record.added, -held.pk))
    if isinstance(order, str):
        return newest
    for column, descending in reversed(order):
        if column == "pk":
            newest = sorted(newest, key=lambda held: held.pk, reverse=descending)
            if descending:  # reverse keeps equal ones in order, and numbers are never equal
                continue
        elif column == "published":
            newest = sorted(newest, key=lambda held, down=descending: by_day(held, descending=down))
        else:
            have = [held for held in newest if held.keys[column]]
            have = sorted(have, key=lambda held, name=column: min(held.keys[name]), reverse=descending)
            newest = have + [held for held in newest if not held.keys[column]]
    return newest


def grouped(hits: list[Held], column: str) -> tuple[list[Held], dict[int, list[int]]]:
    """The first hit of each group, and the other hits of each."""
    groups: dict[str, list[Held]] = {}
    for held in hits:
        key = next(iter(held.keys[column]), None) if column else None
        groups.setdefault(f"key {key}" if key else f"pk {held.pk}", []).append(held)
    parts = [(first, rest) for first, *rest in groups.values()]
    return [first for first, _ in parts], {first.pk: [held.pk for held in rest] for first, rest in parts if rest}


def by_day(held: Held, *, descending: bool) -> tuple[bool, int]:
    day = held.record.first
    return day is None, 0 if day is None else (-day.toordinal() if descending else day.toordinal())
