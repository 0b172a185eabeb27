"""What stands of some stories and articles, as plain values by their lasting keys: kept with each change, put back from it.

Keys outlive rows: a story that was merged since is found by its former key, an article that came back by `Article.stored_key`.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q
from django.utils.dateparse import parse_datetime

from archive.catalog.models import Article
from archive.coverage.models import FormerStoryKey, Story, StoryDecision, StoryMember, StoryPairDecision
from archive.coverage.selectors.curated_stories import articles_by_key, story_by_key
from archive.coverage.versions.stored_texts import is_eligible

State = dict[str, Any]
"""`members`: article → [story, basis, sureness, nearest] or None; `decisions`: [article, story, belongs, by, at]; `pairs`:
[story, other, kind, by, at]; `stories`: story → what its row says, or None; `former`: key → story."""


def state_of(articles: Sequence[Article], stories: Iterable[str]) -> State:
    """What stands of these articles, and of the stories of these keys with those that continue them."""
    given = Story.objects.filter(key__in=list(stories))
    pks = list(given.values_list("pk", flat=True))
    rows = Story.objects.filter(Q(pk__in=pks) | Q(previous__in=pks)).select_related("previous")
    article_keys = {article.pk: article.stored_key for article in articles}
    members = StoryMember.objects.filter(article__in=list(article_keys)).select_related("story", "nearest")
    decisions = StoryDecision.objects.filter(article_key__in=list(article_keys.values())).select_related("story")
    pairs = StoryPairDecision.objects.filter(Q(story__in=pks) | Q(other__in=pks)).select_related("story", "other")
    return {
        "members": dict.fromkeys(article_keys.values())
        | {
            article_keys[row.article_id]: [
                row.story.key, row.basis, row.sureness, row.nearest.stored_key if row.nearest else None
            ]
            for row in members
        },
        "decisions": sorted(
            [row.article_key, row.story.key, row.belongs, row.by, row.at.isoformat()] for row in decisions
        ),
        "pairs": sorted([row.story.key, row.other.key, row.kind, row.by, row.at.isoformat()] for row in pairs),
        "stories": dict.fromkeys(stories) | {row.key: _row(row) for row in rows},
        "former": dict(FormerStoryKey.objects.filter(story__in=pks).values_list("key", "story__key")),
    }  # fmt: skip


def _row(story: Story) -> dict[str, Any]:
    return {
        "pk": story.pk,
        "title": story.title,
        "previous": story.previous.key if story.previous else None,
        "previous_odds": story.previous_odds,
        "previous_decided": story.previous_decided,
    }


def story_revive(key: str, row: dict[str, Any]) -> Story:
    """A story that was merged away, under its own key again."""
    FormerStoryKey.objects.filter(key=key).delete()
    pk = None if Story.objects.filter(pk=row["pk"]).exists() else row["pk"]
    return Story.objects.create(pk=pk, key=key, title=row["title"])


def former_restore(before: State, after: State) -> None:
    """Keys that led to a story lead there again where the change led them on; those of stories that stand lead nowhere else."""
    for former, key in before["former"].items():
        if after["former"].get(former) != key and (story := Story.objects.filter(key=key).first()):
            FormerStoryKey.objects.filter(key=former).update(story=story)
    led = [key for key in after["former"] if key not in before["former"]]
    FormerStoryKey.objects.filter(key__in=Story.objects.filter(key__in=led).values("key")).delete()


def members_restore(before: State, after: State) -> tuple[set[int], int]:
    """Put articles back into the stories in which they were; what readers do not see stays out.

    Returns the articles that moved (primary keys), and how many are no more.
    """
    changed = [key for key, member in before["members"].items() if member != after["members"].get(key)]
    found = articles_by_key(changed)
    nearest = articles_by_key(
        member[3] for key in changed if (member := before["members"][key]) is not None and member[3]
    )
    moved = set[int]()
    for key, article in found.items():
        member, now = (
            before["members"][key],
            StoryMember.objects.filter(article=article).select_related("story").first(),
        )
        story = story_by_key(member[0]) if member else None
        if story is None or not is_eligible(article):
            moved |= {article.pk} if now else set()
            StoryMember.objects.filter(article=article).delete()
            continue
        values = {"story": story, "basis": member[1], "sureness": member[2], "nearest": nearest.get(member[3])}
        StoryMember.objects.update_or_create(article=article, defaults=values)
        moved |= {article.pk} if now is None or now.story != story else set()
    return moved, len(changed) - len(found)


def decisions_restore(before: State, after: State) -> None:
    """Take back what the change decided of articles and pairs, and let what it replaced stand again."""
    articles = articles_by_key(row[0] for row in before["decisions"])
    for key, story, belongs, by, _ in after["decisions"]:
        if not _has(before["decisions"], key, story, belongs):
            StoryDecision.objects.filter(article_key=key, story=story_by_key(story), belongs=belongs, by=by).delete()
    for key, story, belongs, by, at in before["decisions"]:
        if (row := story_by_key(story)) and not _has(after["decisions"], key, story, belongs):
            said = {"article": articles.get(key), "belongs": belongs, "by": by, "at": parse_datetime(at)}
            StoryDecision.objects.update_or_create(article_key=key, story=row, defaults=said)
    for story, other, kind, *_ in _missing(after["pairs"], before["pairs"]):
        pair = {"story": story_by_key(story), "other": story_by_key(other), "kind": kind}
        StoryPairDecision.objects.filter(**pair).delete()
    for story, other, kind, by, at in _missing(before["pairs"], after["pairs"]):
        first, second = story_by_key(story), story_by_key(other)
        if first and second and first != second:
            said = {"by": by, "at": parse_datetime(at)}
            StoryPairDecision.objects.update_or_create(story=first, other=second, kind=kind, defaults=said)


def rows_restore(before: State, after: State) -> int:
    """Give stories the titles and previous chapters that they had, unless these were changed since; the count of those."""
    left = 0
    for key, was in before["stories"].items():
        story, became = Story.objects.filter(key=key).select_related("previous").first(), after["stories"].get(key)
        if story is None or was is None:
            continue
        now, is_revived = _row(story), became is None
        for names in (("title",), ("previous", "previous_odds", "previous_decided")):
            if not is_revived and (became is None or all(was[name] == became[name] for name in names)):
                continue
            if not is_revived and became is not None and now[names[0]] != became[names[0]]:
                left += 1
                continue
            for name in names:
                setattr(story, name, story_by_key(was[name]) if name == "previous" else was[name])
            if story.previous == story:
                story.previous, story.previous_odds, story.previous_decided = None, None, False
        story.save()
    return left


def _has(rows: Iterable[Sequence[Any]], *values: Any) -> bool:
    return any(tuple(row[: len(values)]) == values for row in rows)


def _missing(rows: Iterable[Sequence[Any]], others: Sequence[Sequence[Any]]) -> list[Sequence[Any]]:
    """Those of the rows that the others lack, who and when aside."""
    return [row for row in rows if not _has(others, *row[:3])]
