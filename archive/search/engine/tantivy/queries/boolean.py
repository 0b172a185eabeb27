"""Small combinators of Tantivy's queries."""

from tantivy import FieldType, Occur, Query

from archive.search.engine.tantivy.schema import SCHEMA

MAX_SINGLE_PKS = 100
"""Up to this many documents are asked for one by one: Tantivy compiles a set anew for each query."""


def unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


def match_all() -> Query:
    return unscored(Query.all_query())


def all_of(queries: list[Query]) -> Query:
    if not queries:
        return match_all()
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])


def any_of(queries: list[Query]) -> Query:
    if not queries:
        return Query.empty_query()
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])


def none_of(queries: list[Query], among: Query | None = None) -> Query:
    """The documents of `among` (all, if it is None) that match none of the queries."""
    required = match_all() if among is None else among
    if not queries:
        return required
    return Query.boolean_query([(Occur.Must, required), *((Occur.MustNot, query) for query in queries)])


def any_term(field: str, texts: list[str]) -> Query:
    if len(texts) == 1:
        return Query.term_query(SCHEMA, field, texts[0], index_option="basic")
    return Query.term_set_query(SCHEMA, field, texts) if texts else Query.empty_query()


def any_pk(pks: tuple[int, ...] | list[int]) -> Query:
    known = [pk for pk in pks if abs(pk) < 1 << 63]
    if len(known) <= MAX_SINGLE_PKS:
        return any_of([Query.term_query(SCHEMA, "pk", pk, index_option="basic") for pk in known])
    return Query.term_set_query(SCHEMA, "pk", known)


def pk_from(pk: int) -> Query:
    """Documents of this primary key or a higher one."""
    return Query.range_query(SCHEMA, "pk", FieldType.Integer, pk, (1 << 63) - 1)
