"""Where articles stand in stories: the key under which the index groups each, and what a page of results says of it."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from archive.catalog.compiled_in_query import CompiledInQuery
from archive.catalog.models import Article
from archive.coverage.models import StoryMember
from archive.coverage.selectors.stories import MIN_TOLD
from archive.coverage.selectors.versions import PKS_PER_QUERY


class StoryPlace(NamedTuple):
    """The story of an article and the group of versions that its text belongs to."""

    story: str | None
    """Its key; None if fewer than MIN_TOLD published articles tell it."""
    size: int
    """Number of its published articles."""
    text: int | None
    """Articles with the same number are versions of one text; None if it has none."""


_place_rows = CompiledInQuery(
    lambda pks: (
        Article.objects.filter(pk__in=pks)
        .order_by()
        .values_list("pk", "story_member__story", "story_member__story__key", "version__group")
    )
)
_member_rows = CompiledInQuery(  # without conditions on articles: SQLite would begin with all that are published
    lambda stories: (
        StoryMember.objects.filter(story__in=stories).order_by().values_list("story", "article__state", "article__kind")
    )
)
_SHOWN = (Article.State.PUBLISHED, Article.Kind.ARTICLE)


def story_keys(article_pks: Iterable[int]) -> dict[int, str]:
    """The key of the story that each of these articles (primary keys) is in; one query for each PKS_PER_QUERY articles.

    It depends on the article's own membership alone, so that others that join or leave change no other article's key.
    """
    pks, found = list(dict.fromkeys(article_pks)), dict[int, str]()
    for start in range(0, len(pks), PKS_PER_QUERY):
        rows = StoryMember.objects.filter(article__in=pks[start : start + PKS_PER_QUERY]).order_by()
        found |= dict(rows.values_list("article_id", "story__key"))
    return found


def story_places(article_pks: Iterable[int]) -> dict[int, StoryPlace]:
    """The places of these published articles, by primary key, in two queries."""
    rows = _place_rows.rows(article_pks)
    members = _member_rows.rows(story for _, story, _, _ in rows if story is not None)
    sizes = Counter(story for story, *grade in members if tuple(grade) == _SHOWN)
    return {
        pk: StoryPlace(key if sizes[story] >= MIN_TOLD else None, sizes[story], text) for pk, story, key, text in rows
    }
