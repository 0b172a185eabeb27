"""Clauses as queries of the cluster.

What a clause matches is a filter on forms; what it adds to the score is a separate part. Without it (`matching`) the same
documents match: for queries so long that the cluster would reject them. Words score as in the embedded engines, by a BM25
for each level; phrases by the cluster's own measure.
"""

from collections.abc import Iterable
from typing import Any

from archive.search.engine import clauses as c
from archive.search.engine.forms import EXACT, SPELLING
from archive.search.engine.opensearch.fields import encoded
from archive.search.engine.opensearch.mapping import SEPARATOR
from archive.search.engine.scoring import LIGHT_WEIGHT, OPTIONAL_WEIGHT, level_weights

Query = dict[str, Any]
PREFIX_SCORE = 2.0
"""Of a prefix: that of a word of medium rarity."""
WINDOW_SCORE = 4.0
"""Of words in a window, at most: the cluster counts how often they occur, not how rare they are."""
PHRASE_WEIGHT = 0.5
"""The cluster adds up the rarity of all forms of all words of a phrase; this reduces it to the level of single words."""
MAX_TERMS = 60_000
"""Values of one `terms` query: the cluster accepts 65,536."""
MATCH_ALL: Query = {"match_all": {"boost": 0.0}}
NOTHING: Query = {"match_none": {}}


def scoring(clause: c.Clause) -> Query:
    """Matches and scores the clause."""
    match clause:
        case c.Word():
            return _scored_word(clause)
        case c.Phrase() if clause.within is None:
            return _weighed(matching(clause), PHRASE_WEIGHT)
        case c.Phrase():
            return _weighed(matching(clause), len(clause.slots) ** 0.5 * WINDOW_SCORE)
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
        case c.Not():
            return False
    return any(map(scores, clause.children()))


def matching(clause: c.Clause) -> Query:
    """Matches the clause without scoring."""
    match clause:
        case c.MatchAll():
            return MATCH_ALL
        case c.MatchNone():
            return NOTHING
        case c.Word():
            return _terms(words_field(clause.field), clause.forms)
        case c.Phrase():
            return _window(clause) if clause.within is not None else _in_order(clause)
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
    """The field in which single words are looked up."""
    return "weights" if field == "text" else field


def _condition(clause: c.Clause) -> Query:
    """Clauses about keys, days and numbers."""
    match clause:
        case c.Keys():
            return _terms(clause.column, clause.keys)
        case c.KeyPrefix():
            return {"prefix": {clause.column: {"value": clause.prefix}}}
        case c.Published():
            after = {"gte": clause.first.toordinal()} if clause.first else {}
            before = {"lte": clause.last.toordinal()} if clause.last else {}
            ranges = [{"range": {"last": after}}] if after else []
            ranges += [{"range": {"first": before}}] if before else []
            return _filter(ranges) if ranges else {"exists": {"field": "first"}}
        case c.PublicationStart():
            return {"range": {"first": {"gte": clause.first.toordinal(), "lte": clause.last.toordinal()}}}
        case c.Anniversary():
            return _filter([_terms(field, clause.ordinals) for field in ("first", "last")])
        case c.MentionsDate():
            return _mentions(clause)
        case c.HasDate():
            return {"exists": {"field": "first"}}
        case c.AddedSince():
            return {"range": {"added": {"gte": clause.moment}}}
        case c.DocIds():
            return _terms("pk", clause.pks)
    raise TypeError(f"No such clause: {clause!r}")


def _mentions(clause: c.MentionsDate) -> Query:
    field = "stated" if clause.stated else "spoken"
    days = {"gte": clause.first.toordinal()} if clause.first else {}
    days |= {"lte": clause.last.toordinal()} if clause.last else {}
    if len(days) == 2 and days["gte"] > days["lte"]:
        # The cluster rejects a range that ends before it starts. An interval overlaps both ends if it contains the
        # range turned round.
        if clause.within:
            return NOTHING
        return {"range": {field: {"gte": days["lte"], "lte": days["gte"], "relation": "contains"}}}
    return {"range": {field: {**days, "relation": "within" if clause.within else "intersects"}}}


# Words


def _scored_word(clause: c.Word) -> Query:
    field = words_field(clause.field)
    weighted = zip(clause.levels, level_weights(len(clause.levels)), strict=False)
    should = [
        _occurrences(field, forms, weight) for forms, weight in [*weighted, (clause.light, LIGHT_WEIGHT)] if forms
    ]
    return _joined(must=[], filters=[matching(clause)], should=should)


def _occurrences(field: str, forms: Iterable[str], weight: float) -> Query:
    """Scores the forms of one level as one word."""
    spelled = dict.fromkeys(encoded(form) for form in forms)
    return {"match": {field: {"query": SEPARATOR.join(spelled), "boost": weight}}}


# Phrases


def _phrase(slots: tuple[tuple[str, ...], ...]) -> Query:
    return {"query": " ".join(SEPARATOR.join(dict.fromkeys(map(encoded, slot))) for slot in slots)}


def _in_order(clause: c.Phrase) -> Query:
    if not clause.slots or not all(clause.slots):
        return NOTHING
    return {"match_phrase": {clause.field: _phrase(clause.slots)}}


def _window(clause: c.Phrase) -> Query:
    """All slots within a window, in any order. Equal slots are one: one word satisfies both."""
    if not clause.slots or not all(clause.slots):
        return NOTHING
    slots = list(dict.fromkeys(tuple(sorted({encoded(form) for form in slot})) for slot in clause.slots))
    if len(slots) == 1:
        return _terms(words_field(clause.field), slots[0])
    sources = [_either(slot) for slot in slots]
    return {
        "intervals": {
            clause.field: {"all_of": {"ordered": False, "max_gaps": clause.span + 1 - len(slots), "intervals": sources}}
        }
    }


def _either(forms: tuple[str, ...]) -> Query:
    sources = [{"match": {"query": form, "analyzer": "single"}} for form in forms]
    return sources[0] if len(sources) == 1 else {"any_of": {"intervals": sources}}


def _wildcard(clause: c.Substring, tag: str) -> Query:
    letters = "".join(f"\\{letter}" if letter in "*?\\" else letter for letter in encoded(clause.letters))
    pattern = f"{tag}*{letters}" if clause.end else f"{tag}*{letters}*"
    return {"wildcard": {words_field(clause.field): {"value": pattern}}}


# Combinators


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
    chunks = [spelled[first : first + MAX_TERMS] for first in range(0, len(spelled), MAX_TERMS)]
    return _any([{"terms": {field: chunk}} for chunk in chunks])
