"""Rules made and taken back by curators, with a line in the history of what they are about."""

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from archive.catalog.models import Article, Source
from archive.curation.history import history_add
from archive.entities.models import Entity
from archive.ingest import rule_services as rules
from archive.ingest.models import Rule


@transaction.atomic
def rule_make(
    *,
    user: Any,
    kind: str,
    text: str = "",
    article: Article | None = None,
    source: Source | None = None,
    meant_source: Source | None = None,
    entity: Entity | None = None,
) -> Rule:
    """Make a rule, as `rule_services.rule_add`."""
    rule = rules.rule_add(
        kind=kind,
        user=user,
        text=text,
        article=article,
        source=source,
        meant_source=meant_source,
        entity=entity,
    )
    history_add(user, [rule if article is None else article], str(rule))
    return rule


@transaction.atomic
def rule_take_back(*, user: Any, rule: Rule) -> bool:
    """Undo a rule; False if it was undone before."""
    if not rules.rule_undo(rule=rule, user=user):
        return False
    history_add(user, [rule, *_articles_of(rule)], f"تُراجع عن: {rule}")
    return True


def rules_take_back(*, user: Any, pks: list[int]) -> None:
    for rule in Rule.objects.filter(pk__in=pks):
        rule_take_back(user=user, rule=rule)


def _articles_of(rule: Rule) -> QuerySet[Article]:
    """The article that a rule is about, by `stored_key`; none for a rule about more than one article."""
    key = rule.article_key
    if not key:
        return Article.objects.none()
    named = Q(import_key=key)
    if key.startswith("article:"):  # `stored_key` of one that no import brought
        named |= Q(import_key=None, key=key.removeprefix("article:"))
    return Article.objects.filter(named)
