"""Doubtful mentions, gathered by what a curator decides about them: one printed form that is taken for one entity."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from archive.catalog.models import Article, form_key
from archive.entities.models import Entity, Mention, NameForm
from archive.entities.models.mention import MentionQuerySet


@dataclass(frozen=True)
class MentionGroup:
    """Waiting mentions of one folded form and one entity (primary key); an article that prints two spellings of the form counts
    for each of them in `articles`."""

    entity: int
    form: str
    articles: int
    mentions: int
    public: int
    """Mentions in published articles."""


def mention_groups(mentions: MentionQuerySet) -> list[MentionGroup]:
    """The groups of those mentions that wait for a decision: what most articles print comes first."""
    is_public = Q(article__state=Article.State.PUBLISHED)
    counts = {
        "articles": Count("article", distinct=True),
        "spans": Count("pk"),
        "public": Count("pk", filter=is_public),
    }
    found: dict[tuple[int, str], tuple[int, int, int]] = {}
    rows = mentions.suggested().order_by().values_list("entity_id", "surface").annotate(**counts)
    for entity, surface, *numbers in rows:
        key = entity, form_key(surface)
        before = found.get(key, (0, 0, 0))
        found[key] = before[0] + numbers[0], before[1] + numbers[1], before[2] + numbers[2]
    groups = [MentionGroup(*key, *numbers) for key, numbers in found.items()]
    return sorted(groups, key=lambda one: (-one.articles, -one.public, one.form, one.entity))


def mentions_in_group(mentions: MentionQuerySet, *, entity: int, form: str) -> list[Mention]:
    """The waiting mentions of one group, in the order of their primary keys; locked where the database locks rows."""
    rows = mentions.suggested().filter(entity=entity).order_by("pk").select_for_update(of=("self",))
    return [mention for mention in rows if form_key(mention.surface) == form]


def entities_by_form(mentions: Iterable[Mention]) -> dict[str, list[tuple[int, str]]]:
    """Known entities (primary key and name) that bear one of the printed forms as a name, by folded form."""
    surfaces = {mention.surface for mention in mentions}
    known = NameForm.objects.filter(text__in=surfaces, entity__state=Entity.State.KNOWN, entity__merged_into=None)
    found: dict[str, list[tuple[int, str]]] = {}
    for text, pk, name in known.order_by("pk").values_list("text", "entity_id", "entity__name"):
        row = found.setdefault(form_key(text), [])
        if (pk, name) not in row:
            row.append((pk, name))
    return found
