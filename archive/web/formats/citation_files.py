"""An article's citation for reference managers: RIS, BibTeX and CSL-JSON.

All three say the same: the printed headline (a generated one in square brackets, as archivists write titles that they supply),
the outlet as the container, the date as precise as it is known, the permanent address, and in a note the hash of the raw document
and on what the date rests. RIS: https://en.wikipedia.org/wiki/RIS_(file_format); CSL-JSON: the schema of citationstyles.org.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from archive.catalog.models import Article
from archive.web.links import web_address

ARCHIVE_NAME = "خِزانة"
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited. `date` is ISO, as precise as it is known; `url` the article's page here, `original` where it was printed."""

    key: str
    title: str
    author: str
    source: str
    agency: str
    place: str
    date: str
    is_inferred: bool
    section: str
    tags: tuple[str, ...]
    language: str
    url: str
    original: str
    sha256: str

    @property
    def note(self) -> str:
        parts = [f"SHA-256: {self.sha256}" if self.sha256 else "", "تاريخ مستنتَج" if self.is_inferred else ""]
        parts += [f"الوكالة: {self.agency}" if self.agency else "", f"الأصل: {self.original}" if self.original else ""]
        return "؛ ".join(part for part in parts if part)


def citation_of(article: Article, url: str) -> Citation:
    """`url` is the absolute address of the article's page."""
    return Citation(
        key=article.key,
        title=_one_line(article.display_title),
        author=_one_line(article.author),
        source=_one_line(article.source.name) if article.source else "",
        agency=_one_line(article.agency),
        place=_one_line(article.dateline),
        date=article.published_value or "",
        is_inferred=article.published_basis == Article.Basis.INFERRED,
        section=_one_line(article.section),
        tags=tuple(_one_line(tag) for tag in article.tags),
        language=article.language or "ar",
        url=url,
        original=web_address(article.url),
        sha256=article.raw_document.sha256 if article.raw_document else "",
    )


def ris(cited: Citation) -> str:
    """A record of RIS, ending with an empty line. A date without a month or day leaves these empty."""
    year, month, day = (*cited.date.split("-"), "", "", "")[:3]
    rows = [
        ("TY", "NEWS"),
        ("ID", cited.key),
        ("TI", cited.title),
        ("AU", cited.author or cited.agency),
        ("T2", cited.source),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/" if year else ""),
        ("CY", cited.place),
        ("SE", cited.section),
        *(("KW", tag) for tag in cited.tags),
        ("LA", cited.language),
        ("DB", ARCHIVE_NAME),
        ("AN", cited.key),
        ("UR", cited.url),
        ("N1", cited.note),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in rows if value) + "ER  - \r\n\r\n"


def bibtex(cited: Citation, accessed: dt.date) -> str:
    """An entry with the fields of BibTeX and those that biblatex adds (date, urldate, langid)."""
    fields = {
        "title": cited.title,
        "author": cited.author or cited.agency,
        "journal": cited.source,
        "year": cited.date[:4],
        "month": cited.date[5:7],
        "date": cited.date,
        "location": cited.place,
        "keywords": ", ".join(cited.tags),
        "langid": {"ar": "arabic", "en": "english", "fr": "french"}.get(cited.language[:2], cited.language),
        "url": cited.url,
        "urldate": accessed.isoformat(),
        "note": cited.note,
    }
    names = ("title", "author", "journal")
    lines = [
        f"  {name} = {{{{{_escaped(value)}}}}}" if name in names else f"  {name} = {{{_escaped(value, name)}}}"
        for name, value in fields.items()
        if value
    ]
    return f"@article{{{cited.key},\n" + ",\n".join(lines) + "\n}\n\n"


def csl_json(cited: Citation, accessed: dt.date) -> Json:
    """An item of CSL-JSON. An inferred date is `circa`."""
    item: Json = {
        "id": cited.key,
        "type": "article-newspaper",
        "title": cited.title,
        "container-title": cited.source,
        "author": [{"literal": cited.author or cited.agency}] if cited.author or cited.agency else None,
        "issued": _date(cited.date, is_circa=cited.is_inferred),
        "accessed": _date(accessed.isoformat()),
        "event-place": cited.place,
        "section": cited.section,
        "keyword": ", ".join(cited.tags),
        "language": cited.language,
        "archive": ARCHIVE_NAME,
        "archive_location": cited.key,
        "URL": cited.url,
        "note": cited.note,
    }
    return {name: value for name, value in item.items() if value}


def _date(value: str, *, is_circa: bool = False) -> Json | None:
    if not value:
        return None
    return {"date-parts": [[int(part) for part in value.split("-")]], **({"circa": True} if is_circa else {})}


_SPECIAL = re.compile(r"[\\{}%&$#_~^]")
_ESCAPES = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_VERBATIM = ("url", "urldate", "date")
"""Fields that biblatex does not typeset: of these only braces and backslashes would end the field early."""


def _escaped(value: str, name: str = "") -> str:
    if name in _VERBATIM:
        return value.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")
    return _SPECIAL.sub(lambda match: _ESCAPES.get(match[0], f"\\{match[0]}"), value)


def _one_line(text: str) -> str:
    return " ".join(text.split())
