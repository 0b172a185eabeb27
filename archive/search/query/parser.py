"""Query string → syntax tree. Never raises; runs in time linear in the length, which is capped.

Order of steps: drop control characters and cap the length; split into lexemes (quoted phrases, parentheses, operators,
field words, words); parse the lexemes by recursive descent. `أو` binds more loosely than juxtaposition. Any kind of
quotation mark opens and closes a phrase; unbalanced marks and parentheses are ignored. Text analysis is left to the compiler.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from archive.search.query.tree import FIELD_WORDS, AllOf, AnyOf, Fielded, Node, Not, Phrase, Prefix, Words
from archive.text import exact, fold

MAX_LENGTH = 2_000
MAX_PARTS = 64
MAX_DEPTH = 20
MAX_WITHIN = 50

NOTE_LENGTH = f"الاستعلام طويل؛ أخذنا منه أول {MAX_LENGTH} حرف."
NOTE_PARTS = f"في الاستعلام أجزاء كثيرة؛ أخذنا منه أول {MAX_PARTS} جزءًا."
NOTE_DEPTH = "في الاستعلام أقواس متداخلة كثيرة؛ أُهمل ما زاد منها."
NOTE_WAW = "أُهملت «و» المنفردة: الكلمات كلها مطلوبة من غيرها."
NOTE_QUOTE = "في الاستعلام علامة تنصيص بلا قرينة؛ أُهملت."
NOTE_PREFIX = "البحث ببداية الكلمة يحتاج إلى حرفين على الأقل قبل النجمة."

QUOTES = '"“”„‟«»‹›＂'
OR_WORDS = frozenset({"أو", "او", "OR"})
NOT_WORDS = frozenset({"ليس", "NOT"})
AND_WORDS = frozenset({"AND", "&&"})
OPERATORS = OR_WORDS | NOT_WORDS | AND_WORDS
_MINUS = "-−–"
_FIELDS = {fold(word): name for word, name in FIELD_WORDS.items()}
_LEXEME = re.compile(
    rf"(?P<quote>[{QUOTES}])"
    r"|(?P<open>[(（])|(?P<close>[)）])|(?P<or>\|+)"
    rf"|(?P<word>[^\s{QUOTES}()（）|]+)"
)
_WITHIN = re.compile(r"~(\d{1,4})")
_FIELD = re.compile(r"([^\W\d_]+)[:：](.*)", re.DOTALL)

LexemeKind = Literal["quoted", "open", "close", "or", "not", "field", "word", "prefix"]


@dataclass(frozen=True)
class Lexeme:
    kind: LexemeKind
    text: str = ""
    within: int | None = None


@dataclass(frozen=True)
class ParsedQuery:
    """`tree` is None for a query without content; `notes` are sentences in Arabic about what was ignored."""

    tree: Node | None
    notes: tuple[str, ...] = ()


def parse(query: str) -> ParsedQuery:
    notes: list[str] = []
    text = "".join(
        " " if character.isspace() or unicodedata.category(character) == "Cc" else character
        for character in query
        if unicodedata.category(character) not in ("Cf", "Cs", "Co", "Cn") or character in "\u200c\u200d"
    )
    if len(text) > MAX_LENGTH:
        text = text[:MAX_LENGTH]
        notes.append(NOTE_LENGTH)
    lexemes = _lexemes(text, notes)
    if (
        len(lexemes) > 4 * MAX_PARTS
        or sum(lexeme.kind in ("word", "quoted", "prefix") for lexeme in lexemes) > MAX_PARTS
    ):
        lexemes = _first_parts(lexemes)
        notes.append(NOTE_PARTS)
    tree = _Parser(lexemes, notes).alternatives(0)
    return ParsedQuery(tree, tuple(dict.fromkeys(notes)))


def _lexemes(text: str, notes: list[str]) -> list[Lexeme]:
    found: list[Lexeme] = []
    place = 0
    while match := _LEXEME.search(text, place):
        place = match.end()
        kind = match.lastgroup
        if kind == "quote":
            closing = re.compile(f"[{QUOTES}]").search(text, place)
            if closing is None:
                notes.append(NOTE_QUOTE)
                continue
            inner, place = text[place : closing.start()], closing.end()
            within = _WITHIN.match(_digits(text[place : place + 5]))
            if within:
                place += within.end()
            if inner.strip():
                found.append(Lexeme("quoted", inner, min(int(within[1]), MAX_WITHIN) if within else None))
        elif kind == "word":
            found += _word(match.group(), notes)
        else:
            found.append(Lexeme(kind))  # type: ignore[arg-type]
    return found


def _digits(text: str) -> str:
    return "".join(str(unicodedata.digit(character, character)) for character in text)


def _word(word: str, notes: list[str]) -> list[Lexeme]:
    """The lexemes of a string without spaces: an operator, a field word and its value, a prefix or a word."""
    if word in OR_WORDS:
        return [Lexeme("or")]
    if word in NOT_WORDS:
        return [Lexeme("not")]
    if word in AND_WORDS:
        return []
    if exact(word) == "و":
        notes.append(NOTE_WAW)
        return []
    if word[0] in _MINUS:
        rest = word.lstrip(_MINUS)
        return [Lexeme("not"), *(_word(rest, notes) if rest else [])]
    field = _FIELD.match(word)
    if field and (name := _FIELDS.get(fold(field[1]))):
        return [Lexeme("field", name), *(_word(field[2], notes) if field[2] else [])]
    if word.rstrip("*") != word:
        beginning = exact(word.rstrip("*").lstrip("*"))
        if sum(character.isalnum() for character in beginning) >= 2:
            return [Lexeme("prefix", word.strip("*"))]
        if beginning:
            notes.append(NOTE_PREFIX)
        return []
    return [Lexeme("word", word)]


def _first_parts(lexemes: list[Lexeme]) -> list[Lexeme]:
    kept, parts = [], 0
    for lexeme in lexemes[: 4 * MAX_PARTS]:
        parts += lexeme.kind in ("word", "quoted", "prefix")
        if parts > MAX_PARTS:
            break
        kept.append(lexeme)
    return kept


class _Parser:
    """Recursive descent over the lexemes; `place` is the index of the next one."""

    def __init__(self, lexemes: list[Lexeme], notes: list[str]) -> None:
        self.lexemes, self.notes, self.place = lexemes, notes, 0

    def _next(self) -> Lexeme | None:
        return self.lexemes[self.place] if self.place < len(self.lexemes) else None

    def alternatives(self, depth: int) -> Node | None:
        """Groups separated by `أو`, up to the closing parenthesis or the end."""
        runs = []
        while (lexeme := self._next()) is not None:
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
        while (lexeme := self._next()) is not None and lexeme.kind != "or":
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
        lexeme = self._next()
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
        while negations and (following := self._next()) is not None and following.kind == "not":
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
