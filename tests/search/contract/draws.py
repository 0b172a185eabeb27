"""Queries drawn by Hypothesis from the words, keys and dates of the small archive."""

import datetime as dt

from hypothesis import strategies as st

from archive.search.engine import clauses as c
from archive.search.engine.contract import SearchQuery
from archive.search.engine.document import GROUPINGS, KEYED
from archive.search.query import loosen, phrase_slot, prefix_clause, word_clause
from archive.search.request import FACETS
from archive.text import analyze
from tests.search.contract.collection import ADDED, FIRST, GROUPS, KEYS, RARE, SINGLE, WORDS

ALL_KEYS = {
    **KEYS,
    **{name: tuple(filter(None, known)) for name, known in SINGLE.items()},
    "kind": ("article", "stub"),
    **dict.fromkeys(GROUPINGS, GROUPS),
}
modes = st.sampled_from(("exact", "spelling", "wide"))
fields = st.sampled_from(("text", "text", "text", "title"))
printed = st.sampled_from((*WORDS, *RARE, "غائبة"))
days = st.integers(-40, 940).map(lambda number: FIRST + dt.timedelta(days=number))
some_days = st.none() | days
columns = st.sampled_from(sorted(ALL_KEYS))


def word(printed: str, mode: str, field: c.Field, *, loose: bool) -> c.Clause:
    clause = word_clause(analyze(printed)[0], mode, field)
    return loosen(clause) if loose else clause


def keys_of(column: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from((*ALL_KEYS[column], "no such key")), max_size=3).map(tuple)


words = st.builds(word, printed, modes, fields, loose=st.booleans())
slots = st.builds(
    lambda text, mode, near: phrase_slot(analyze(text)[0], mode, near=near), printed, modes, st.booleans()
)
phrases = st.builds(c.Phrase, st.lists(slots, min_size=1, max_size=3).map(tuple), fields, st.none() | st.integers(0, 6))
prefixes = st.builds(lambda text, size, field: prefix_clause(text[:size], field), printed, st.integers(1, 4), fields)
substrings = st.builds(
    lambda text, start, end, field: c.Substring(analyze(text)[0].spelling[start : start + 3] or "ا", end, field),
    printed,
    st.integers(0, 3),
    st.booleans(),
    fields,
)
keyed = columns.flatmap(lambda column: keys_of(column).map(lambda keys: c.Keys(column, keys)))
key_prefixes = columns.flatmap(
    lambda column: st.builds(
        lambda key, size: c.KeyPrefix(column, key[:size]), st.sampled_from(ALL_KEYS[column]), st.integers(0, 4)
    )
)
published = st.builds(c.Published, some_days, some_days)
starts = st.builds(c.PublicationStart, days, days)
anniversaries = days.map(lambda day: c.Anniversary(day.month, day.day))
mentions = st.builds(c.MentionsDate, some_days, some_days, st.booleans(), st.booleans())
added = st.integers(-5, 95).map(lambda number: c.AddedSince(ADDED + number))
ids = st.lists(st.integers(0, 160), max_size=5).map(lambda pks: c.DocIds(tuple(pks)))
filters = st.one_of(keyed, key_prefixes, published, starts, anniversaries, mentions, added, ids, st.just(c.HasDate()))
leaves = st.one_of(words, words, phrases, prefixes, substrings, filters, st.just(c.MatchAll()), st.just(c.MatchNone()))


def combined(parts: st.SearchStrategy[c.Clause]) -> st.SearchStrategy[c.Clause]:
    several = st.lists(parts, max_size=3).map(tuple)
    return st.one_of(
        st.builds(c.And, several, st.lists(words, max_size=2).map(tuple)),
        st.builds(c.Or, several, st.lists(words, max_size=2).map(tuple)),
        st.builds(c.Not, parts),
        st.builds(c.Boost, parts, st.sampled_from((0.5, 2.0))),
        st.builds(c.ConstantScore, parts, st.sampled_from((0.1, 3.0))),
    )


clauses = st.recursive(leaves, combined, max_leaves=6)
named = st.dictionaries(st.sampled_from((*KEYED, "date", "not_person", "undated")), filters, max_size=3)
orders = st.sampled_from(("relevance", "newest", "oldest", "added")) | st.lists(
    st.tuples(st.sampled_from((*KEYED, "published", "pk")), st.booleans()), min_size=1, max_size=3
).map(tuple)
queries = st.builds(
    SearchQuery,
    clause=clauses,
    filters=named,
    sort=orders,
    group=st.sampled_from(("", *GROUPINGS)),
    start=st.integers(0, 30),
    end=st.none() | st.integers(0, 60),
    facets=st.lists(st.sampled_from((*FACETS, "kind")), unique=True).map(tuple),
    facet_limit=st.none() | st.integers(1, 4),
    selected=st.dictionaries(st.just("person"), keys_of("person"), max_size=1),
    count_clauses=st.lists(clauses, max_size=2).map(tuple),
)
