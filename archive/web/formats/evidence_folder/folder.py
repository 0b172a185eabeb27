"""What the evidence folder of a dossier holds (docs/dossier-exports.md names every field and file).

verify.py  README.txt  bagit.txt  bag-info.txt  manifest-sha256.txt  tagmanifest-sha256.txt
data/evidence.json          the dossier and its entries, with the file of each
data/dossier.html           to read
data/articles.jsonl         records that an import reads again
data/articles/0001-….txt    each text
data/originals/0001-….html  each raw document, byte for byte
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from archive.catalog.models import Article, RawDocument
from archive.desk.selectors import DossierContent, DossierEntry
from archive.ingest.services import record_fields
from archive.web.formats.dossier_file import DossierFile
from archive.web.formats.dossier_html import html_export
from archive.web.formats.evidence_folder.bag import Bag
from archive.web.formats.evidence_folder.names import safe_name
from archive.web.links import article_url
from archive.web.presenters.clippings import Clipping, clippings

FORMAT = "khizana-evidence/1"
_HERE = Path(__file__).parent
Json = dict[str, Any]


@dataclass(frozen=True)
class Original:
    """A raw document; `closed` says in words why its bytes may not be given, or is empty. `is_named`: whether its origin may be
    told."""

    document: RawDocument
    closed: str
    is_named: bool = True


def evidence_export(
    content: DossierContent, made: DossierFile, articles: Iterable[Article], originals: Iterable[Original]
) -> Iterator[bytes]:
    """The ZIP in parts. `articles` are those of the dossier with the rows that a record holds (`ingest.exported_articles`),
    `originals` each with its bytes unless it is closed; both are read one by one."""
    name = f"khizana-{content.key}-{made.made_at:%Y%m%d-%H%M}"
    bag = Bag(name, made.made_at)
    yield from bag.added("README.txt", [(_HERE / "README.txt").read_bytes()])
    yield from bag.added("verify.py", [(_HERE / "verify.py").read_bytes()])
    yield from bag.added("data/dossier.html", html_export(content, made))
    yield from bag.added("data/articles.jsonl", (_record_line(article) for article in articles))
    texts = {}
    for clipping in clippings(content, made.site, all_texts=made.all_texts):
        path = texts[clipping.article.pk] = f"data/articles/{safe_name(clipping.number, clipping.title, '.txt')}"
        yield from bag.added(path, [_text(clipping)])
    kept: dict[int, Json] = {}
    for number, original in enumerate(originals, 1):
        path = f"data/originals/{safe_name(number, original.document.origin)}" if original.is_named else ""
        if not original.closed:
            yield from bag.added(path, [bytes(original.document.content)])
        kept[original.document.pk] = _original(original, path)
    described = _description(content, made, texts, kept)
    yield from bag.added("data/evidence.json", [json.dumps(described, ensure_ascii=False, indent=1).encode()])
    yield from bag.closed(
        [
            ("Source-Organization", f"Khizana {made.site}"),
            ("External-Description", content.title),
            ("External-Identifier", content.key),
            ("Bag-Software-Agent", "Khizana"),
        ]
    )


def _record_line(article: Article) -> bytes:
    return (json.dumps(record_fields(article), ensure_ascii=False, separators=(",", ":")) + "\n").encode(
        "utf-8", "replace"
    )


def _text(clipping: Clipping) -> bytes:
    facts = [f"{fact.label}: {fact.value}" for fact in clipping.facts]
    notes = [f"ملاحظة: {note}" for note in clipping.notes]
    passages = [f"اقتباس من {each.place}: «{each.text}»\n{each.note}".rstrip() for each in clipping.passages]
    texts = [paragraph.text for paragraph in clipping.paragraphs]
    parts = [clipping.title, "\n".join(facts), *notes, *passages, "———", *texts]
    return ("\n\n".join(parts) + "\n").encode("utf-8", "replace")


def _original(original: Original, path: str) -> Json:
    document = original.document
    return {
        "file": None if original.closed else path,
        "left_out": original.closed or None,
        "sha256": document.sha256,
        "origin": document.origin if original.is_named else None,
        "media_type": document.media_type,
        "encoding": document.encoding,
        "accessioned_at": document.accessioned_at.isoformat(timespec="seconds"),
    }


def _description(content: DossierContent, made: DossierFile, texts: dict[int, str], originals: dict[int, Json]) -> Json:
    return {
        "format": FORMAT,
        "archive": made.site,
        "made_at": made.made_at.isoformat(timespec="seconds"),
        "dossier": {
            "id": content.key,
            "title": content.title,
            "description": content.description,
            "owner": content.owner,
            "changed_at": content.changed_at.isoformat(timespec="seconds"),
            "withdrawn": content.withdrawn,
        },
        "entries": [_entry(entry, made.site, texts) for entry in content.entries],
        "originals": list(originals.values()),
    }


def _entry(entry: DossierEntry, site: str, texts: dict[int, str]) -> Json:
    article, passage = entry.article, entry.passage
    return {
        "article": article.key,
        "url": site + article_url(article.key),
        "title": article.display_title,
        "title_generated": article.title_generated,
        "source": article.source.name if article.source else None,
        "date": article.published_value,
        "date_precision": article.published_precision or None,
        "date_basis": article.published_basis or None,
        "date_evidence": article.published_evidence or None,
        "original_url": article.url or None,
        "content_hash": article.content_hash or None,
        "sha256": article.raw_document.sha256 if article.raw_document else None,
        "lines": [article.first_line, article.last_line] if article.first_line else None,
        "file": texts[article.pk],
        "passage": asdict(passage) if passage else None,
        "note": entry.note,
        "added_at": entry.added_at.isoformat(timespec="seconds"),
        "added_by": entry.added_by,
    }
