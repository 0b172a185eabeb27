"""What an article's page tells programs: Highwire and Dublin Core meta tags, by which Zotero saves it; JSON-LD (schema.org)."""

import json

from django.utils.safestring import SafeString, mark_safe

from archive.web.formats.citation_files import ARCHIVE_NAME, Citation, Json

_UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""Signs that could end a `<script>` element, and line ends that old parsers take for those of JavaScript."""


def meta_tags(cited: Citation) -> list[tuple[str, str]]:
    """(name, content) in the order of the page. A date is as precise as it is known, with `/` in Highwire tags."""
    author = cited.author or cited.agency
    tags = [
        ("citation_title", cited.title),
        ("citation_author", author),
        ("citation_publication_date", cited.date.replace("-", "/")),
        ("citation_journal_title", cited.source),
        ("citation_language", cited.language),
        ("citation_public_url", cited.url),
        *(("citation_keywords", tag) for tag in cited.tags),
        ("dc.title", cited.title),
        ("dc.creator", author),
        ("dc.date", cited.date),
        ("dc.source", cited.source),
        ("dc.publisher", ARCHIVE_NAME),
        ("dc.language", cited.language),
        ("dc.identifier", cited.url),
        ("dc.type", "newspaperArticle"),
    ]
    return [(name, content) for name, content in tags if content]


def json_ld(cited: Citation) -> SafeString:
    """A NewsArticle, safe within a `<script type="application/ld+json">`, which a browser does not run."""
    author = {"@type": "Person", "name": cited.author} if cited.author else _organization(cited.agency)
    article: Json = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": cited.title,
        "author": author,
        "publisher": _organization(cited.source),
        "datePublished": cited.date,
        "inLanguage": cited.language,
        "articleSection": cited.section,
        "keywords": list(cited.tags),
        "contentLocation": {"@type": "Place", "name": cited.place} if cited.place else None,
        "url": cited.url,
        "mainEntityOfPage": cited.url,
        "isBasedOn": cited.original,
        "identifier": f"sha256:{cited.sha256}" if cited.sha256 else None,
        "archivedAt": cited.url,
    }
    written = json.dumps({name: value for name, value in article.items() if value}, ensure_ascii=False)
    return mark_safe(written.translate(_UNSAFE))


def _organization(name: str) -> Json | None:
    return {"@type": "Organization", "name": name} if name else None
