"""The key under which an import knows an article again: its namespace and its id there.

`record:NAMESPACE:ID` for a record with an id, `content:NAMESPACE:SHA-256` for one without (the hash is of its title and
paragraphs), `text:NAMESPACE:SHA-256#PLACE` for the articles of a text file (the hash is of its bytes),
`page:ADDRESS` for a web page. An exported record that no namespace and id give its key carries the key itself, in the
namespace `STORED_KEYS`; `article:KEY` is that of an article that no
import brought (`Article.stored_key`).
The namespace of a record is the one given for the import, else its own field `namespace`, else its `source` as printed, else
the source given for the import, else "". That of a text file is the source given. File names and what curators set play no part.

Keys are stored. So nothing here may change once released: it reads the fields of a record as they stand in the line, and
shares neither the rules by which readers mend texts nor those of the analyzer.
"""

import hashlib
import html
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

STORED_KEYS = "khizana:import-key"
"""The namespace of records whose id is a key as it is stored."""
_STORED_KEY = re.compile(r"(?:record|content|text|page|article|sha256):\S[^\x00-\x1f]{0,280}")
MAX_SOURCE_CHARS = 200
MAX_NAMESPACE_CHARS = 100
MAX_ID_CHARS = 150
MAX_ADDRESS_CHARS = 250
"""Longer ones are replaced by their hash."""
_TRACKING = re.compile("(?:utm_[a-z]+|fbclid|gclid|ref|ref_src|amp|ocid|xtor|at_[a-z]+)(?:=|$)", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0080-\u0084\u0086-\u009f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_INVISIBLE = "\u200b\u200e\u200f\ufeff"
_LOOKALIKES = str.maketrans(
    "\u06cc\u0649\u06a9\u06aa\u06c1\u06be\u06d5\u06c3’‘ʼ`", "\u064a\u064a\u0643\u0643\u0647\u0647\u0647\u0629''''"
)
"""Letters of other keyboards that look like ي ك ه ة, and apostrophes."""
_UNSEEN = frozenset("\u0640\u034f\u115f\u1160\u2800\u3164\uffa0")
"""Tatweel, and blanks that Unicode counts as letters or symbols."""
_REMOVED = frozenset(("Cc", "Cf", "Cs", "Mn", "Me", "Zs", "Zl", "Zp"))
"""Categories of controls, invisible signs, marks and spaces."""


def namespace_fold(printed: str) -> str:
    """The folded form of a name: equal for names that look the same, "" for one that shows nothing."""
    while "&" in printed and (decoded := html.unescape(printed)) != printed:
        printed = decoded
    text = unicodedata.normalize("NFKC", printed).translate(_LOOKALIKES).casefold()
    folded = "".join(map(_fold_sign, text))
    words = [place for place, sign in enumerate(folded) if sign.isalnum()]
    return folded[words[0] : words[-1] + 1] if words else folded


def _fold_sign(sign: str) -> str:
    if sign.isalpha():
        return "" if sign in _UNSEEN else sign
    category = unicodedata.category(sign)
    if category == "Nd":
        return str(unicodedata.decimal(sign))
    if category == "Pd":
        return "-"
    return "" if category in _REMOVED or sign in _UNSEEN else sign


@dataclass(frozen=True, slots=True)
class KeyScheme:
    """The keys of one import: `namespace` and `source` as given for it, or ""."""

    namespace: str = ""
    source: str = ""

    def record_key(self, fields: Mapping[str, Any], paragraphs: Iterable[tuple[str, str]] = ()) -> str:
        """The key of a record with these fields as decoded. `paragraphs` (role, text) serve where its body is no text."""
        given = fields.get("id")
        if not self.namespace.strip() and fields.get("namespace") == STORED_KEYS and _is_stored_key(given):
            return str(given)
        namespace = self.record_namespace(fields)
        if isinstance(given, int | str) and not isinstance(given, bool) and (name := _clean(str(given)).strip()):
            return f"record:{namespace}:{_shortened(name, MAX_ID_CHARS)}"
        return f"content:{namespace}:{_text_hash(fields, paragraphs)}"

    def parent_key(self, fields: Mapping[str, Any]) -> str:
        """The key of the record whose id is this record's `parent`, in the same namespace; "" if it names none."""
        parent = fields.get("parent")
        is_id = isinstance(parent, int | str) and not isinstance(parent, bool) and _clean(str(parent)).strip()
        return self.record_key({**fields, "id": parent}) if is_id else ""

    def text_key(self, sha256: str, place: int) -> str:
        """The key of an article of a text file, by the hash of its bytes; `place` counts its articles and cards from 0."""
        return f"text:{_escaped(_source_fold(self.source))}:{sha256}#{place}"

    def page_key(self, address: str, sha256: str, place: int) -> str:
        """The key of an article of a page: its address, wherever it was found; without one, the hash of its bytes."""
        if not address:
            return self.text_key(sha256, place)
        name = address_fold(address)
        return f"page:{_shortened(name, MAX_ADDRESS_CHARS)}" + (f"#{place}" if place else "")

    def record_namespace(self, fields: Mapping[str, Any]) -> str:
        """The namespace of a record with these fields, as it stands in keys."""
        own = fields.get("namespace")
        if self.namespace.strip():
            return _escaped(namespace_fold(self.namespace))
        if isinstance(own, str):
            return _escaped(namespace_fold(own))
        return _escaped(_source_fold(printed_line(fields.get("source"))) or _source_fold(self.source))


def key_fields(import_key: str, parent_key: str = "") -> dict[str, str | None]:
    """`namespace`, `id` and `parent` of a record for which `record_key` and `parent_key` give these keys again."""
    own, parent = _names_of(import_key), _names_of(parent_key) if parent_key else None
    if own and (not parent_key or (parent and parent[0] == own[0])):
        return {"namespace": own[0], "id": own[1], "parent": parent[1] if parent else None}
    return {"namespace": STORED_KEYS, "id": import_key, "parent": parent_key or None}


def _names_of(import_key: str) -> tuple[str, str] | None:
    """Namespace and id of a record's key, None where they do not give it again, as where one of them was shortened."""
    kind, _, rest = import_key.partition(":")
    namespace, _, name = rest.partition(":")
    names = (namespace.replace("%23", "#").replace("%3a", ":").replace("%25", "%"), name)
    fields = dict(zip(("namespace", "id"), names, strict=True))
    return names if kind == "record" and KeyScheme().record_key(fields) == import_key else None


def _is_stored_key(value: Any) -> bool:
    return isinstance(value, str) and bool(_STORED_KEY.fullmatch(value))


def address_fold(address: str) -> str:
    """One form of an address: without scheme, `www.`, fragment, closing slash and parameters that only say where a reader came
    from; percent-encoding decoded."""
    parts = urlsplit(address.strip())
    query = "&".join(sorted(pair for pair in parts.query.split("&") if pair and not _TRACKING.match(pair)))
    host = (parts.hostname or "").removeprefix("www.")
    path = unquote(parts.path, errors="replace").rstrip("/")
    return f"{host}{path}" + (f"?{query}" if query else "")


def earlier_text_key(sha256: str, place: int) -> str:
    """The key that versions without namespaces gave to an article of a text file."""
    return f"sha256:{sha256}#{place}"


def _source_fold(printed: str) -> str:
    return namespace_fold(" ".join(printed.split())[:MAX_SOURCE_CHARS])


def _escaped(namespace: str) -> str:
    return _shortened(namespace.replace("%", "%25").replace(":", "%3a").replace("#", "%23"), MAX_NAMESPACE_CHARS)


def _shortened(name: str, limit: int) -> str:
    return name if len(name) <= limit else "#" + hashlib.sha256(name.encode()).hexdigest()


def _text_hash(fields: Mapping[str, Any], paragraphs: Iterable[tuple[str, str]]) -> str:
    texts = printed_paragraphs(fields.get("body"))
    rows = [("paragraph" if place else "lede", text) for place, text in enumerate(texts)] or paragraphs
    digest = hashlib.sha256()
    for part in (printed_line(fields.get("title"))[:1000], *(f"{role}\x1f{text}" for role, text in rows)):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\x1e")
    return digest.hexdigest()


def printed_paragraphs(body: Any) -> list[str]:
    """The lines of a body as they stand in the record, without the empty ones."""
    parts = body if isinstance(body, list) else [body]
    texts = [line.strip() for part in parts if isinstance(part, str) for line in _clean(part).split("\n")]
    return [text for text in texts if text.strip(_INVISIBLE)]


def printed_line(value: Any) -> str:
    """A field as it stands in the record, in one line."""
    if isinstance(value, list):
        value = "، ".join(part for part in value if isinstance(part, str))
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return " ".join(_clean(value).split()) if isinstance(value, str) else ""


def _clean(text: str) -> str:
    return _SURROGATES.sub("\ufffd", _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
