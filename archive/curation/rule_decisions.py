"""Rules made and taken back by curators, with a line in the history of what they are about."""

from typing import Any

from django.db import transaction

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
    history_add(user, [rule, *Article.objects.filter(import_key=rule.article_key or None)], f"تُراجع عن: {rule}")
    return True


def rules_take_back(*, user: Any, pks: list[int]) -> None:
    for rule in Rule.objects.filter(pk__in=pks):
        rule_take_back(user=user, rule=rule)
