"""Filters on stories."""

from typing import Self, TypeVar

from django.db.models import Case, Count, Exists, F, Model, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf

Row = TypeVar("Row", bound=Model)
PUBLISHED = Q(members__article__state="published", members__article__kind="article")
"""Members that readers may see."""


class StoryQuerySet(QuerySet[Row]):
    def with_size(self) -> Self:
        """With `size`, how many published articles each has."""
        return self.annotate(size=Count("members", filter=PUBLISHED))

    def with_headline(self) -> Self:
        """With `headline`, that of the published article which is most surely in it, by the model's own chance; and `is_closed`:
        whether a name is redacted in one of its articles."""
        members: QuerySet[Model] = self.model._meta.get_field("members").related_model._default_manager.filter(  # type: ignore[union-attr]
            story=OuterRef("pk"), article__state="published", article__kind="article"
        )
        by_words = Case(When(basis="words", then=Value(0)), default=Value(1))
        has_title = Case(When(article__title=None, then=Value(1)), default=Value(0))
        surest = members.order_by(
            has_title, by_words, "-sureness", F("article__published_on").asc(nulls_last=True), "article"
        )
        shown = Coalesce(NullIf("article__title", Value("")), "article__generated_title")
        return self.annotate(
            headline=Subquery(surest.values(said=shown)[:1]),
            is_closed=Exists(members.filter(article__is_redacted=True)),
        )
