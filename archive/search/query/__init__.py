"""The query language, pure: query string → syntax tree (`typed`, `lexer`, `parser`, `tree`) → clause of the engine (`compiler`).

Between the two, `archive.search.expansion` looks up what the compiler needs from index and database: an `ExpandedQuery`.
Nothing here raises, whatever the string; what was ignored is reported in notes, sentences in Arabic.
"""

from archive.search.query.compiler import CompiledQuery, compile_query
from archive.search.query.dates import date_spans, day_after, day_before, day_range
from archive.search.query.expanded import ExpandedQuery, unexpanded
from archive.search.query.form import QueryForm, read_form, write_form
from archive.search.query.forms import loosen, phrase_clause, phrase_slot, prefix_clause, word_clause, word_levels
from archive.search.query.languages import language_clause
from archive.search.query.lexer import OPERATORS, QUOTES
from archive.search.query.numbers import number_spans
from archive.search.query.parser import ParsedQuery, parse
from archive.search.query.parts import QueryPart, around_part, query_parts, without_part
from archive.search.query.spans import DateSpan, Expander, Expansion, Span, find_spans
from archive.search.query.tree import FIELD_WORDS, FieldName, Node, Phrase, Prefix, Words, field_values, unfielded_words

__all__ = [
    "FIELD_WORDS",
    "OPERATORS",
    "QUOTES",
    "CompiledQuery",
    "DateSpan",
    "ExpandedQuery",
    "Expander",
    "Expansion",
    "FieldName",
    "Node",
    "ParsedQuery",
    "Phrase",
    "Prefix",
    "QueryForm",
    "QueryPart",
    "Span",
    "Words",
    "around_part",
    "compile_query",
    "date_spans",
    "day_after",
    "day_before",
    "day_range",
    "field_values",
    "find_spans",
    "language_clause",
    "loosen",
    "number_spans",
    "parse",
    "phrase_clause",
    "phrase_slot",
    "prefix_clause",
    "query_parts",
    "read_form",
    "unexpanded",
    "unfielded_words",
    "without_part",
    "word_clause",
    "word_levels",
    "write_form",
]
