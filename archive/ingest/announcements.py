"""An item of a feed that only announces an article, when the archive has the article itself, says nothing new.

So a feed that is read again does not shrink an article to its first lines, once its page was read or its publisher
began to print no more than a beginning.
"""

from archive.catalog.models import Article
from archive.ingest.field_values import stored_paragraphs
from archive.ingest.record import ArticleRecord, DocumentRecord

FEED, PAGE = "application/rss+xml", "text/html"
MAX_SHARE = 0.8
"""Of the length of the article that its page printed: an item that has more carries the article, too."""


def announces(document: DocumentRecord, record: ArticleRecord, article: Article) -> bool:
    """Whether a record of a feed is the announcement of this article, and the article is whole."""
    if document.media_type != FEED:
        return False
    is_page = article.raw_document is not None and article.raw_document.media_type == PAGE
    if record.kind == Article.Kind.STUB:
        return is_page or (article.kind == Article.Kind.ARTICLE and "kind" not in article.curated_fields)
    printed = sum(len(text) for _, text in stored_paragraphs(article))
    return is_page and sum(len(text) for _, text in record.paragraphs) < MAX_SHARE * printed
