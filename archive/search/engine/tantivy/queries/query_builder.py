"""Clauses as Tantivy's queries, with scores.

A word is asked for by its levels, each with its share of the score: one term for each level, and Tantivy's BM25 for each
term. Prefixes and filters score the same for all documents.
"""

import re

from tantivy import FieldType, Occur, Query

from archive.search.engine import clauses as c
from archive.search.engine.forms import EXACT, LIGHT, SPELLING
from archive.search.engine.scoring import LIGHT_WEIGHT, OPTIONAL_WEIGHT, PREFIX_WEIGHT, level_weights
from archive.search.engine.tantivy.queries.boolean import (
    all_of,
    any_of,
    any_pk,
    any_term,
    match_all,
    none_of,
    unscored,
)
from archive.search.engine.tantivy.queries.mentioned_dates import Intervals
from archive.search.engine.tantivy.queries.phrases import Phrases
from archive.search.engine.tantivy.queries.stream_terms import stream_terms
from archive.search.engine.tantivy.schema import FORMS, HEADS, SCHEMA
from archive.search.engine.tantivy.token_stream import HEAD_LETTERS, HEADED, TAGS, clean

EXTRA_WEIGHT = 0.05
"""Share of a level's weight that terms get which match next to nothing more (`StreamTerms.extra`)."""
MAX_ORDINAL = 1 << 23
MAX_MOMENT = 1 << 62
"""Beyond all dates."""
_SPECIAL = re.compile(r"[\\.+*?()|\[\]{}^$#&~/<>@\"-]")


class QueryBuilder:
    def __init__(self, phrases: Phrases, intervals: Intervals) -> None:
        self.phrases = phrases
        self.trusted = phrases.trusted
        self.intervals = intervals

    def query(self, clause: c.Clause) -> Query:
        match clause:
            case c.MatchAll():
                return match_all()
            case c.MatchNone():
                return Query.empty_query()
            case c.Word():
                return self._word(clause)
            case c.Phrase():
                return self.phrases.query(clause)
            case c.Prefix():
                return _same_score([_prefix(clause.field, form) for form in clause.prefixes])
            case c.Substring():
                return _same_score(_substring(clause))
            case c.And():
                return self._with_optional(all_of([self.query(part) for part in clause.parts]), clause.optional)
            case c.Or():
                return self._with_optional(any_of([self.query(part) for part in clause.parts]), clause.optional)
            case c.Not():
                return none_of([self.query(clause.part)])
            case c.Boost():
                return Query.boost_query(self.query(clause.part), clause.weight)
            case c.ConstantScore():
                return Query.const_score_query(self.query(clause.part), clause.score)
        return unscored(self._filter(clause))

    def _with_optional(self, query: Query, optional: tuple[c.Clause, ...]) -> Query:
        if not optional:
            return query
        ranking = [(Occur.Should, Query.boost_query(self.query(part), OPTIONAL_WEIGHT)) for part in optional]
        return Query.boolean_query([(Occur.Must, query), *ranking])

    def _word(self, clause: c.Word) -> Query:
        required: dict[tuple[str, str], float] = {}
        for forms, weight in zip(clause.levels, level_weights(len(clause.levels)), strict=False):
            self._add_weights(required, clause.field, forms, weight)
        ranking = required if clause.loose else {}
        self._add_weights(ranking, clause.field, clause.light, LIGHT_WEIGHT)
        if clause.loose or not required:
            return any_of(_terms(required))
        for key in required:
            required[key] += ranking.pop(key, 0.0)
        found = any_of(_terms(required))
        if not ranking:
            return found
        return Query.boolean_query([(Occur.Must, found), *((Occur.Should, query) for query in _terms(ranking))])

    def _add_weights(
        self, into: dict[tuple[str, str], float], field: str, forms: tuple[str, ...], weight: float
    ) -> None:
        found = stream_terms(forms, trusted=self.trusted)
        extra_weight = weight * EXTRA_WEIGHT if found.main else weight
        for terms, share in ((found.main, weight), (found.extra, extra_weight)):
            for _, text in terms:
                into[field, text] = into.get((field, text), 0.0) + share
        for form in found.tagged:
            share = weight if form.startswith(LIGHT) else extra_weight
            into[FORMS[field], form] = into.get((FORMS[field], form), 0.0) + share

    def _filter(self, clause: c.Clause) -> Query:
        match clause:
            case c.Keys():
                return any_term(clause.column, [clean(key) for key in clause.keys])
            case c.KeyPrefix():
                return Query.regex_query(SCHEMA, clause.column, f"{_escaped(clause.prefix)}(.|\n)*")
            case c.Published():
                first = None if clause.last is None else clause.last.toordinal()
                last = None if clause.first is None else clause.first.toordinal()
                return all_of([_range("first", None, first), _range("last", last, None)])
            case c.PublicationStart():
                return _range("first", clause.first.toordinal(), clause.last.toordinal())
            case c.Anniversary():
                days = self.intervals.anniversaries(clause)
                return all_of([any_of([_number(name, day) for day in days]) for name in ("first", "last")])
            case c.HasDate():
                return _range("first", None, None)
            case c.MentionsDate():
                return any_term("spoken", self.intervals.matching(clause))
            case c.AddedSince():
                return _range("added", clause.moment, MAX_MOMENT)
            case c.DocIds():
                return any_pk(clause.pks)
        raise TypeError(f"No such clause: {clause!r}")


def constant_score(clause: c.Clause) -> float | None:
    """The score that all matches of the clause have; None if their scores differ."""
    match clause:
        case c.Prefix() | c.Substring():
            return PREFIX_WEIGHT
        case c.ConstantScore():
            return clause.score
        case c.Boost():
            score = constant_score(clause.part)
            return 0.0 if clause.weight == 0 else None if score is None else score * clause.weight
        case c.And():
            scores = [constant_score(part) for part in clause.parts]
            return None if clause.optional or None in scores else sum(filter(None, scores))
        case c.Or():
            return constant_score(clause.parts[0]) if len(clause.parts) == 1 and not clause.optional else None
        case c.Word() | c.Phrase():
            return None
    return 0.0


def head_of(form: str) -> str | None:
    """The common start of the heads of all words with this prefix; None if the prefix is longer than a head."""
    tag, beginning = form[:2], clean(form[2:])
    return tag[0] + beginning if tag in HEADED and len(beginning) <= HEAD_LETTERS else None


def _terms(weights: dict[tuple[str, str], float]) -> list[Query]:
    return [
        Query.boost_query(Query.term_query(SCHEMA, field, text, index_option="freq"), weight)
        for (field, text), weight in weights.items()
    ]


def _same_score(queries: list[Query]) -> Query:
    return Query.const_score_query(any_of(queries), PREFIX_WEIGHT)


def _prefix(field: str, form: str) -> Query:
    """Words with this prefix; those of short prefixes are too many to enumerate and are found by their heads."""
    if (head := head_of(form)) is not None:
        return _regex(HEADS[field], f"{_escaped(head)}.*")
    if form.startswith(EXACT):
        return _regex(field, f"{TAGS[0]}{_escaped(form[2:])}.*")
    return _regex(FORMS[field], f"{_escaped(form)}.*")


def _substring(clause: c.Substring) -> list[Query]:
    """Spellings come from the forms that differ from the exact one."""
    letters = f".*{_escaped(clause.letters)}{'' if clause.end else '.*'}"
    return [_regex(clause.field, TAGS[0] + letters), _regex(FORMS[clause.field], SPELLING + letters)]


def _regex(field: str, pattern: str) -> Query:
    return Query.regex_query(SCHEMA, field, pattern)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", clean(text))


def _number(field: str, number: int) -> Query:
    return Query.term_query(SCHEMA, field, number, index_option="basic")


def _range(field: str, first: int | None, last: int | None) -> Query:
    """None leaves an end open."""
    low, high = (0 if first is None else first), (MAX_ORDINAL if last is None else last)
    if low > high:
        return Query.empty_query()
    return Query.range_query(SCHEMA, field, FieldType.Integer, low, high)
