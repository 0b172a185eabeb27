"""The earlier texts of articles that readers may see.

Shown is what a publisher changed: texts that a newer record replaced, where title or paragraphs differ. Not shown are texts that
the undoing of an import replaced, texts that a curator keeps from readers, and any that reads otherwise than a curator set
the title or the paragraphs: what was taken out by hand does not come back by this door. Redacted names are replaced in them.
"""

from archive.catalog.models import Article, ArticleRevision
from archive.catalog.redactions import redactors_of

Cause = ArticleRevision.Cause
BY_PUBLISHER = (Cause.IMPORT, Cause.DECISION, Cause.REDO)
VISIBLE_FIELDS = ("title", "paragraphs")
MAX_EXAMINED = 50


def public_revisions(article: Article) -> list[ArticleRevision]:
    """The newest first; none of an article that is not published."""
    if article.state != Article.State.PUBLISHED:
        return []
    rows = article.revisions.filter(is_open=True, is_hidden=False, cause__in=BY_PUBLISHER).order_by("-number")
    changed = [row for row in rows[:MAX_EXAMINED] if set(row.written).difference(row.taken_back) & set(VISIBLE_FIELDS)]
    if article.is_redacted:
        redactor = redactors_of([article])[article.key]
        for row in changed:
            row.text = redactor.revision(row.text)
    curated = set(article.curated_fields) & set(VISIBLE_FIELDS)
    if not changed or not curated:
        return changed
    paragraphs = tuple(article.paragraphs.order_by("position").values_list("role", "text"))
    return [
        row
        for row in changed
        if ("title" not in curated or row.text.columns["title"] == article.title)
        and ("paragraphs" not in curated or row.text.paragraphs == paragraphs)
    ]
