"""Query string → lexemes: quoted phrases, parentheses, operators, field words, words; a number with spaces (12 500) is
one word. Never raises.

Any kind of quotation mark opens and closes a phrase. The number of a proximity stands after it (`"…"~5`) or, as bidirectional
text shows it, before it (`5~"…"`), with spaces, marks and tatweel between. A shadda in place of ~ will do: they share a key.

A hyphen at the beginning of a word excludes it, with one exception: before a number, after a word, it is printed (كوفيد -19,
F -16), unless the number is a year or a date (بوتين -2023). Either way a note shows how to say the other. Between spaces it
excludes nothing.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

from archive.search.engine.clauses import FIRST_YEAR, LAST_YEAR
from archive.search.query.tree import FIELD_WORDS
from archive.text import SPACED_NUMBER, exact, fold

MAX_WITHIN = 50

NOTE_WAW = "أُهملت «و» المنفردة: الكلمات كلها مطلوبة من غيرها."
NOTE_QUOTE = "في الاستعلام علامة تنصيص بلا قرينة؛ أُهملت."
NOTE_PREFIX = "البحث ببداية الكلمة يحتاج إلى حرفين على الأقل قبل النجمة."
NOTE_TILDE = 'العلامة ~ وعددها للعبارات بين علامتي تنصيص، مثل "مجلس الأمن"~5؛ أُهملت هنا.'
NOTE_DASH = "شرطةٌ بين فراغين لا تستبعد شيئًا؛ لاستبعاد كلمة ألصقها بأولها."
NOTE_PRINTED_DASH = "قُرئت الشرطة في «{0}-{1}» مما يُطبع في الاسم. لاستبعاد «{1}» اكتب: {0} ليس {1}"
NOTE_EXCLUDED_YEAR = "استُبعد «{1}». إن كانت الشرطة مما يُطبع في الاسم فاكتبها بلا فراغ: {0}-{1}"

QUOTES = '"“”„‟«»‹›＂'
OR_WORDS = frozenset({"أو", "او", "OR"})
NOT_WORDS = frozenset({"ليس", "NOT"})
AND_WORDS = frozenset({"AND", "&&"})
OPERATORS = OR_WORDS | NOT_WORDS | AND_WORDS
MINUS = "-−–"
_DASHES = f"{MINUS}—―"
_FIELDS = {fold(word): name for word, name in FIELD_WORDS.items()}
PRINTED_FIELDS = ("speaker",)
"""Fields whose word before a colon and a space is printed in news («قال: نعم»), and no field."""
_JOINERS = "\u0640\u200c\u200d"
_STRAY = _JOINERS + "".join(chr(point) for point in (*range(0x300, 0x370), *range(0x64B, 0x660), 0x670))
"""Joiners and combining marks that stand before a word, on no letter."""
_BEFORE_WORDS = _STRAY + "—―‘‚‛❛"
"""These, dashes and single quotation marks in front of a word are no part of it."""
_GAP = rf"[\s{_JOINERS}\u0300-\u036f\u064b-\u065f\u0670]{{0,8}}"
"""What may stand between a phrase, ~ and its number."""
_AFTER = re.compile(
    rf"{_GAP}(?:~+|[\u0303\u0651\u0653]){_GAP}(?P<n1>\d{{1,9}})|{_GAP}(?P<n2>\d{{1,9}}){_GAP}~+(?!{_GAP}[{QUOTES}])"
)
_INSIDE = re.compile(rf"(.*[^\s~])\s*~+{_GAP}(\d{{1,9}})\s*", re.DOTALL)
_BEFORE = rf"(?<!\w)(?:(?P<n1>\d{{1,9}}){_GAP}~+|~+{_GAP}(?P<n2>\d{{1,9}})){_GAP}(?=[{QUOTES}])"
_SPACED = rf"[وفبلك]{{0,2}}{SPACED_NUMBER.pattern}(?![^\s{QUOTES}()|]*\*)[^\s{QUOTES}()|]*"
_LEXEME = re.compile(
    rf"(?P<within>{_BEFORE})|(?P<quote>[{QUOTES}])|(?P<open>\()|(?P<close>\))|(?P<or>\|+)"
    rf"|(?P<word>{_SPACED}|[^\s{QUOTES}()|]+)"
)
_FIELD = re.compile(r"([^\W\d_]+):(.*)", re.DOTALL)
_STRAY_TILDE = re.compile(r"~+[\d.]*|\d+~+")
_TILDE_AT_END = re.compile(r"(.*[^~])~+[\d.]*")
_PRINTED_NUMBER = re.compile(r"\d[\w.,٫٬/%٪]*")
_DATE = re.compile(r"(\d{4})([-/.]\d{1,2}){0,2}")

LexemeKind = Literal["quoted", "open", "close", "or", "not", "field", "word", "prefix"]
COUNTED = ("word", "quoted", "prefix")
"""Kinds of lexemes that look something up."""


@dataclass(frozen=True)
class Lexeme:
    kind: LexemeKind
    text: str = ""
    within: int | None = None
    printed: str = field(default="", compare=False)
    """How a reader wrote it, without what was ignored."""


def lexemes(text: str, notes: list[str]) -> list[Lexeme]:
    """The lexemes of a query in known characters (`typed_text`); what is ignored is reported in `notes`."""
    found: list[Lexeme] = []
    within: int | None = None
    place = 0
    while match := _LEXEME.search(text, place):
        place = match.end()
        if match["within"] is not None:
            within = int(match["n1"] or match["n2"])
        elif match["quote"]:
            closing = re.compile(f"[{QUOTES}]").search(text, place)
            if closing is None:
                notes += [NOTE_QUOTE] if within is None else [NOTE_QUOTE, NOTE_TILDE]
                within = None
                continue
            inner, place = text[place : closing.start()], closing.end()
            if within is None and (after := _AFTER.match(text, place)):
                within, place = int(after["n1"] or after["n2"]), after.end()
            elif within is None and (inside := _INSIDE.fullmatch(inner)):
                inner, within = inside[1], int(inside[2])
            if inner.strip():
                found.append(
                    _quoted(match["quote"] + inner + closing[0], None if within is None else min(within, MAX_WITHIN))
                )
            within = None
        elif match["word"]:
            if word := match["word"].lstrip(_STRAY).rstrip(_JOINERS):
                _add_word(found, word, text[place:], notes)
        else:
            found.append(Lexeme(match.lastgroup, printed="أو" if match["or"] else match[0]))  # type: ignore[arg-type]
    return found


def _quoted(printed: str, within: int | None) -> Lexeme:
    return Lexeme("quoted", printed[1:-1], within, printed if within is None else f"{printed}~{within}")


def _add_word(found: list[Lexeme], word: str, rest: str, notes: list[str]) -> None:
    """Add the lexemes of a string without spaces. `rest` follows it in the query."""
    before = found[-1].text if found and found[-1].kind == "word" else ""
    bare = word.lstrip(_DASHES)
    if word[0] in _DASHES and before and _is_printed(before, bare):
        notes.append(NOTE_PRINTED_DASH.format(before, bare))
        found[-1] = _plain(f"{before}-{bare}")
    elif not bare and rest[:1].isspace():
        notes.append(NOTE_DASH)
    elif rest[:1].isspace() and word.endswith(":") and _FIELDS.get(fold(word[:-1])) in PRINTED_FIELDS:
        found.append(_plain(word))
    else:
        if word[0] in MINUS and before and _DATE.fullmatch(exact(bare)):
            notes.append(NOTE_EXCLUDED_YEAR.format(before, bare))
        found += _word(word, notes)


def _is_printed(before: str, bare: str) -> bool:
    """Whether a hyphen between this word and what follows is printed, and no operator."""
    number = exact(bare)
    if not _PRINTED_NUMBER.fullmatch(number):
        return False
    date = _DATE.fullmatch(number)
    return date is None or not FIRST_YEAR <= int(date[1]) <= LAST_YEAR or _is_number(before)


def _is_number(word: str) -> bool:
    return _PRINTED_NUMBER.fullmatch(exact(word)) is not None


def _word(word: str, notes: list[str]) -> list[Lexeme]:
    """An operator, a field word and its value, a prefix or a word."""
    plain = word if word.isascii() else exact(word)
    if plain in OR_WORDS:
        return [Lexeme("or", printed="أو")]
    if plain in NOT_WORDS:
        return [Lexeme("not", printed="ليس")]
    if plain in AND_WORDS:
        return []
    if plain == "و":
        notes.append(NOTE_WAW)
        return []
    if word[0] in MINUS:
        rest = word.lstrip(MINUS)
        return [Lexeme("not", printed="-"), *(_word(rest, notes) if rest else [])]
    if word[0] in _BEFORE_WORDS:
        rest = word.lstrip(_BEFORE_WORDS)
        return _word(rest, notes) if rest else []
    if "~" in word:
        return _without_tilde(word, notes)
    named = _FIELD.match(word)
    if named and (name := _FIELDS.get(fold(named[1]))):
        return [Lexeme("field", name, printed=f"{named[1]}:"), *(_word(named[2], notes) if named[2] else [])]
    if word.rstrip("*") != word:
        return _prefix(word, notes)
    return [_plain(word)]


def _plain(word: str) -> Lexeme:
    return Lexeme("word", word, printed=word)


def _without_tilde(word: str, notes: list[str]) -> list[Lexeme]:
    """A ~ that follows no phrase is ignored; within an address it is one of its characters."""
    if _STRAY_TILDE.fullmatch(word):
        notes.append(NOTE_TILDE)
        return []
    if ending := _TILDE_AT_END.fullmatch(word):
        notes.append(NOTE_TILDE)
        return _word(ending[1], notes)
    rest = word.lstrip("~")
    return [_plain(rest)] if "~" in rest else _word(rest, notes)


def _prefix(word: str, notes: list[str]) -> list[Lexeme]:
    beginning = exact(word.rstrip("*").lstrip("*"))
    if sum(character.isalnum() for character in beginning) >= 2:
        return [Lexeme("prefix", word.strip("*"), printed=f"{word.strip('*')}*")]
    if beginning:
        notes.append(NOTE_PREFIX)
    return []
