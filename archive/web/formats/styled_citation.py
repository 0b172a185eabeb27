"""An article's citation in APA, Chicago, MLA and ISO 690, in Arabic.

A CSL processor sets the order and the punctuation, with Arabic terms (`csl/terms-ar.xml`, then `csl/locales-ar.xml`). It is given
one private character in place of each printed value, so that it changes nothing in them, and what it leaves between them can be
made Arabic: commas, the joined «و», days before months. Names are literal: given name first, as Arabic bibliographies have them.
An inferred date and a generated title are marked.
"""

import datetime as dt
import re
import threading
from functools import cache, lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

from citeproc import Citation as Cluster
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.frontend import CitationStylesXML
from citeproc.source.json import CiteProcJSON

from archive.web.formats.citation_files import Citation, Json, csl_json
from archive.web.presenters.arabic_text import MONTHS

FOLDER = Path(__file__).parent / "csl"
STYLES = {
    "apa": ("terms-ar.xml", "locales-ar.xml"),
    "chicago": ("terms-ar.xml", "locales-ar.xml"),
    "mla": ("terms-ar.xml", "locales-ar.xml"),
    "iso690": ("terms-ar-iso690.xml", "terms-ar.xml", "locales-ar.xml"),
}
"""Files of terms by style, those that take precedence first."""
WITH_NOTE = ("chicago",)
"""Styles of which the footnote is shown, too."""
INFERRED = " [تاريخ النشر مستنتَج]"

TITLE, CONTAINER, URL, ITALIC, UPRIGHT = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
FIRST_AUTHOR, MAX_AUTHORS = 0xE010, 30
_AUTHORS = re.compile(r"\s*[،,؛;/]\s*(?:و\s+)?|\s+و\s+")
_DAY_AFTER_MONTH = re.compile(rf"({'|'.join(MONTHS)}) (\d{{1,2}})(?!\d)")
_lock = threading.Lock()
"""A style keeps the state of the citation that it renders."""


class Piece(NamedTuple):
    """Text of a citation: `kind` is `text` (the processor's), `value` (printed), `container` (the outlet's name) or `url`."""

    kind: str
    text: str


@lru_cache(maxsize=512)
def styled_citation(cited: Citation, style: str, accessed: dt.date) -> tuple[tuple[Piece, ...], ...]:
    """The entry in the list of works, for styles in WITH_NOTE preceded by the footnote. Raises KeyError for an unknown style."""
    values = _values(cited)
    with _lock:
        rendered = _rendered(_item(cited, values, accessed), style)
    return tuple(_pieces(_arabic(entry, values, is_inferred=cited.is_inferred), values) for entry in rendered)


def authors_of(cited: Citation) -> list[str]:
    """The authors, or the agency. Names are split at commas and at a «و» that stands alone, for «وليد» begins with one, too."""
    names = [name for name in _AUTHORS.split(cited.author or cited.agency) if name]
    return names[:MAX_AUTHORS]


def _values(cited: Citation) -> dict[str, str]:
    """What is printed, by the private character that stands for it."""
    names = {chr(FIRST_AUTHOR + place): name for place, name in enumerate(authors_of(cited))}
    return {TITLE: cited.title, CONTAINER: cited.source, URL: cited.url, **names}


def _item(cited: Citation, values: dict[str, str], accessed: dt.date) -> Json:
    item = {name: value for name, value in csl_json(cited, accessed).items() if name in ("type", "issued", "accessed")}
    if "issued" in item:
        item["issued"] = {"date-parts": item["issued"]["date-parts"]}
    authors = [{"literal": char} for char in values if ord(char) >= FIRST_AUTHOR]
    item |= {"id": "cited", "title": TITLE, "URL": URL, "language": "ar"}
    return item | ({"author": authors} if authors else {}) | ({"container-title": CONTAINER} if cited.source else {})


def _rendered(item: Json, name: str) -> list[str]:
    style = _style(name)
    works = CitationStylesBibliography(style, CiteProcJSON([item]), _FORMATTER)
    cluster = Cluster([CitationItem("cited")])
    works.register(cluster)
    note = [str(works.cite(cluster, lambda _: None))] if name in WITH_NOTE else []
    return note + [str(entry) for entry in works.bibliography()]


@cache
def _style(name: str) -> Any:
    """The style with its terms; some milliseconds, once a process."""
    terms = [CitationStylesXML(str(FOLDER / file), validate=False).root for file in STYLES[name]]
    style = CitationStylesStyle(str(FOLDER / f"{name}.csl"), locale="ar", validate=False)
    for locale in terms:
        locale.style = style.root
    style.root.locales = terms + style.root.locales
    return style


def _italic(text: str) -> str:
    return f"{ITALIC}{text}{UPRIGHT}"


def _plain(text: str) -> str:
    return str(text)


_FORMATTER = SimpleNamespace(
    preformat=_plain, Italic=_italic, Oblique=_italic, Bold=_plain, Light=_plain, Underline=_plain, Superscript=_plain,
    Subscript=_plain, SmallCaps=_plain,
)  # fmt: skip


def _arabic(entry: str, values: dict[str, str], *, is_inferred: bool) -> str:
    """The entry, still with private characters, as Arabic is written; what stands in the author's place is not said again."""
    entry = " ".join(entry.replace("\xa0", " ").split()).replace("&", "و")
    for char in (TITLE, CONTAINER):
        first, mark, rest = entry.partition(char)
        entry = first + mark + re.sub(rf"[«\ue003]*{char}[»\ue004]*[.,]*\s*", "", rest)
    entry = entry.replace(",", "،").replace(";", "؛")
    entry = re.sub(r"،? و (?=[\ue010-\ue0ff])", " و", entry).replace("، وآخرون", " وآخرون")
    entry = _DAY_AFTER_MONTH.sub(r"\2 \1", entry)
    for char, value in values.items():
        if value.endswith((".", "؟", "?", "!", "…")):
            entry = re.sub(rf"({char}[»\ue004]*)\.", r"\1", entry)
    entry = re.sub(r"\.(?:\s*\.)+", ".", entry).strip()
    return entry + INFERRED if is_inferred else entry


def _pieces(entry: str, values: dict[str, str]) -> tuple[Piece, ...]:
    kinds = {URL: "url", CONTAINER: "container"}
    pieces: list[Piece] = []
    if f"«{TITLE}" in entry:
        values = {**values, TITLE: values[TITLE].replace("«", "“").replace("»", "”")}
    for part in re.split(r"([\ue000-\ue0ff])", entry):
        if part in values:
            pieces.append(Piece(kinds.get(part, "value"), values[part]))
        elif part and part not in (ITALIC, UPRIGHT):
            pieces.append(Piece("text", part))
    return tuple(pieces)
