"""Stories as JSON: the types of `answers`."""

from collections.abc import Sequence

from archive.catalog.models import Article
from archive.coverage.models import Story
from archive.coverage.selectors import StoryOf
from archive.web.interface import answers
from archive.web.links import page_url
from archive.web.presenters.story import ShownStory


def story_reference(found: StoryOf | None, site: str) -> answers.StoryReference | None:
    """What an article says of its story."""
    if found is None:
        return None
    return {"key": found.story.key, "url": f"{site}{page_url('story', found.story.key)}", "size": found.size}


def story_summary(story: Story, shown: ShownStory, site: str) -> answers.StorySummary:
    return {
        "key": shown.key,
        "url": f"{site}{shown.url}",
        "title": shown.title,
        "from": str(story.first_day) if story.first_day else None,
        "to": str(story.last_day) if story.last_day else None,
        "size": shown.size,
    }


def story_json(
    story: Story,
    shown: ShownStory,
    before: Sequence[answers.StorySummary],
    after: Sequence[answers.StorySummary],
    site: str,
) -> answers.Story:
    return {
        **story_summary(story, shown, site),
        "articles": [_article(member.article, site) for member in shown.members],
        "quotes": [],
        "figures": [],
        "previous": list(before),
        "next": list(after),
    }


def _article(article: Article, site: str) -> answers.StoryArticle:
    return {
        "id": article.key,
        "url": f"{site}{article.get_absolute_url()}",
        "title": article.display_title,
        "source": {"key": article.source.key, "label": article.source.name} if article.source else None,
        "date": article.published_value,
    }
