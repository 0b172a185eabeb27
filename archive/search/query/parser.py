"""Query string → syntax tree. Never raises; runs in time linear in the length, which is capped.

Order of steps: read what was typed in known characters and cap the length (`typed`); split it into lexemes (`lexer`); parse the
lexemes by recursive descent. `أو` binds more loosely than juxtaposition. Unbalanced quotation marks and parentheses are
ignored. Text analysis is left to the compiler.
"""

from dataclasses import dataclass

from archive.search.query.lexer import COUNTED, Lexeme, lexemes
from archive.search.query.tree import AllOf, AnyOf, Fielded, Node, Not, Phrase, Prefix, Words
from archive.search.query.typed import typed_text

MAX_LENGTH = 2_000
MAX_PARTS = 64
MAX_DEPTH = 20

NOTE_LENGTH = f"الاستعلام طويل؛ أخذنا منه أول {MAX_LENGTH} حرف."
NOTE_PARTS = f"في الاستعلام أجزاء كثيرة؛ أخذنا منه أول {MAX_PARTS} جزءًا."
NOTE_DEPTH = "في الاستعلام أقواس متداخلة كثيرة؛ أُهمل ما زاد منها."


@dataclass(frozen=True)
class ParsedQuery:
    """`tree` is None for a query without content; `notes` are sentences in Arabic about what was ignored."""

    tree: Node | None
    notes: tuple[str, ...] = ()


def parse(query: str) -> ParsedQuery:
    notes: list[str] = []
    tree = Parser(counted_lexemes(query, notes), notes).alternatives(0)
    return ParsedQuery(tree, tuple(dict.fromkeys(notes)))


def counted_lexemes(query: str, notes: list[str]) -> list[Lexeme]:
    """The lexemes that are parsed: no more than the caps allow; what is ignored is reported in `notes`."""
    text = typed_text(query)
    if len(text) > MAX_LENGTH:
        text = text[:MAX_LENGTH]
        notes.append(NOTE_LENGTH)
    found = lexemes(text, notes)
    if len(found) > 4 * MAX_PARTS or sum(lexeme.kind in COUNTED for lexeme in found) > MAX_PARTS:
        found = _first_parts(found)
        notes.append(NOTE_PARTS)
    return found


def _first_parts(found: list[Lexeme]) -> list[Lexeme]:
    kept, parts = [], 0
    for lexeme in found[: 4 * MAX_PARTS]:
        parts += lexeme.kind in COUNTED
        if parts > MAX_PARTS:
            break
        kept.append(lexeme)
    return kept


class Parser:
    """Recursive descent over the lexemes; `place` is the index of the next one."""

    def __init__(self, lexemes: list[Lexeme], notes: list[str]) -> None:
        self.lexemes, self.notes, self.place = lexemes, notes, 0

    def next(self) -> Lexeme | None:
        return self.lexemes[self.place] if self.place < len(self.lexemes) else None

    def alternatives(self, depth: int) -> Node | None:
        """Groups separated by `أو`, up to the closing parenthesis or the end."""
        runs = []
        while (lexeme := self.next()) is not None:
            if lexeme.kind == "or":
                self.place += 1
            elif lexeme.kind == "close":
                self.place += 1
                if depth:
                    break
            elif (run := self.run(depth)) is not None:
                runs.append(run)
        if len(runs) <= 1:
            return runs[0] if runs else None
        return AnyOf(tuple(runs))

    def run(self, depth: int) -> Node | None:
        """Adjacent parts, all of them required."""
        parts: list[Node] = []
        words: list[str] = []
        while (lexeme := self.next()) is not None and lexeme.kind != "or":
            if lexeme.kind == "close":
                if depth:
                    break
                self.place += 1
                continue
            if lexeme.kind == "word":
                words.append(lexeme.text)
                self.place += 1
                continue
            if words:
                parts.append(Words(tuple(words)))
                words = []
            part = self.part(depth)
            if part is not None:
                parts.append(part)
        if words:
            parts.append(Words(tuple(words)))
        if len(parts) <= 1:
            return parts[0] if parts else None
        return AllOf(tuple(parts))

    def part(self, depth: int) -> Node | None:
        """One part; None for an operator without an operand."""
        lexeme = self.next()
        if lexeme is None or lexeme.kind in ("or", "close"):
            return None
        self.place += 1
        if lexeme.kind == "word":
            return Words((lexeme.text,))
        if lexeme.kind == "quoted":
            return Phrase(lexeme.text, lexeme.within)
        if lexeme.kind == "prefix":
            return Prefix(lexeme.text)
        if lexeme.kind == "open":
            if depth >= MAX_DEPTH:
                self.notes.append(NOTE_DEPTH)
                return None
            return self.alternatives(depth + 1)
        negations = 1 if lexeme.kind == "not" else 0
        while negations and (following := self.next()) is not None and following.kind == "not":
            self.place += 1
            negations += 1
        if depth >= 2 * MAX_DEPTH:
            return None
        inner = self.part(depth + 1 if lexeme.kind == "field" else depth)
        if inner is None:
            return None
        if lexeme.kind == "field":
            return Fielded(lexeme.text, inner)  # type: ignore[arg-type]
        return Not(inner) if negations % 2 else inner
