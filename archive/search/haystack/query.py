"""Haystack's query on our engine contract: it builds a clause instead of a string."""

from typing import Any

from haystack.backends import BaseSearchQuery, SearchNode

from archive.search.engine import clauses as c
from archive.search.haystack.lookups import lookup_clause


class ArchiveQuery(BaseSearchQuery):
    """Query sets pass its clause to the backend."""

    def build_query(self) -> c.Clause:
        clause = _node_clause(self.query_filter)
        if self.boost:
            ranking = tuple(c.Boost(lookup_clause("content", "content", w), float(b)) for w, b in self.boost.items())
            clause = c.And((clause,), ranking)
        return clause

    def __str__(self) -> str:
        return str(self.build_query())

    def build_query_fragment(self, field: str, filter_type: str, value: Any) -> str:
        """A lookup in our query language, for `narrow(SQ(…))`."""
        text = " ".join(str(getattr(value, "query_string", value)).replace('"', " ").split())
        if field in ("content", "text"):
            return f'"{text}"' if filter_type == "exact" else f"({text})"
        if field == "published":
            names = {"gt": "after", "lt": "before"}
            if filter_type in ("gte", "lte"):
                opposite = "before" if filter_type == "gte" else "after"
                return f'(date:"1..9999" NOT {opposite}:"{text}")'
            return f'{names.get(filter_type, "date")}:"{text}"'
        if filter_type == "in" and not isinstance(value, str):
            return "(" + " OR ".join(f'{field}:"{part}"' for part in value) + ")"
        return f'{field.removesuffix("_exact")}:"{text}"'

    def run_mlt(self, **options: Any) -> None:
        limits = {"start_offset": self.start_offset, "end_offset": self.end_offset}
        super().run_mlt(**{**limits, "narrow_queries": self.narrow_queries, **options})


def _field_and_lookup(node: SearchNode, expression: str) -> tuple[str, str]:
    field, lookup = node.split_expression(expression)
    return str(field), str(lookup)


def _node_clause(node: SearchNode) -> c.Clause:
    parts = []
    for child in node.children:
        if isinstance(child, tuple):
            expression, value = child
            parts.append(lookup_clause(*_field_and_lookup(node, expression), value))
        else:
            parts.append(_node_clause(child))
    if not parts:
        clause: c.Clause = c.MatchAll()
    elif len(parts) == 1:
        clause = parts[0]
    else:
        clause = c.Or(tuple(parts)) if node.connector == SearchNode.OR else c.And(tuple(parts))
    return c.Not(clause) if node.negated and parts else clause
