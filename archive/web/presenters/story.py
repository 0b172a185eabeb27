"""A story on its page: title, who told it first, outlets, and who cites whom."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.catalog.models import Article
from archive.coverage.models import Story, StoryMember
from archive.coverage.selectors import StoryOf, story_members, story_title
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
    """An outlet, and the agencies and media from which its articles say they have the news."""

    outlet: str
    cites: list[str]


def shown_story(story: Story) -> ShownStory:
    members = story_members(story)
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
    """Who cites whom, the outlets that cite none left out."""
    cites: dict[str, dict[str, None]] = defaultdict(dict)
    for member in members:
        outlet = member.article.source.name if member.article.source else "مصدر غير معروف"
        named = [member.article.agency, *member.article.cited]
        cites[outlet] |= {name: None for name in named if name and name != outlet}
    return [Citing(outlet, list(names)) for outlet, names in cites.items() if names]


def told_together(article: Article, found: StoryOf | None) -> ShownStory | None:
    """The story of an article if others tell it, too; its own row left out."""
    shown = shown_story(found.story) if found and found.size > 1 else None
    return replace(shown, members=[row for row in shown.members if row.article_id != article.pk]) if shown else None
