"""A query's tree and its mode → one clause of the engine.

In mode wide countries match their nationalities, and names their other spellings where `variants` are given.
All parts are required but stop words, which only rank as long as something else is asked. Under a negation the mode is
`spelling`. With `match="any"` the outermost words and phrases are alternatives; fields and negations still hold.
"""

from dataclasses import dataclass, replace

from archive.search.engine import clauses as c
from archive.search.expansion.countries import country_runs
from archive.search.expansion.field_values import entity_keys, source_keys
from archive.search.expansion.name_variants import MOST_TOLD, Variants
from archive.search.query import tree as t
from archive.search.query.dates import date_clause, date_runs, day_after, day_before, day_range
from archive.search.query.forms import loosened, phrase_clause, prefix_clause, word_clause
from archive.search.query.parser import MAX_PARTS, parse
from archive.search.request import Match, Mode
from archive.text import Term, analyze, is_stop_word

NOTE_NOTHING = "ليس في الاستعلام كلمة يُبحث عنها."
NOTE_SOURCE = "لا مصدر في الأرشيف باسم «{}»."
NOTE_ENTITY = "لا نعرف {} باسم «{}»؛ بحثنا عن الكلمات نفسها في النص."
NOTE_DATE = "لم نفهم التاريخ «{}»؛ اكتبه هكذا: 2024 أو 2024-06 أو 2024-06-20. أُهمل هذا الشرط."
_KINDS = {"person": "شخصًا", "place": "مكانًا", "organization": "جهة"}


@dataclass(frozen=True)
class Compiled:
    clause: c.Clause
    notes: tuple[str, ...] = ()
    asks: bool = True
    """Whether the query asks for anything at all; an empty one finds everything."""
    variants: tuple[str, ...] = ()
    """Printed spellings of the query's names that are searched beside those that were typed."""


def compile_tree(node: t.Node, *, mode: Mode = "wide", field: c.Field = "text") -> c.Clause | None:
    """A tree made by other hands than the parser's; None where there is no word in it."""
    return _Compiler(mode, [], field).outermost(node, "all")


def compile_query(
    query: str,
    *,
    mode: Mode = "wide",
    match: Match = "all",
    field: c.Field = "text",
    variants: Variants | None = None,
) -> Compiled:
    """Never raises, whatever the string. Names are searched in other spellings only where `variants` are given."""
    if not query.strip():
        return Compiled(c.MatchAll(), asks=False)
    parsed = parse(query)
    compiler = _Compiler(mode, [*parsed.notes], field, variants)
    clause = None if parsed.tree is None else compiler.outermost(parsed.tree, match)
    if clause is None:
        if not compiler.ignored:
            compiler.notes.append(NOTE_NOTHING)
        clause = c.MatchAll() if compiler.ignored else c.MatchNone()
    included = () if variants is None else tuple(variants.included)[:MOST_TOLD]
    return Compiled(clause, tuple(dict.fromkeys(compiler.notes)), variants=included)


@dataclass(frozen=True)
class _Part:
    clause: c.Clause
    stop: bool = False
    """A stop word: it only ranks beside others."""
    condition: bool = False
    """A field or a negation: it holds even where any of the words may match."""


@dataclass
class _Compiler:
    mode: Mode
    notes: list[str]
    field: c.Field = "text"
    variants: Variants | None = None
    ignored: bool = False
    """Whether a condition was dropped with a note of its own."""
    count: int = 0

    def outermost(self, node: t.Node, match: Match) -> c.Clause | None:
        if match == "all" or isinstance(node, t.Any):
            return _all(self.parts(node))
        parts = self.parts(node, loose=True)
        free = [part for part in parts if not part.condition]
        conditions = [part.clause for part in parts if part.condition]
        content = [part.clause for part in free if not part.stop] or [part.clause for part in free]
        ranking = [part.clause for part in free if part.clause not in content]
        content = [loosened(clause) for clause in content]
        if content:
            alternatives = content[0] if len(content) == 1 and not ranking else c.Or(tuple(content), tuple(ranking))
            return alternatives if not conditions else c.And((alternatives, *conditions))
        return _all(parts)

    def parts(self, node: t.Node, *, loose: bool = False) -> list[_Part]:
        """What stands together, one part for each word, phrase, field or group; `loose`: any of the parts may match."""
        match node:
            case t.All():
                return [part for inner in node.parts for part in self.parts(inner, loose=loose)]
            case t.Words():
                return self.words(node.words, loose=loose)
            case t.Negated():
                inner = self.within(node.part, mode="spelling")
                return [] if inner is None else [_Part(c.Not(inner), condition=True)]
            case t.Field():
                clause = self.of_field(node)
                return [] if clause is None else [_Part(clause, condition=True)]
            case _:
                clause = self.single(node)
                return [] if clause is None else [_Part(clause)]

    def single(self, node: t.Node) -> c.Clause | None:
        match node:
            case t.Any():
                branches = [clause for part in node.parts if (clause := _all(self.parts(part))) is not None]
                return c.Or(tuple(branches)) if len(branches) > 1 else next(iter(branches), None)
            case t.Quoted():
                return phrase_clause(node.text, self.mode, self.field, node.within)
            case t.Beginning():
                terms = analyze(node.text)
                if not terms:
                    return None
                *before, last = terms
                prefix = prefix_clause(node.text[last.start : last.end], self.field)
                return c.And((*(self.word(term) for term in before), prefix)) if before else prefix
        return _all(self.parts(node))

    def within(self, node: t.Node, *, mode: Mode | None = None, field: c.Field | None = None) -> c.Clause | None:
        """A part with a mode or a field of its own."""
        inner = replace(self, mode=mode or self.mode, field=field or self.field)
        clause = _all(inner.parts(node))
        self.ignored |= inner.ignored
        return clause

    # Words

    def words(self, words: tuple[str, ...], *, loose: bool) -> list[_Part]:
        parts: list[_Part] = []
        place = 0
        for run in date_runs(words) if self.field == "text" else []:
            typed = words[run.first : run.last]
            parts += self.plain(words[place : run.first], loose=loose)
            if run.days is None and self.mode == "exact":
                parts.append(_Part(phrase_clause(" ".join(typed), self.mode) or c.MatchNone()))
            else:
                parts.append(_Part(date_clause(typed, run.days, self.mode)))
            place = run.last
        return parts + self.plain(words[place:], loose=loose)

    def plain(self, words: tuple[str, ...], *, loose: bool) -> list[_Part]:
        """Words that are no date; a country among them brings its other names along in mode wide."""
        if self.mode != "wide" or self.field != "text":
            return self.each(words)
        parts: list[_Part] = []
        place = 0
        for first, last, others in country_runs(words):
            parts += self.named(words[place:first], loose=loose)
            typed = _all(self.each(words[first:last]))
            parts.append(_Part(others if typed is None else c.Or((typed, others))))
            place = last
        return parts + self.named(words[place:], loose=loose)

    def named(self, words: tuple[str, ...], *, loose: bool) -> list[_Part]:
        """Words that are no country; a name among them brings its other spellings along."""
        if self.variants is None:
            return self.each(words)
        parts: list[_Part] = []
        place = 0
        for first, last, others in self.variants.runs(words):
            parts += self.each(words[place:first])
            typed = self.each(words[first:last])
            if loose:
                parts += [*typed, _Part(others)]
            else:
                together = _all(typed)
                parts.append(_Part(others if together is None else c.Or((together, others))))
            place = last
        return parts + self.each(words[place:])

    def each(self, words: tuple[str, ...]) -> list[_Part]:
        parts = []
        for word in words:
            terms = analyze(word)
            if len(terms) == 1:
                parts.append(_Part(self.word(terms[0]), stop=is_stop_word(terms[0].spelling)))
            elif len(terms) > MAX_PARTS:
                parts += [_Part(self.word(term)) for term in terms[:MAX_PARTS]]
            elif terms and (clause := phrase_clause(word, self.mode, self.field)) is not None:
                parts.append(_Part(clause))
        return parts

    def word(self, term: Term) -> c.Clause:
        return word_clause(term, self.mode, self.field)

    # Fields

    def of_field(self, node: t.Field) -> c.Clause | None:
        if node.name == "title":
            return self.within(node.value, field="title")
        match node.value:
            case t.Any():
                branches = [clause for part in node.value.parts if (clause := self.of_field(replace(node, value=part)))]
                return c.Or(tuple(branches)) if len(branches) > 1 else next(iter(branches), None)
            case t.All():
                together = [clause for part in node.value.parts if (clause := self.of_field(replace(node, value=part)))]
                return c.And(tuple(together)) if together else None
            case t.Negated():
                inner = self.of_field(replace(node, value=node.value.part))
                return None if inner is None else c.Not(inner)
            case t.Field():
                return self.of_field(node.value)
            case t.Words():
                return self.of_name(node.name, " ".join(node.value.words))
            case t.Quoted() | t.Beginning():
                return self.of_name(node.name, node.value.text)
        return None

    def of_name(self, name: t.FieldName, text: str) -> c.Clause | None:
        text = " ".join(text.split())
        if name == "source":
            keys = source_keys(text)
            if not keys:
                self.notes.append(NOTE_SOURCE.format(text))
            return c.Keys("source", keys) if keys else c.MatchNone()
        if name in _KINDS:
            keys = entity_keys(name, text)
            if keys:
                return c.Keys(name, keys)
            self.notes.append(NOTE_ENTITY.format(_KINDS[name], text))
            return phrase_clause(text, self.mode, self.field)
        if name in ("agency", "section", "tag", "kind"):
            return c.Keys(name, (text,))
        days = day_range(text)
        if days is None or days.first is None or days.last is None:
            self.notes.append(NOTE_DATE.format(text))
            self.ignored = True
            return None
        if name == "before":
            return c.Published(None, day_before(days.first))
        if name == "after":
            return c.Published(day_after(days.last), None)
        return c.Published(days.first, days.last)


def _all(parts: list[_Part]) -> c.Clause | None:
    """The parts together; stop words are required only where nothing but conditions stands beside them."""
    content = [part.clause for part in parts if not part.stop]
    stops = [part.clause for part in parts if part.stop]
    if stops and all(part.condition for part in parts if not part.stop):
        content, stops = content + stops, []
    if not content:
        return None
    return content[0] if len(content) == 1 and not stops else c.And(tuple(content), tuple(stops))
