"""The items of a dossier as they may be shown now.

An article is shown while it is published. A passage is shown where its article prints it today. Where the article no longer does,
the old text is shown as long as readers may see it in an earlier text of the article (`catalog.selectors.public_revisions`): what
was withdrawn or taken out by hand does not come back by this door.
"""

from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache

from archive.catalog.models import Article, ArticleRevision
from archive.catalog.selectors import Redactor, public_revisions, redactors_of
from archive.desk.anchors import Place, find_passage
from archive.desk.models import DossierItem
from archive.desk.selectors.dossier_content import Passage

ARTICLES_PER_QUERY = 500
Revisions = Callable[[Article], list[ArticleRevision]]


@dataclass(frozen=True)
class ShownItem:
    """`article` is None where readers may not see what was kept; `revision` is the text that printed an old passage."""

    item: DossierItem
    article: Article | None
    passage: Passage | None = None
    revision: int | None = None


def shown_items(items: Iterable[DossierItem]) -> list[ShownItem]:
    """In the same order. Articles have source, raw document (without its content) and paragraphs loaded."""
    items = list(items)
    pks = list(dict.fromkeys(item.article_id for item in items))
    published = Article.objects.published().with_record().select_related("source", "raw_document")
    published = published.defer("raw_document__content")
    articles: dict[int, Article] = {}
    for first in range(0, len(pks), ARTICLES_PER_QUERY):
        articles |= published.in_bulk(pks[first : first + ARTICLES_PER_QUERY])
    redactors = redactors_of(article for article in articles.values() if article.is_redacted)
    revisions = cache(public_revisions)  # of an article once, however many of its passages are old
    shown = ((item, articles.get(item.article_id)) for item in items)
    return [
        _shown(item, article, redactors.get(article.key) if article else None, revisions) for item, article in shown
    ]


def public_items(items: Sequence[DossierItem]) -> list[DossierItem]:
    """Those of which something is shown, in the same order; texts are read only where an article changed since it was quoted."""
    pks = list({item.article_id for item in items})
    texts: dict[int, str] = {}
    for first in range(0, len(pks), ARTICLES_PER_QUERY):
        rows = Article.objects.published().filter(pk__in=pks[first : first + ARTICLES_PER_QUERY])
        texts |= dict(rows.order_by().values_list("pk", "content_hash"))
    published = [item for item in items if item.article_id in texts]
    changed = [item for item in published if item.quote and item.content_hash != texts[item.article_id]]
    hidden = {shown.item.pk for shown in shown_items(changed) if shown.article is None}
    return [item for item in published if item.pk not in hidden]


def _shown(item: DossierItem, article: Article | None, redactor: Redactor | None, revisions: Revisions) -> ShownItem:
    """A passage of an article in which a name is redacted is looked for, and shown, without the name."""
    if article is None or not item.quote:
        return ShownItem(item, article)
    if redactor is None:
        return _found(item, article, item, revisions)
    quote, before, after = map(redactor.text, (item.quote, item.before, item.after))
    sought = copy(item)
    sought.quote, sought.before, sought.after = quote, before, after
    return _found(item, article, sought, revisions)


def _found(item: DossierItem, article: Article, sought: DossierItem, revisions: Revisions) -> ShownItem:
    """`sought` is the item with the words that the article may print."""
    former = Place(item.paragraph or 0, item.start or 0, item.end or 0)
    if item.content_hash == article.content_hash:
        return ShownItem(item, article, _passage(sought, former))
    texts = [paragraph.text for paragraph in article.paragraphs.all()]
    place = find_passage(sought.quote, before=sought.before, after=sought.after, former=former, paragraphs=texts)
    if place is not None:
        return ShownItem(item, article, _passage(sought, place))
    revision = _public_revision(sought, revisions(article))
    if revision is None:
        return ShownItem(item, None)
    return ShownItem(item, article, _passage(sought, former, is_current=False), revision)


def _passage(item: DossierItem, place: Place, is_current: bool = True) -> Passage:
    return Passage(item.quote, place.paragraph, place.start, place.end, is_current)


def _public_revision(item: DossierItem, revisions: Iterable[ArticleRevision]) -> int | None:
    """The number of the earlier text that prints the passage, of those that readers may see."""
    since = item.revision or 0
    printing = (row.number for row in revisions if row.number >= since and _prints(row.text.paragraphs, item.quote))
    return min(printing, default=None)


def _prints(paragraphs: Sequence[tuple[str, str]], quote: str) -> bool:
    return any(quote in text for _role, text in paragraphs)
