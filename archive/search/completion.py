"""Completions of what a reader types: names, sources and tags with a word that begins so, then headlines.

A table in each process holds the keys of all facet values of public articles, with their counts, as the index has them, under the
beginnings of the words of their names and name forms (folded, with and without the article). It is built when it is first needed,
and again, by a thread in the background, when the index has changed and the table is older than `REFRESH_S`. So completions lag
behind; callers drop what readers may no longer see. Headlines are asked of the engine.
"""

import threading
import time
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from archive.catalog.models import Article
from archive.catalog.selectors import source_labels
from archive.entities.models import NameForm
from archive.entities.selectors import entity_labels
from archive.search.engine import clauses as c
from archive.search.engine.contract import SearchQuery, View
from archive.search.request import SearchRequest
from archive.search.service import find
from archive.search.session import SearchSession
from archive.text import fold, words

KINDS = ("person", "place", "organization", "source", "tag")
ENTITY_KINDS = ("person", "place", "organization")
MIN_CHARS = 2
"""Shorter beginnings fit thousands of names."""
MAX_CHARS = 100
REFRESH_S = 300.0
SMALL_ARCHIVE = 2_000
"""Documents up to which the table is built anew at once: it takes some ten milliseconds."""
_CANDIDATES = 8
"""Beginnings looked at first for each completion asked for: a name may have several that fit."""
_CHUNK = 5_000
_ARTICLE = fold("ال")
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Completion:
    """`kind` is one of KINDS or `headline`; `key` that of the facet value, or of the article; `count` articles have it."""

    kind: str
    key: str
    label: str
    count: int


@dataclass(slots=True)
class _Table:
    place: tuple[str, float]
    documents: int
    built: float
    entries: list[Completion]
    """The most frequent first."""
    beginnings: list[str]
    """Sorted: each the rest of a name from the beginning of one of its words."""
    ranks: NDArray[np.int32]
    """The place of each beginning's entry, plus the number of entries if the name does not begin there: low ones are better."""


_table: _Table | None = None
_building = threading.Lock()


def complete_names(session: SearchSession, typed: str, limit: int) -> list[Completion]:
    """The most frequent names, sources and tags with a word that begins as typed; those that begin so come first."""
    sought = fold(" ".join(typed[:MAX_CHARS].split())).lower()
    if len(sought) < MIN_CHARS or session.view.info is None:
        return []
    table = _current(session.view)
    first = bisect_left(table.beginnings, sought)
    last = bisect_left(table.beginnings, sought + _LAST)
    found = [table.entries[place] for place in _best(table.ranks[first:last], len(table.entries), limit)]
    return [one for one in found if one.kind != "tag" or _is_printed(session.view, one.key)]


def _best(ranks: NDArray[np.int32], entries: int, limit: int) -> list[int]:
    """The places of the entries with the lowest ranks; only these are sorted, as half of all names begin with the article."""
    wanted = _CANDIDATES * limit
    while True:
        lowest = np.sort(np.partition(ranks, wanted)[:wanted] if wanted < len(ranks) else ranks)
        places = list(dict.fromkeys((lowest % entries).tolist()))
        if len(places) >= limit or wanted >= len(ranks):
            return places[:limit]
        wanted *= 2


def _is_printed(view: View, tag: str) -> bool:
    """Whether an article has the tag now: the table may be older than a withdrawal. Other names are looked up when shown."""
    return view.search(SearchQuery(c.Keys("tag", (tag,)), end=0)).count > 0


def complete_headlines(typed: str, limit: int) -> list[Completion]:
    """Articles whose headline has all the words typed; of the last one its beginning."""
    found = words(typed[:MAX_CHARS])
    if not found or len(found[-1]) < MIN_CHARS:
        return []
    query = " ".join((*(f"العنوان:{word}" for word in found[:-1]), f"العنوان:{found[-1]}*"))
    pks = find(SearchRequest(q=query, mode="spelling", variants=False, facets=()), limit).pks
    rows = Article.objects.published().exclude(title=None).in_bulk(pks)
    return [Completion("headline", rows[pk].key, rows[pk].display_title, 1) for pk in pks if pk in rows]


def _current(view: View) -> _Table:
    global _table
    assert view.info is not None
    place = (type(view).__module__, view.info.created)
    table = _table
    if table is None or table.place != place:
        with _building:
            if _table is None or _table.place != place:
                _table = _build(view, place)
            return _table
    if table.documents != view.count:
        if view.count <= SMALL_ARCHIVE:
            _table = table = _build(view, place)
        elif time.monotonic() - table.built > REFRESH_S and _building.acquire(blocking=False):
            threading.Thread(target=_rebuild, args=(view, place), name="completions", daemon=True).start()
    return table


def _rebuild(view: View, place: tuple[str, float]) -> None:
    global _table
    try:
        _table = _build(view, place)
    finally:
        _building.release()
        connection.close()


def _build(view: View, place: tuple[str, float]) -> _Table:
    found = view.search(SearchQuery(c.Keys("kind", ("article",)), facets=KINDS, facet_limit=None, end=0))
    counts = {kind: dict(found.facets[kind]) for kind in KINDS}
    entries: list[Completion] = []
    beginnings: list[tuple[str, int, bool]] = []
    for kind in KINDS:
        labels = _labels(kind, list(counts[kind]))
        for key, label in labels.items():
            entries.append(Completion(kind, key, label, counts[kind][key]))
    entries.sort(key=lambda entry: -entry.count)
    for number, entry in enumerate(entries):
        beginnings += [(text, number, is_start) for text, is_start in _beginnings(entry.label)]
    by_key = {entry.key: number for number, entry in enumerate(entries) if entry.kind in ENTITY_KINDS}
    for key, form in _forms(by_key):
        beginnings += [(text, by_key[key], is_start) for text, is_start in _beginnings(form)]
    beginnings.sort()
    return _Table(
        place=place,
        documents=view.count,
        built=time.monotonic(),
        entries=entries,
        beginnings=[text for text, _, _ in beginnings],
        ranks=np.array([number + (0 if is_start else len(entries)) for _, number, is_start in beginnings], np.int32),
    )


def _labels(kind: str, keys: list[str]) -> dict[str, str]:
    """Names of the keys that readers may know of."""
    if kind in ENTITY_KINDS:
        parts = (entity_labels(keys[start : start + _CHUNK]) for start in range(0, len(keys), _CHUNK))
        return {key: name for part in parts for key, (name, _) in part.items()}
    return source_labels(keys) if kind == "source" else {key: key for key in keys}


def _forms(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(key, form) of the name forms of these entities, those without a condition on their surroundings."""
    wanted = set(keys)
    rows = NameForm.objects.filter(relation=NameForm.Relation.NAME).values_list("entity__key", "text")
    return ((key, text) for key, text in rows.iterator(_CHUNK) if key in wanted and "(" not in text)


def _beginnings(name: str) -> Iterator[tuple[str, bool]]:
    """The rest of a folded name from each of its words on, and whether that is the first word."""
    parts = fold(" ".join(name.split())).lower().split()
    for number in range(len(parts)):
        rest = " ".join(parts[number:])
        yield rest, number == 0
        if rest.startswith(_ARTICLE) and len(parts[number]) > len(_ARTICLE) + 1:
            yield rest[len(_ARTICLE) :], number == 0
