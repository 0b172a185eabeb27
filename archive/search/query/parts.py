"""The parts of a query as its reader sees them: words, phrases, prefixes, fields, groups and negations, outermost first.

`query_parts` reads them with the parser of the query language; `join_parts` writes them as a query again, of which they are
the parts: dropping or changing one leaves the others as they were. What the parser ignores is not written.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from archive.search.query.lexer import COUNTED, MINUS, Lexeme, lexemes
from archive.search.query.parser import Parser, counted_lexemes
from archive.search.query.tree import Fielded, FieldName, Node, Not, Phrase, Prefix, Words
from archive.search.query.typed import typed_text

PartKind = Literal["word", "phrase", "prefix", "field", "group"]
_DROPPED_AND = "AND"
"""Keeps apart what would be read as one (12 and 500); the lexer drops it without a note."""

_ANY_NUMBER = ("1", "100")


@dataclass(frozen=True)
class QueryPart:
    """One required part. `alternative` is the number of its run: runs, from 0, are separated by «أو»."""

    text: str = field(compare=False)
    """As printed in the query: `-«مجلس الأمن»`."""
    node: Node
    alternative: int = 0

    @property
    def negated(self) -> bool:
        return isinstance(self.node, Not)

    @property
    def content(self) -> Node:
        """The node without its negation."""
        return self.node.part if isinstance(self.node, Not) else self.node

    @property
    def kind(self) -> PartKind:
        match self.content:
            case Words(words) if len(words) == 1:
                return "word"
            case Phrase():
                return "phrase"
            case Prefix():
                return "prefix"
            case Fielded():
                return "field"
        return "group"

    @property
    def field(self) -> FieldName | None:
        return self.content.name if isinstance(self.content, Fielded) else None


def query_parts(query: str) -> tuple[QueryPart, ...]:
    """The outermost parts in their order. Any string is read; one without content has none."""
    found = counted_lexemes(query, [])
    parser = Parser(found, [])
    parts: list[QueryPart] = []
    run, is_new_run = 0, False
    while (lexeme := parser.next()) is not None:
        start = parser.place
        if lexeme.kind in ("or", "close"):
            parser.place += 1
            is_new_run = is_new_run or lexeme.kind == "or"
        elif (node := parser.part(0)) is not None:
            run += 1 if is_new_run and parts else 0
            is_new_run = False
            parts.append(QueryPart(print_lexemes(found[start : parser.place]), node, run))
    return tuple(parts)


def join_parts(parts: Sequence[QueryPart]) -> str:
    """A query that has these parts; alternatives without parts leave no «أو» behind."""
    following = (_between(before, part) + part.text for before, part in pairwise(parts))
    return "".join((*(part.text for part in parts[:1]), *following))


def without_part(query: str, number: int) -> str:
    """The query without its part of this number, from 0."""
    parts = query_parts(query)
    return join_parts((*parts[:number], *parts[number + 1 :]))


def around_part(query: str, number: int) -> tuple[str, str]:
    """What is written before and after a part, with the spaces: the query is these around the part, or around another one."""
    parts = query_parts(query)
    before, after = join_parts(parts[:number]), join_parts(parts[number + 1 :])
    part = parts[number]
    if before:
        before += _between(parts[number - 1], part, *_ANY_NUMBER)
    if after:
        after = _between(part, parts[number + 1], *_ANY_NUMBER) + after
    return before, after


def join_texts(texts: Sequence[str]) -> str:
    """Texts one after the other, each read as it is read alone."""
    return "".join((*texts[:1], *(_space(before, text) + text for before, text in pairwise(texts))))


def _between(before: QueryPart, part: QueryPart, *others: str) -> str:
    """What keeps two adjacent parts apart, and others that may come in place of one of them."""
    if before.alternative != part.alternative:
        return " أو "
    return _space(before.text, part.text, *others)


def _space(before: str, text: str, *others: str) -> str:
    pairs = [(before, text), *((before, other) for other in others), *((other, text) for other in others)]
    return f" {_DROPPED_AND} " if any(_merge(first, second) for first, second in pairs) else " "


def print_lexemes(found: Sequence[Lexeme]) -> str:
    """Lexemes as a query; parentheses that were left open are closed."""
    neighbours = zip((None, *found), found, (*found[1:], None), strict=False)
    left_open = sum(lexeme.kind == "open" for lexeme in found) - sum(lexeme.kind == "close" for lexeme in found)
    return (
        "".join(_gap(before, lexeme) + _printed(lexeme, after) for before, lexeme, after in neighbours)
        + ")" * left_open
    )


def _printed(lexeme: Lexeme, after: Lexeme | None) -> str:
    """A hyphen before a number could be read as printed, so «ليس» excludes it."""
    return "ليس" if lexeme.kind == "not" and not _takes_hyphen(lexeme, after) else lexeme.printed


def _takes_hyphen(negation: Lexeme, after: Lexeme | None) -> bool:
    if negation.printed not in MINUS or after is None:
        return False
    return after.kind in ("quoted", "open") or after.printed[:1].isalpha()


def _gap(before: Lexeme | None, lexeme: Lexeme) -> str:
    if before is None or before.kind == "open" or lexeme.kind == "close":
        return ""
    if before.kind == "not" and _takes_hyphen(before, lexeme):
        return ""
    if before.kind == "field":
        return " " if lexeme.kind == "word" and ("~" in lexeme.text or " " in lexeme.text) else ""
    if lexeme.kind in COUNTED and before.kind in COUNTED and _merge(before.printed, lexeme.printed):
        return f" {_DROPPED_AND} "
    return " "


def _merge(first: str, second: str) -> bool:
    """Whether two texts, with a space between, are read otherwise than apart."""

    def read(text: str) -> list[Lexeme]:
        return lexemes(typed_text(text), [])

    return read(f"{first} {second}") != read(first) + read(second)
