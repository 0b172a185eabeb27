"""Clauses as queries of the cluster.

What a clause matches is said in filters, by the very forms; what it adds to the score stands beside. So scoring may be left
out (`matching`) and the same documents are found: where a query is so long that the cluster would refuse it. Words are
scored as the embedded engines score them, a BM25 for each level; phrases by the cluster's own measure.
"""

from collections.abc import Iterable
from typing import Any

from archive.search.engine import clauses as c
from archive.search.engine.forms import EXACT, SPELLING
from archive.search.engine.opensearch.fields import encoded
from archive.search.engine.opensearch.mapping import SEPARATOR

Query = dict[str, Any]
LEVEL_WEIGHTS = (0.2, 0.3, 0.5)
"""Shares of exact, spelling and stem in a word's score; where fewer levels are asked, they share it all."""
LIGHT_WEIGHT = 0.3
"""What the light stem adds to it."""
OPTIONAL_WEIGHT = 0.3
"""What parts count that only rank."""
PREFIX_SCORE = 2.0
"""A prefix, as a word of middling rarity."""
NEAR_SCORE = 4.0
"""Words near one another, at most: the cluster counts how often, not how rare they are."""
PHRASE_WEIGHT = 0.5
"""The cluster adds up how rare all the words of a phrase are, in each of their forms; so much of it is counted."""
MOST_TERMS = 60_000
"""Values of one `terms` query: the cluster takes 65,536."""
MATCH_ALL: Query = {"match_all": {"boost": 0.0}}
NOTHING: Query = {"match_none": {}}


def scoring(clause: c.Clause) -> Query:
    """Finds what the clause matches, and scores it."""
    match clause:
        case c.Word():
            return _scored_word(clause)
        case c.Phrase() if clause.within is None:
            return _weighed(matching(clause), PHRASE_WEIGHT)
        case c.Phrase():
            return _weighed(matching(clause), len(clause.slots) ** 0.5 * NEAR_SCORE)
        case c.Prefix() | c.Substring():
            return _constant(matching(clause), PREFIX_SCORE)
        case c.And():
            scored, plain = _parted(clause.parts)
            return _joined(must=scored, filters=plain, should=_ranking(clause.optional))
        case c.Or():
            scored, plain = _parted(clause.parts)
            either = _any([*scored, *(_constant(query, 0.0) for query in plain)])
            return _joined(must=[either], filters=[], should=_ranking(clause.optional))
        case c.Boost():
            return _weighed(scoring(clause.part), max(clause.weight, 0.0))
        case c.ConstantScore():
            return _constant(matching(clause.part), max(clause.score, 0.0))
    return _constant(matching(clause), 0.0)


def scores(clause: c.Clause) -> bool:
    """Whether anything in the clause adds to a score."""
    match clause:
        case c.Word() | c.Phrase() | c.Prefix() | c.Substring() | c.ConstantScore():
            return True
        case c.And() | c.Or():
            return any(scores(part) for part in (*clause.parts, *clause.optional))
        case c.Boost():
            return scores(clause.part)
    return False


def matching(clause: c.Clause) -> Query:
    """Finds what the clause matches, whatever it scores."""
    match clause:
        case c.MatchAll():
            return MATCH_ALL
        case c.MatchNone():
            return NOTHING
        case c.Word():
            levels = [form for level in clause.levels for form in level]
            return _terms(words_field(clause.field), [*levels, *(clause.light if clause.loose else ())])
        case c.Phrase():
            return _neighbours(clause) if clause.within is not None else _in_order(clause)
        case c.Prefix():
            field = words_field(clause.field)
            return _any([{"prefix": {field: {"value": encoded(prefix)}}} for prefix in dict.fromkeys(clause.prefixes)])
        case c.Substring():
            return _any([_wildcard(clause, tag) for tag in (EXACT, SPELLING)])
        case c.And():
            return _filter([matching(part) for part in clause.parts])
        case c.Or():
            return _any([matching(part) for part in clause.parts])
        case c.Not():
            return {"bool": {"must_not": [matching(clause.part)]}}
        case c.Boost() | c.ConstantScore():
            return matching(clause.part)
    return _condition(clause)


def words_field(field: c.Field) -> str:
    """Where the forms of single words are looked up."""
    return "weights" if field == "text" else field


def _condition(clause: c.Clause) -> Query:
    """Clauses about keys, days and numbers."""
    match clause:
        case c.Keys():
            return _terms(clause.column, clause.keys)
        case c.KeyPrefix():
            return {"prefix": {clause.column: {"value": clause.beginning}}}
        case c.Published():
            after = {"gte": clause.first.toordinal()} if clause.first else {}
            before = {"lte": clause.last.toordinal()} if clause.last else {}
            ranges = [{"range": {"last": after}}] if after else []
            ranges += [{"range": {"first": before}}] if before else []
            return _filter(ranges) if ranges else {"exists": {"field": "first"}}
        case c.PublicationStart():
            return {"range": {"first": {"gte": clause.first.toordinal(), "lte": clause.last.toordinal()}}}
        case c.MentionsDate():
            return _speaking(clause)
        case c.HasDate():
            return {"exists": {"field": "first"}}
        case c.DocIds():
            return _terms("pk", clause.pks)
    raise TypeError(f"No such clause: {clause!r}")


def _speaking(clause: c.MentionsDate) -> Query:
    field = "stated" if clause.stated else "spoken"
    days = {"gte": clause.first.toordinal()} if clause.first else {}
    days |= {"lte": clause.last.toordinal()} if clause.last else {}
    if len(days) == 2 and days["gte"] > days["lte"]:
        # The cluster refuses a range that ends before it begins. Spans that reach from before its end to after its
        # beginning meet both of them.
        if clause.within:
            return NOTHING
        return {"range": {field: {"gte": days["lte"], "lte": days["gte"], "relation": "contains"}}}
    return {"range": {field: {**days, "relation": "within" if clause.within else "intersects"}}}


# Words


def _scored_word(clause: c.Word) -> Query:
    field = words_field(clause.field)
    whole = sum(LEVEL_WEIGHTS[: len(clause.levels)])
    weighted = [(forms, weight / whole) for forms, weight in zip(clause.levels, LEVEL_WEIGHTS, strict=False)]
    should = [
        _occurrences(field, forms, weight) for forms, weight in [*weighted, (clause.light, LIGHT_WEIGHT)] if forms
    ]
    return _joined(must=[], filters=[matching(clause)], should=should)


def _occurrences(field: str, forms: Iterable[str], weight: float) -> Query:
    """Forms of one level, counted together as one word."""
    spelled = dict.fromkeys(encoded(form) for form in forms)
    return {"match": {field: {"query": SEPARATOR.join(spelled), "boost": weight}}}


# Phrases


def _phrase(slots: tuple[tuple[str, ...], ...]) -> Query:
    return {"query": " ".join(SEPARATOR.join(dict.fromkeys(map(encoded, slot))) for slot in slots)}


def _in_order(clause: c.Phrase) -> Query:
    if not clause.slots or not all(clause.slots):
        return NOTHING
    return {"match_phrase": {clause.field: _phrase(clause.slots)}}


def _neighbours(clause: c.Phrase) -> Query:
    """All slots within a span of words, in any order. Slots that ask for the same are one: one word answers both."""
    if not clause.slots or not all(clause.slots):
        return NOTHING
    assert clause.within is not None
    span = max(clause.within, len(clause.slots) - 1)
    slots = list(dict.fromkeys(tuple(sorted({encoded(form) for form in slot})) for slot in clause.slots))
    if len(slots) == 1:
        return _terms(words_field(clause.field), slots[0])
    sources = [_either(slot) for slot in slots]
    return {
        "intervals": {
            clause.field: {"all_of": {"ordered": False, "max_gaps": span + 1 - len(slots), "intervals": sources}}
        }
    }


def _either(forms: tuple[str, ...]) -> Query:
    sources = [{"match": {"query": form, "analyzer": "single"}} for form in forms]
    return sources[0] if len(sources) == 1 else {"any_of": {"intervals": sources}}


def _wildcard(clause: c.Substring, tag: str) -> Query:
    letters = "".join(f"\\{letter}" if letter in "*?\\" else letter for letter in encoded(clause.letters))
    pattern = f"{tag}*{letters}" if clause.end else f"{tag}*{letters}*"
    return {"wildcard": {words_field(clause.field): {"value": pattern}}}


# Putting together


def _parted(parts: tuple[c.Clause, ...]) -> tuple[list[Query], list[Query]]:
    """(queries that score, queries that only narrow)."""
    return [scoring(part) for part in parts if scores(part)], [matching(part) for part in parts if not scores(part)]


def _ranking(parts: tuple[c.Clause, ...]) -> list[Query]:
    return [_weighed(scoring(part), OPTIONAL_WEIGHT) for part in parts if scores(part)]


def _joined(*, must: list[Query], filters: list[Query], should: list[Query]) -> Query:
    if not must and not filters:
        filters = [MATCH_ALL]
    return {"bool": {"must": must, "filter": filters, "should": should}}


def _filter(queries: list[Query]) -> Query:
    if len(queries) == 1:
        return queries[0]
    return {"bool": {"filter": queries}} if queries else MATCH_ALL


def _any(queries: list[Query]) -> Query:
    if len(queries) == 1:
        return queries[0]
    return {"bool": {"should": queries, "minimum_should_match": 1}} if queries else NOTHING


def _weighed(query: Query, weight: float) -> Query:
    return {"bool": {"must": [query], "boost": weight}}


def _constant(query: Query, score: float) -> Query:
    return {"constant_score": {"filter": query, "boost": score}}


def _terms(field: str, values: Iterable[Any]) -> Query:
    spelled = list(dict.fromkeys(encoded(value) if field in ("weights", "title") else value for value in values))
    chunks = [spelled[first : first + MOST_TERMS] for first in range(0, len(spelled), MOST_TERMS)]
    return _any([{"terms": {field: chunk}} for chunk in chunks])
