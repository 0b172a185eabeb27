"""A story on its page: title, who told it first, outlets, and who cites whom."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.catalog.models import Article
from archive.coverage.models import Story, StoryMember
from archive.coverage.selectors import StoryOf, members_of, story_members, story_title
from archive.web.links import page_url


@dataclass(frozen=True)
class ShownStory:
    """A story in a list or as a chapter. `first` is the article printed before all others, None if several share its day."""

    key: str
    url: str
    title: str
    size: int
    outlets: list[str]
    members: list[StoryMember]
    first: Article | None


@dataclass(frozen=True)
class Citing:
    """An outlet, and the agencies and media from which its articles say they have the news, each with these articles."""

    outlet: str
    cites: list[tuple[str, list[Article]]]


def shown_stories(stories: Sequence[Story]) -> list[ShownStory]:
    """Several at once, for a list."""
    members = members_of(stories)
    return [shown_story(story, members[story.pk]) for story in stories]


def shown_story(story: Story, members: list[StoryMember] | None = None) -> ShownStory:
    """`members` where they are known."""
    members = story_members(story) if members is None else members
    names = [member.article.source.name for member in members if member.article.source]
    return ShownStory(
        story.key,
        page_url("story", story.key),
        story_title(story, members),
        len(members),
        list(dict.fromkeys(names)),
        members,
        _first(members),
    )


def _first(members: Sequence[StoryMember]) -> Article | None:
    dated = [member.article for member in members if member.article.published_on]
    is_alone = len(dated) > 1 and dated[0].published_on != dated[1].published_on
    return dated[0] if is_alone else None


def citing(members: Sequence[StoryMember]) -> list[Citing]:
    """Who cites whom, the outlets that cite none left out; who cites most first."""
    cites: dict[str, dict[str, list[Article]]] = defaultdict(lambda: defaultdict(list))
    for member in members:
        outlet = member.article.source.name if member.article.source else "مصدر غير معروف"
        for name in dict.fromkeys((member.article.agency, *member.article.cited)):
            if name and name != outlet:
                cites[outlet][name].append(member.article)
    found = [Citing(outlet, list(names.items())) for outlet, names in cites.items()]
    return sorted(found, key=lambda one: -len(one.cites))


def most_cited(rows: Sequence[Citing]) -> list[tuple[str, int]]:
    """Those whom several outlets cite, and how many do."""
    counts = Counter(name for row in rows for name, _ in row.cites)
    return [(name, count) for name, count in counts.most_common() if count > 1]


def told_together(article: Article, found: StoryOf | None) -> ShownStory | None:
    """The story of an article if others tell it, too; its own row left out."""
    shown = shown_story(found.story) if found and found.size > 1 else None
    return replace(shown, members=[row for row in shown.members if row.article_id != article.pk]) if shown else None
