"""Expanded query and mode → one clause of the engine. Pure: whatever needs the index or the database is in the expansion.

All parts are required except stop words, which only contribute to the score unless nothing else is required. A negated
part is matched in mode `spelling`. With `match="any"` the outermost words and phrases are alternatives; fields and negations
remain required.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.search.engine import clauses as c
from archive.search.query import tree as t
from archive.search.query.dates import date_clause, date_spans, day_after, day_before, day_range
from archive.search.query.expanded import ExpandedQuery
from archive.search.query.forms import loosen, phrase_clause, prefix_clause, word_clause
from archive.search.query.languages import language_clause
from archive.search.query.numbers import number_spans
from archive.search.query.parser import MAX_PARTS
from archive.search.query.spans import DateSpan, Span, find_spans
from archive.search.request import Match, Mode
from archive.text import Term, analyze, is_stop_word, joined_readings

NOTE_NOTHING = "ليس في الاستعلام كلمة يُبحث عنها."
NOTE_SOURCE = "لا مصدر في الأرشيف باسم «{}»."
NOTE_ENTITY = "لا نعرف {} باسم «{}»؛ بحثنا عن الكلمات نفسها في النص."
NOTE_DATE = "لم نفهم التاريخ «{}»؛ اكتبه هكذا: 2024 أو 2024-06 أو 2024-06-20. أُهمل هذا الشرط."
_ENTITY_TYPES = {"person": "شخصًا", "place": "مكانًا", "organization": "جهة", "speaker": "قائلًا"}


@dataclass(frozen=True)
class CompiledQuery:
    clause: c.Clause
    notes: tuple[str, ...] = ()
    """Sentences in Arabic about what was ignored."""


def compile_query(
    expanded: ExpandedQuery, *, mode: Mode = "wide", match: Match = "all", field: c.Field = "text"
) -> CompiledQuery:
    """Never raises. A blank query matches everything; one without any word or condition matches nothing."""
    if expanded.is_blank:
        return CompiledQuery(c.MatchAll())
    notes = _Notes([*expanded.notes])
    clause = None
    if expanded.tree is not None:
        clause = _Compiler(expanded, mode, field, notes).outermost(expanded.tree, match)
    if clause is None:
        if not notes.dropped_condition:
            notes.messages.append(NOTE_NOTHING)
        clause = c.MatchAll() if notes.dropped_condition else c.MatchNone()
    return CompiledQuery(clause, tuple(dict.fromkeys(notes.messages)))


@dataclass
class _Notes:
    messages: list[str]
    dropped_condition: bool = False
    """Whether a condition was dropped because its value was not understood."""


@dataclass(frozen=True)
class _Part:
    clause: c.Clause
    is_stop_word: bool = False
    is_condition: bool = False
    """A field or a negation: required even with `match="any"`."""


@dataclass(frozen=True)
class _Compiler:
    expanded: ExpandedQuery
    mode: Mode
    field: c.Field
    notes: _Notes

    def outermost(self, node: t.Node, match: Match) -> c.Clause | None:
        if match == "all" or isinstance(node, t.AnyOf):
            return _all_of(self.parts(node))
        parts = self.parts(node, loose=True)
        free = [part for part in parts if not part.is_condition]
        conditions = [part.clause for part in parts if part.is_condition]
        content = [part.clause for part in free if not part.is_stop_word] or [part.clause for part in free]
        if not content:
            return _all_of(parts)
        optional = [part.clause for part in free if part.clause not in content]
        content = [loosen(clause) for clause in content]
        any_of = content[0] if len(content) == 1 and not optional else c.Or(tuple(content), tuple(optional))
        return c.And((any_of, *conditions)) if conditions else any_of

    def parts(self, node: t.Node, *, loose: bool = False) -> list[_Part]:
        """The required parts: one for each word, phrase, field or group. `loose`: any of them may match."""
        match node:
            case t.AllOf():
                return [part for inner in node.parts for part in self.parts(inner, loose=loose)]
            case t.Words():
                return self.words(node.words, loose=loose)
            case t.Not():
                negated = _all_of(replace(self, mode="spelling").parts(node.part))
                return [] if negated is None else [_Part(c.Not(negated), is_condition=True)]
            case t.Fielded():
                clause = self.fielded(node)
                return [] if clause is None else [_Part(clause, is_condition=True)]
            case _:
                clause = self.single(node)
                return [] if clause is None else [_Part(clause)]

    def single(self, node: t.Node) -> c.Clause | None:
        match node:
            case t.AnyOf():
                return _any_of([_all_of(self.parts(part)) for part in node.parts])
            case t.Phrase():
                return phrase_clause(node.text, self.mode, self.field, node.within)
            case t.Prefix():
                return self.prefix(node.text)
        return _all_of(self.parts(node))

    def prefix(self, text: str) -> c.Clause | None:
        terms = analyze(text)
        if not terms:
            return None
        *before, last = terms
        prefix = prefix_clause(text[last.start : last.end], self.field)
        return c.And((*(self.word(term) for term in before), prefix)) if before else prefix

    # Words

    def words(self, words: tuple[str, ...], *, loose: bool) -> list[_Part]:
        parts: list[_Part] = []
        place = 0
        for span in self.spans(words):
            parts += self.plain(words[place : span.first])
            parts += self.span(span, words[span.first : span.last], loose=loose)
            place = span.last
        return parts + self.plain(words[place:])

    def spans(self, words: tuple[str, ...]) -> tuple[Span, ...]:
        if self.field != "text":
            return ()
        expanded = self.expanded.spans.get(words) if self.mode == "wide" else None
        return find_spans(words, (date_spans, number_spans)) if expanded is None else expanded

    def span(self, span: Span, words: tuple[str, ...], *, loose: bool) -> list[_Part]:
        if isinstance(span, DateSpan):
            return [_Part(date_clause(words, span, self.mode))]
        typed = self.plain(words)
        if loose and not span.is_unit:
            return [*typed, _Part(span.alternatives)]
        clause = _all_of(typed)
        return [_Part(span.alternatives if clause is None else c.Or((clause, span.alternatives)))]

    def plain(self, words: tuple[str, ...]) -> list[_Part]:
        """The words by themselves, one part each."""
        parts = []
        for word in words:
            terms = analyze(word)
            if len(terms) == 1:
                parts.append(_Part(self.word(terms[0]), is_stop_word=is_stop_word(terms[0].spelling)))
            elif len(terms) > MAX_PARTS:
                parts += [_Part(self.word(term)) for term in terms[:MAX_PARTS]]
            elif terms and (clause := phrase_clause(word, self.mode, self.field)) is not None:
                joined = [self.word(analyze(reading)[0]) for reading, _, _ in joined_readings(word)]
                parts.append(_Part(c.Or((clause, *joined)) if joined else clause))
        return parts

    def word(self, term: Term) -> c.Clause:
        return word_clause(term, self.mode, self.field)

    # Fields

    def fielded(self, node: t.Fielded) -> c.Clause | None:
        if node.name == "title":
            return _all_of(replace(self, field="title").parts(node.value))
        match node.value:
            case t.AnyOf():
                return _any_of([self.fielded(replace(node, value=part)) for part in node.value.parts])
            case t.AllOf():
                together = [self.fielded(replace(node, value=part)) for part in node.value.parts]
                clauses = tuple(clause for clause in together if clause is not None)
                return c.And(clauses) if clauses else None
            case t.Not():
                inner = self.fielded(replace(node, value=node.value.part))
                return None if inner is None else c.Not(inner)
            case t.Fielded():
                return self.fielded(node.value)
            case t.Words() | t.Phrase() | t.Prefix():
                return self.field_value(node.name, t.value_text(node.value))
        return None

    def field_value(self, name: t.FieldName, text: str) -> c.Clause | None:
        if name == "source" or name in _ENTITY_TYPES:
            if keys := self.expanded.keys.get((name, text)):
                return c.Keys(name, keys)
            if name == "source":
                self.notes.messages.append(NOTE_SOURCE.format(text))
                return c.MatchNone()
            self.notes.messages.append(NOTE_ENTITY.format(_ENTITY_TYPES[name], text))
            return phrase_clause(text, self.mode, self.field)
        if name == "language":
            return language_clause((text,))
        if name in ("agency", "section", "tag", "kind"):
            return c.Keys(name, self.expanded.keys.get((name, text), (text,)))
        return self.published(name, text)

    def published(self, name: t.FieldName, text: str) -> c.Clause | None:
        days = day_range(text)
        if days is None or days.first is None or days.last is None:
            self.notes.messages.append(NOTE_DATE.format(text))
            self.notes.dropped_condition = True
            return None
        if name == "before":
            return c.Published(None, day_before(days.first))
        if name == "after":
            return c.Published(day_after(days.last), None)
        return c.Published(days.first, days.last)


def _all_of(parts: Sequence[_Part]) -> c.Clause | None:
    """All the parts. Stop words are required only if there is nothing else but conditions."""
    content = [part.clause for part in parts if not part.is_stop_word]
    stops = [part.clause for part in parts if part.is_stop_word]
    if stops and all(part.is_condition for part in parts if not part.is_stop_word):
        content, stops = content + stops, []
    if not content:
        return None
    return content[0] if len(content) == 1 and not stops else c.And(tuple(content), tuple(stops))


def _any_of(clauses: Sequence[c.Clause | None]) -> c.Clause | None:
    found = tuple(clause for clause in clauses if clause is not None)
    return c.Or(found) if len(found) > 1 else next(iter(found), None)
