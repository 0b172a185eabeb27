"""Clauses as Tantivy's queries.

A word is asked for by its levels, each with its share of the score (LEVEL_WEIGHTS, as in the Whoosh engine): one term for
each level, and Tantivy's BM25 for each term. Words of a prefix and filters score alike for all documents.
"""

import re

from tantivy import FieldType, Occur, Query

from archive.search.engine import clauses as c
from archive.search.engine.forms import EXACT, SPELLING
from archive.search.engine.tantivy.feeding import HEAD, HEADED, TAGS, clean
from archive.search.engine.tantivy.mentioned_dates import Intervals
from archive.search.engine.tantivy.phrases import Phrases
from archive.search.engine.tantivy.schema import FORMS, HEADS, SCHEMA
from archive.search.engine.tantivy.terms import wanted

LEVEL_WEIGHTS = (0.2, 0.3, 0.5)
"""Shares of exact, spelling and stem in a word's score; where fewer levels are asked, they share it all."""
LIGHT_WEIGHT, OPTIONAL_WEIGHT, PREFIX_WEIGHT = 0.3, 0.3, 0.7
BESIDE = 0.05
"""What terms that find next to nothing more count of their level's share."""
FEW_NUMBERS = 100
"""So many documents are asked for one by one: a set is made anew of the whole archive for each question."""
_SPECIAL = re.compile(r"[\\.+*?()|\[\]{}^$#&~/<>@\"-]")


class Translator:
    def __init__(self, phrases: Phrases, intervals: Intervals) -> None:
        self.phrases = phrases
        self.trusted = phrases.trusted
        self.intervals = intervals

    def query(self, clause: c.Clause) -> Query:
        match clause:
            case c.MatchAll():
                return silent(Query.all_query())
            case c.MatchNone():
                return Query.empty_query()
            case c.Word():
                return self._word(clause)
            case c.Phrase():
                return self.phrases.query(clause)
            case c.Prefix():
                return _alike([_prefix(clause.field, form) for form in clause.prefixes])
            case c.Substring():
                return _alike(_holding(clause))
            case c.And():
                parts = [self.query(part) for part in clause.parts]
                return self._ranked(every(parts), clause.optional)
            case c.Or():
                parts = [self.query(part) for part in clause.parts]
                return self._ranked(some(parts), clause.optional)
            case c.Not():
                return without(self.query(clause.part))
            case c.Boost():
                return Query.boost_query(self.query(clause.part), clause.weight)
            case c.ConstantScore():
                return Query.const_score_query(self.query(clause.part), clause.score)
        return silent(self._filter(clause))

    def _ranked(self, query: Query, optional: tuple[c.Clause, ...]) -> Query:
        if not optional:
            return query
        ranking = [(Occur.Should, Query.boost_query(self.query(part), OPTIONAL_WEIGHT)) for part in optional]
        return Query.boolean_query([(Occur.Must, query), *ranking])

    def _word(self, clause: c.Word) -> Query:
        finding: dict[tuple[str, str], float] = {}
        whole = sum(LEVEL_WEIGHTS[: len(clause.levels)])
        for forms, weight in zip(clause.levels, LEVEL_WEIGHTS, strict=False):
            self._weigh(finding, clause.field, forms, weight / whole)
        ranking = finding if clause.loose else {}
        self._weigh(ranking, clause.field, clause.light, LIGHT_WEIGHT)
        if clause.loose or not finding:
            return some(_terms(finding))
        for key in finding:
            finding[key] += ranking.pop(key, 0.0)
        found = some(_terms(finding))
        if not ranking:
            return found
        return Query.boolean_query([(Occur.Must, found), *((Occur.Should, query) for query in _terms(ranking))])

    def _weigh(self, into: dict[tuple[str, str], float], field: str, forms: tuple[str, ...], weight: float) -> None:
        found = wanted(forms, trusted=self.trusted)
        nearly = weight * BESIDE if found.main else weight
        for terms, share in ((found.main, weight), (found.beside, nearly)):
            for _, text in terms:
                into[field, text] = into.get((field, text), 0.0) + share
        for form in found.tagged:
            into[FORMS[field], form] = into.get((FORMS[field], form), 0.0) + (weight if form[0] == "l" else nearly)

    def _filter(self, clause: c.Clause) -> Query:
        match clause:
            case c.Keys():
                return any_term(clause.column, [clean(key) for key in clause.keys])
            case c.KeyPrefix():
                return Query.regex_query(SCHEMA, clause.column, f"{_escaped(clause.beginning)}(.|\n)*")
            case c.Published():
                first = None if clause.last is None else clause.last.toordinal()
                last = None if clause.first is None else clause.first.toordinal()
                return every([_range("first", None, first), _range("last", last, None)])
            case c.PublicationStart():
                return _range("first", clause.first.toordinal(), clause.last.toordinal())
            case c.HasDate():
                return _range("first", None, None)
            case c.MentionsDate():
                return any_term("spoken", self.intervals.fitting(clause))
            case c.DocIds():
                return any_number(clause.pks)
        raise TypeError(f"No such clause: {clause!r}")


def silent(query: Query) -> Query:
    """The query without a score."""
    return Query.const_score_query(query, 0.0)


def every(queries: list[Query]) -> Query:
    if not queries:
        return silent(Query.all_query())
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])


def some(queries: list[Query]) -> Query:
    if not queries:
        return Query.empty_query()
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])


def without(query: Query) -> Query:
    return Query.boolean_query([(Occur.Must, silent(Query.all_query())), (Occur.MustNot, query)])


def except_for(query: Query, others: list[Query]) -> Query:
    if not others:
        return query
    return Query.boolean_query([(Occur.Must, query), *((Occur.MustNot, other) for other in others)])


def any_term(field: str, texts: list[str]) -> Query:
    if len(texts) == 1:
        return Query.term_query(SCHEMA, field, texts[0], index_option="basic")
    return Query.term_set_query(SCHEMA, field, texts) if texts else Query.empty_query()


def any_number(pks: tuple[int, ...] | list[int]) -> Query:
    known = [pk for pk in pks if abs(pk) < 1 << 63]
    if len(known) <= FEW_NUMBERS:
        return some([Query.term_query(SCHEMA, "pk", pk, index_option="basic") for pk in known])
    return Query.term_set_query(SCHEMA, "pk", known)


def numbers_from(pk: int) -> Query:
    return Query.range_query(SCHEMA, "pk", FieldType.Integer, pk, (1 << 63) - 1)


def score_of_all(clause: c.Clause) -> float | None:
    """The score that all documents have which the clause finds; None where they differ."""
    match clause:
        case c.Prefix() | c.Substring():
            return PREFIX_WEIGHT
        case c.ConstantScore():
            return clause.score
        case c.Boost():
            score = score_of_all(clause.part)
            return 0.0 if clause.weight == 0 else None if score is None else score * clause.weight
        case c.And():
            scores = [score_of_all(part) for part in clause.parts]
            return None if clause.optional or None in scores else sum(filter(None, scores))
        case c.Or():
            return score_of_all(clause.parts[0]) if len(clause.parts) == 1 and not clause.optional else None
        case c.Word() | c.Phrase():
            return None
    return 0.0


def _terms(weights: dict[tuple[str, str], float]) -> list[Query]:
    return [
        Query.boost_query(Query.term_query(SCHEMA, field, text, index_option="freq"), weight)
        for (field, text), weight in weights.items()
    ]


def _alike(queries: list[Query]) -> Query:
    return Query.const_score_query(some(queries), PREFIX_WEIGHT)


def head_of(form: str) -> str | None:
    """How the heads of all words begin that begin so; None where it is longer than a head."""
    tag, beginning = form[:2], clean(form[2:])
    return tag[0] + beginning if tag in HEADED and len(beginning) <= HEAD else None


def _prefix(field: str, form: str) -> Query:
    """Words that begin so. Those of short beginnings are too many: they are found by their heads."""
    if (head := head_of(form)) is not None:
        return _pattern(HEADS[field], f"{_escaped(head)}.*")
    if form.startswith(EXACT):
        return _pattern(field, f"{TAGS[0]}{_escaped(form[2:])}.*")
    return _pattern(FORMS[field], f"{_escaped(form)}.*")


def _holding(clause: c.Substring) -> list[Query]:
    """Spellings come from the forms that differ from the exact one."""
    letters = f".*{_escaped(clause.letters)}{'' if clause.end else '.*'}"
    return [_pattern(clause.field, TAGS[0] + letters), _pattern(FORMS[clause.field], SPELLING + letters)]


def _pattern(field: str, pattern: str) -> Query:
    return Query.regex_query(SCHEMA, field, pattern)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", clean(text))


def _range(field: str, first: int | None, last: int | None) -> Query:
    """Open ends are as wide as dates are."""
    low, high = (0 if first is None else first), (1 << 23 if last is None else last)
    if low > high:
        return Query.empty_query()
    return Query.range_query(SCHEMA, field, FieldType.Integer, low, high)
