"""Rules about names: what a printed form denotes where its reading is in doubt.

A rule settles doubts alone: a form that the text itself makes certain, as a surname after the full name, keeps its reading. A
rule for one source goes before one for the whole archive.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from archive.catalog.models import Article, form_key
from archive.entities.models import MIN_CONFIDENCE, Entity, Mention

if TYPE_CHECKING:
    from archive.ingest.models import Rule

NameRules = dict[tuple[int | None, str], "Rule"]
"""By source (primary key, None: all) and folded form."""
Use = tuple[int, int]
"""Primary keys of a rule and of an article in which it was applied."""
MAX_PARAMETERS = 500


def name_rules() -> NameRules:
    """The rules about names as they are now; one query."""
    from archive.ingest.models import Rule  # processes that recognise names import this module, and have no such models

    rows = Rule.objects.active().filter(kind=Rule.Kind.NAME_FORM).select_related("entity__merged_into")
    return {(rule.source_id, form_key(rule.text)): rule for rule in rows}


def mentions_ruled(article: Article, mentions: Sequence[Mention], rules: NameRules) -> tuple[list[Mention], set[int]]:
    """The mentions of an article as the rules have them, and the rules (primary keys) that were applied."""
    ruled: list[Mention] = []
    used: set[int] = set()
    taken: set[tuple[int | None, int, int]] = set()
    for mention in sorted(mentions, key=lambda one: one.confidence < MIN_CONFIDENCE):
        rule = _rule_for(article, mention, rules)
        if rule is not None:
            used.add(rule.pk)
            if rule.entity is None:
                continue
            mention.entity = rule.entity.merged_into or rule.entity
            mention.confidence = 1.0
        place = mention.entity_id, mention.paragraph, mention.start
        if mention.entity_id is None or place not in taken:
            ruled.append(mention)
        taken.add(place)
    return ruled, used


def _rule_for(article: Article, mention: Mention, rules: NameRules) -> "Rule | None":
    if mention.confidence >= MIN_CONFIDENCE or mention.decision:
        return None
    form = form_key(mention.surface)
    rule = rules.get((article.source_id, form)) or rules.get((None, form))
    return None if rule is None or (rule.entity and rule.entity.state == Entity.State.REFUSED) else rule


def names_note(uses: Iterable[Use]) -> None:
    """Note in which articles rules were applied."""
    from archive.ingest.models import Rule

    through = Rule.articles.through
    rows = [through(rule_id=rule, article_id=article) for rule, article in uses]
    through.objects.bulk_create(rows, ignore_conflicts=True, batch_size=MAX_PARAMETERS)
