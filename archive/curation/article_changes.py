"""What a queue's decision sets on an article: saved as a curator's, and taken back where nobody changed it since."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from archive.catalog import services as catalog
from archive.catalog.models import Article
from archive.curation import services
from archive.curation.history import changes_recorded

Token = dict[str, Any]
"""Plain values for the session: the article, and its columns before and after."""
SET_BY_CURATOR = "حدّده محرر الأرشيف"
"""The evidence of a date that a curator set."""

OF_STATE = ("embargo_until", "withdrawal_reason", "returns_to", "follows_parent")
"""Columns that a new state sets or empties, and that come back with the former one."""


class ChangedSinceError(Exception):
    """Somebody set the article to something else meanwhile."""


def article_columns_set(*, article: Article, values: Mapping[str, Any], user: Any) -> Token:
    """Set columns (`source_id` for the source), and read names and dates again where they follow from these.

    Raises ChangedSinceError if they no longer are as `article` has them.
    """
    names = [*values, *(name for name in OF_STATE if "state" in values and name not in values)]
    before, curated = columns_plain(article, names), list(article.curated_fields)
    with changes_recorded(user, [article]):
        _save(article, values, user, before)
    return {"article": article.pk, "before": before, "after": columns_plain(article, names), "curated": curated}


def article_columns_restore(*, token: Token, user: Any) -> None:
    """Take `article_columns_set` back. Raises ChangedSinceError."""
    article = Article.objects.filter(pk=token["article"]).first()
    if article is None:
        raise ChangedSinceError
    with changes_recorded(user, [article]):
        values = {name: _field(name).to_python(value) for name, value in token["before"].items()}
        _save(article, values, user, token["after"])
        article.refresh_from_db()
        for field in [name for name in article.curated_fields if name not in token["curated"]]:
            catalog.article_field_release(article=article, field=field)


def article_text_restore(
    *, article: Article, paragraphs: Sequence[catalog.ParagraphText], text_hash: str, user: Any
) -> None:
    """Give an article its former paragraphs, where its `content_hash` is still `text_hash`. Raises ChangedSinceError."""

    def check() -> None:
        rows = Article.objects.select_for_update().filter(pk=article.pk)
        if rows.values_list("content_hash", flat=True).first() != text_hash:
            raise ChangedSinceError

    with changes_recorded(user, [article], with_rows=True):
        services.article_revise(article=article, paragraphs=paragraphs, fields=[], check=check, user=user)


def _save(article: Article, values: Mapping[str, Any], user: Any, expected: Mapping[str, Any]) -> None:
    """Raises ChangedSinceError unless the columns are as `expected` in the row as it stands, under its lock."""

    def check() -> None:
        stands = Article.objects.select_for_update().filter(pk=article.pk).first()
        if stands is None or columns_plain(stands, expected) != expected:
            raise ChangedSinceError

    for name, value in values.items():
        setattr(article, _field(name).attname, value)
    fields = [_field(name).name for name in values]
    services.article_revise(article=article, paragraphs=None, fields=fields, check=check, user=user)


def columns_plain(article: Article, names: Iterable[str]) -> dict[str, Any]:
    """Values as JSON has them."""
    values = {name: getattr(article, _field(name).attname) for name in names}
    return {
        name: value if value is None or isinstance(value, int | list) else str(value) for name, value in values.items()
    }


def _field(name: str) -> Any:
    return Article._meta.get_field(name.removesuffix("_id"))
