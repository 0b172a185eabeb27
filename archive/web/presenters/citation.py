"""The citation of an article, as plain text to copy."""

from archive.catalog.models import Article
from archive.web.presenters.arabic_text import date_phrase

NO_DATE = "د.ت"


def citation(article: Article, address: str) -> str:
    """«Headline»، agency or author، source، date (else د.ت)، permanent address، SHA-256 of the raw document."""
    date = NO_DATE
    if article.published_value:
        inferred = article.published_basis == Article.Basis.INFERRED
        date = date_phrase(article.published_value) + (" (تاريخ مستنتَج)" if inferred else "")
    title = f"«{article.title}»" if article.title else f"{article.generated_title} (عنوان مولَّد)"
    parts = [title, article.author, article.source.name if article.source else "", article.agency, date]
    parts.append(f"خِزانة: {address}")
    if article.raw_document:
        parts.append(f"SHA-256: {article.raw_document.sha256}")
    return "، ".join(part for part in parts if part) + "."
