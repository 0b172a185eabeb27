"""Related articles with the reason: the names, words or days that they share with an article.

From the index alone, which contains only what readers may see. Versions of the article's text are left out, and of each other
text there is one version. What is rare in the archive weighs more.
"""

import datetime as dt
import math
from collections.abc import Callable, Sequence

from archive.catalog.models import Article
from archive.search.engine import clauses as c
from archive.search.engine import current_engine
from archive.search.engine.contract import SearchQuery, View
from archive.search.engine.document import VERSION_GROUP
from archive.search.related.co_mentions import ARTICLES, no_version, shared_entities
from archive.search.related.similar import distinctive_words
from archive.search.result_page import RelatedArticle

MAX_REASONS = 4
MIN_SHARED_WORDS = 2
MAX_DAYS = 30
SAME_DAY_SCORE = 0.05
"""Of an article published on the same day: less than any day that both mention."""


def related_by_names(article: Article, limit: int) -> list[RelatedArticle]:
    """Those that share the rarest entities."""
    view = current_engine().view()
    shared = sorted(shared_entities(view, article.pk), key=lambda name: -name.weight)
    pks = _best(view, article, [c.ConstantScore(c.Keys(one.column, (one.key,)), one.weight) for one in shared], limit)
    keys = {pk: record.keys for pk, record in view.records(pks).items()}
    names = {
        pk: tuple((one.column, one.key) for one in shared if one.key in keys.get(pk, {}).get(one.column, ()))
        for pk in pks
    }
    return _loaded(pks, lambda other: RelatedArticle(other, names=names[other.pk][:MAX_REASONS]))


def related_by_words(article: Article, limit: int) -> list[RelatedArticle]:
    """Those that share the most distinctive words, at least MIN_SHARED_WORDS."""
    view = current_engine().view()
    words = distinctive_words(view, article.pk)
    clauses = tuple(word.clause for word in words)
    pks = _best(view, article, clauses, limit)
    shared = {pk: _matching(view, pk, clauses) for pk in pks}
    kept = [pk for pk in pks if len(shared[pk]) >= MIN_SHARED_WORDS]
    return _loaded(
        kept,
        lambda other: RelatedArticle(
            other, words=tuple(words[place].printed for place in shared[other.pk][:MAX_REASONS])
        ),
    )


def related_by_days(article: Article, days: Sequence[dt.date], limit: int) -> list[RelatedArticle]:
    """Those that mention the same days, then those published on the same day. `days` are those that the article mentions."""
    view = current_engine().view()
    asked = [day for day in dict.fromkeys(days) if day != article.published_on][:MAX_DAYS]
    mentions = [c.MentionsDate(day, day, within=True) for day in asked]
    counts = view.search(SearchQuery(count_clauses=tuple(mentions), end=0)).clause_counts if mentions else ()
    clauses: list[c.Clause] = [
        c.ConstantScore(clause, math.log(view.count / count) + 0.1)
        for clause, count in zip(mentions, counts, strict=True)
        if count > 1
    ]
    used = [day for day, count in zip(asked, counts, strict=True) if count > 1]
    day = article.published_on if article.published_precision == Article.Precision.DAY else None
    if day is not None:
        clauses.append(c.ConstantScore(c.PublicationStart(day, day), SAME_DAY_SCORE))
    pks = _best(view, article, clauses, limit)
    shared = {pk: [used[place] for place in _matching(view, pk, clauses[: len(used)])] for pk in pks}
    found = _loaded(
        pks,
        lambda other: RelatedArticle(
            other,
            days=tuple(sorted(shared[other.pk]))[:MAX_REASONS],
            is_same_day=(other.published_on, other.published_precision) == (day, Article.Precision.DAY),
        ),
    )
    # a date known to the month starts on a day, too
    return [one for one in found if one.days or one.is_same_day]


def _best(view: View, article: Article, parts: Sequence[c.Clause], limit: int) -> list[int]:
    if not parts:
        return []
    others = c.And((c.Or(tuple(parts)), ARTICLES, c.Not(c.DocIds((article.pk,))), *no_version(view, article.pk)))
    return view.search(SearchQuery(others, end=limit, group=VERSION_GROUP)).pks


def _matching(view: View, pk: int, clauses: Sequence[c.Clause]) -> list[int]:
    """Places of the clauses that match this document."""
    if not clauses:
        return []
    asked = SearchQuery(c.DocIds((pk,)), count_clauses=tuple(clauses), end=0)
    return [place for place, count in enumerate(view.search(asked).clause_counts) if count]


def _loaded(pks: Sequence[int], made: Callable[[Article], RelatedArticle]) -> list[RelatedArticle]:
    """Of those that are still published, in order; one query."""
    found = Article.objects.published().select_related("source").in_bulk(pks)
    return [made(found[pk]) for pk in pks if pk in found]
