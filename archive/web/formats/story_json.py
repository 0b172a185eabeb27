"""Stories as JSON: the types of `answers`."""

from collections.abc import Sequence

from archive.catalog.models import Article
from archive.coverage.models import Story
from archive.coverage.selectors import StoryOf
from archive.statements.models import Quotation
from archive.statements.selectors import claim_of, figures_in, quotations_in
from archive.web.formats.json_api import Indexes, figure_json, named_source, paragraph_indexes, quotation_json
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
    pks = [member.article_id for member in shown.members]
    quotations, places = list(quotations_in(pks)), paragraph_indexes(pks)
    return {
        **story_summary(story, shown, site),
        "articles": [story_article(member.article, site) for member in shown.members],
        "quotes": _quotes(quotations, places),
        "figures": _figures(pks, quotations, places),
        "previous": list(before),
        "next": list(after),
    }


def story_article(article: Article, site: str) -> answers.StoryArticle:
    return {
        "id": article.key,
        "url": f"{site}{article.get_absolute_url()}",
        "title": article.display_title,
        "source": named_source(article),
        "date": article.published_value,
    }


def _quotes(quotations: Sequence[Quotation], places: Indexes) -> list[answers.StoryQuotation]:
    """These quotations, each with the id of its `article`."""
    return [
        {**quotation_json(one, places[one.article_id]), "article": one.article.key}
        for one in quotations
        if one.paragraph in places.get(one.article_id, {})
    ]


def _figures(pks: Sequence[int], quotations: Sequence[Quotation], places: Indexes) -> list[answers.StoryFigure]:
    """The figures of these articles, each with the id of its `article`."""
    return [
        {**figure_json(one, claim_of(one, quotations), places[one.article_id]), "article": one.article.key}
        for one in figures_in(pks)
        if one.paragraph in places.get(one.article_id, {})
    ]
