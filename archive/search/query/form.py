"""The advanced form: its boxes written in the query language, and a query read back into them.

What a box holds is text as a reader types it. `read_form` puts the parts of a query into the boxes that can say them; all else
stays in the box `rest`, in the query language, so that `write_form` of it asks for the same articles.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from archive.search.query.lexer import COUNTED, QUOTES, lexemes
from archive.search.query.parts import QueryPart, join_parts, join_texts, query_parts
from archive.search.query.tree import AnyOf, Fielded, Node, Phrase, Prefix, Words, value_text
from archive.search.query.typed import typed_text

FormField = Literal["title", "person", "place", "organization", "source", "agency", "section", "language"]
FORM_FIELDS: dict[FormField, str] = {
    "title": "العنوان",
    "person": "شخص",
    "place": "مكان",
    "organization": "جهة",
    "source": "المصدر",
    "agency": "الوكالة",
    "section": "القسم",
    "language": "اللغة",
}
"""Fields with a box of their own → the word that is written before the colon."""
NEEDS_ALL = ("person", "place", "organization")
"""Of several values in these, separated by commas, an article must have all; in the other fields any."""
DEFAULT_WITHIN = 5
_QUOTES = str.maketrans("", "", QUOTES)
_SEPARATORS = str.maketrans("؛;,", "،،،")


@dataclass(frozen=True)
class QueryForm:
    """The boxes, "" where nothing was typed. `within` counts words and belongs to `near`; `rest` is query language."""

    all: str = ""
    any: str = ""
    phrase: str = ""
    none: str = ""
    near: str = ""
    within: int = DEFAULT_WITHIN
    title: str = ""
    person: str = ""
    place: str = ""
    organization: str = ""
    source: str = ""
    agency: str = ""
    section: str = ""
    language: str = ""
    rest: str = ""


def write_form(form: QueryForm) -> str:
    """The query that asks what the boxes say."""
    alternatives = _items(form.any)
    pieces = _items(form.all)
    pieces += [f"({' أو '.join(alternatives)})" if len(alternatives) > 1 else alternatives[0]] if alternatives else []
    pieces += [_quoted(form.phrase)] if form.phrase.translate(_QUOTES).strip() else []
    pieces += [f"{_quoted(form.near)}~{form.within}"] if form.near.translate(_QUOTES).strip() else []
    pieces += [piece for name in FORM_FIELDS for piece in _field_pieces(name, getattr(form, name))]
    pieces += [_negated(item) for item in _items(form.none)]
    rest = query_parts(form.rest)
    if not pieces:
        return join_parts(rest)
    if len(pieces) == 1 and len(alternatives) > 1 and not rest:
        return " أو ".join(alternatives)
    written = [part for piece in pieces for part in query_parts(piece)]
    written += query_parts(f"({join_parts(rest)})") if any(part.alternative for part in rest) else rest
    return join_parts([replace(part, alternative=0) for part in written])


def read_form(query: str) -> tuple[QueryForm, tuple[str, ...]]:
    """The boxes that write this query, and for each of its parts the name of its box."""
    parts = query_parts(query)
    if any(part.alternative for part in parts):
        if len({part.alternative for part in parts}) == len(parts) and all(_is_item(part) for part in parts):
            return QueryForm(any=_text_of(parts)), ("any",) * len(parts)
        return QueryForm(rest=join_parts(parts)), ("rest",) * len(parts)
    form, boxes = QueryForm(), []
    texts: dict[str, list[QueryPart]] = {"all": [], "none": [], "rest": []}
    for part in parts:
        box, filled = _place(part, form)
        form = form if filled is None else filled
        boxes.append(box)
        if box in texts:
            texts[box].append(part)
    all_, none = _text_of(texts["all"]), _text_of(texts["none"])
    return replace(form, all=all_, none=none, rest=join_parts(texts["rest"])), tuple(boxes)


def _items(text: str) -> list[str]:
    """The words, phrases and prefixes in a box, as they are written in a query; operators and field words are left out."""
    return [lexeme.printed for lexeme in lexemes(typed_text(text), []) if lexeme.kind in COUNTED]


def _quoted(text: str) -> str:
    return f"«{' '.join(text.translate(_QUOTES).split())}»"


def _negated(item: str) -> str:
    return f"-{item}" if item[0].isalpha() or item[0] in QUOTES else f"ليس {item}"


def _text_of(parts: Iterable[QueryPart]) -> str:
    """What they look up, as a box has it: without signs and parentheses."""
    return join_texts([item for part in parts for item in _items(part.text)])


def _field_pieces(name: FormField, text: str) -> list[str]:
    word = FORM_FIELDS[name]
    if name == "title":
        items = _items(text)
        if not items:
            return []
        # a number with spaces or an address with a tilde is one value only where a space follows the colon
        single = f"{word}: {items[0]}" if {" ", "~"} & set(items[0]) else f"{word}:{items[0]}"
        return [f"{word}:({' '.join(items)})" if len(items) > 1 else single]
    values = [_value(value) for value in text.translate(_SEPARATORS).split("،") if value.translate(_QUOTES).strip()]
    if name in NEEDS_ALL or len(values) < 2:
        return [f"{word}:{value}" for value in values]
    return [f"{word}:({' أو '.join(values)})"]


def _value(text: str) -> str:
    items = _items(text)
    is_word = len(items) == 1 and items[0] == text.strip() and items[0].isalnum()
    return items[0] if is_word else _quoted(text)


def _is_item(part: QueryPart) -> bool:
    return not part.negated and _is_simple(part.node)


def _is_simple(node: Node) -> bool:
    match node:
        case Words(words):
            return len(words) == 1
        case Phrase(_, within):
            return within is None
        case Prefix():
            return True
    return False


def _place(part: QueryPart, form: QueryForm) -> tuple[str, QueryForm | None]:
    """The box for a part, and the form with it filled, unless the texts of that box are gathered."""
    content = part.content
    if part.negated:
        return ("none" if _is_simple(content) else "rest"), None
    match content:
        case Words() | Prefix() if _is_simple(content):
            return "all", None
        case Phrase(text, None) if not form.phrase:
            return "phrase", replace(form, phrase=" ".join(text.split()))
        case Phrase(text, int(within)) if not form.near:
            return "near", replace(form, near=" ".join(text.split()), within=within)
        case AnyOf(nodes) if not form.any and all(map(_is_simple, nodes)):
            return "any", replace(form, any=_text_of([part]))
        case Fielded():
            return _place_field(content, part.text, form)
    return "rest", None


def _place_field(node: Fielded, text: str, form: QueryForm) -> tuple[str, QueryForm | None]:
    name = node.name
    if name not in FORM_FIELDS:
        return "rest", None
    typed = getattr(form, name)
    if name == "title":
        is_plain = isinstance(node.value, Words) or _is_simple(node.value)
        read = join_texts(_items(text)) if is_plain else ""
        return (name, replace(form, title=read)) if is_plain and not typed else ("rest", None)
    several = isinstance(node.value, AnyOf) and name not in NEEDS_ALL
    values = _values(node.value.parts if several and isinstance(node.value, AnyOf) else (node.value,))
    if not values or (typed and name not in NEEDS_ALL):
        return "rest", None
    return name, replace(form, **{name: "، ".join([*([typed] if typed else []), *values])})  # type: ignore[arg-type]


def _values(nodes: Iterable[Node]) -> list[str]:
    """Names without separators; [] if one of the nodes is none."""
    found = []
    for node in nodes:
        if not isinstance(node, Words | Phrase) or (isinstance(node, Phrase) and node.within is not None):
            return []
        if "،" in (value := value_text(node)).translate(_SEPARATORS):
            return []
        found.append(value)
    return found
