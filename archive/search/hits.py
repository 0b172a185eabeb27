"""The articles of a page of results as its hits: what the record says of them, and the passage that matched.

Only what a hit shows is loaded, in two queries for any number of hits. What readers may not see is left out, even while the
index still knows it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from archive.catalog.models import Article, Paragraph
from archive.search.engine.clauses import Clause
from archive.search.engine.contract import Answer
from archive.search.marking import Marker
from archive.search.page import Hit
from archive.search.snippets import explanation, marked, snippet

SHOWN = (
    "key", "kind", "title", "generated_title", "published_on", "published_precision", "published_basis",
    "published_evidence",
    "source__key", "source__name", "raw_document__origin",
)  # fmt: skip


def hits(found: Answer, clause: Clause, *, explain: bool = False) -> tuple[Hit, ...]:
    """The answer's articles in its order; `explain`: each with the reasons why it was found."""
    if not found.pks:
        return ()
    articles, texts = _articles(found.pks), _texts(found.pks)
    marker = Marker(clause)
    scored = zip(found.pks, found.scores, strict=True)
    return tuple(
        _hit(articles[pk], texts[pk], score, marker, explain=explain) for pk, score in scored if pk in articles
    )


def _articles(pks: Iterable[int]) -> dict[int, Article]:
    published = Article.objects.published().filter(pk__in=list(pks)).order_by()
    return {article.pk: article for article in published.select_related("source", "raw_document").only(*SHOWN)}


def _texts(pks: Iterable[int]) -> dict[int, list[str]]:
    """The articles' paragraphs in order."""
    texts: dict[int, list[str]] = defaultdict(list)
    printed = Paragraph.objects.filter(article__in=list(pks)).order_by("article_id", "position")
    for pk, text in printed.values_list("article_id", "text"):
        texts[pk].append(text)
    return texts


def _hit(article: Article, texts: Sequence[str], score: float, marker: Marker, *, explain: bool) -> Hit:
    title = article.display_title
    title_marks = marker.marks(title, title=True) if marker and not article.title_generated else []
    cut, shown = snippet(texts, marker)
    if explain:
        shown = [(title[mark.start : mark.end], mark) for mark in title_marks] + shown
    return Hit(
        pk=article.pk,
        key=article.key,
        title=title,
        title_html=marked(title, title_marks),
        title_generated=article.title_generated,
        kind=article.kind,
        date=article.published_value,
        date_precision=article.published_precision or None,
        date_basis=article.published_basis or None,
        source_key=article.source.key if article.source else None,
        source_name=article.source.name if article.source else None,
        document=article.raw_document.origin if article.raw_document else None,
        snippet=cut,
        score=score,
        explanation=explanation(marker, shown) if explain else (),
        date_evidence=article.published_evidence,
    )
