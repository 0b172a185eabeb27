"""Two stories, or two outlets in one story, as the page shows them: each side's articles, speakers, words, figures, sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from archive.catalog.models import Article
from archive.coverage.models import Story, StoryMember
from archive.coverage.selectors import NamedBy, Tellings, compare_tellings, current_story
from archive.statements.selectors import Difference, figures_that_differ, quotations_in
from archive.web.links import page_url, source_url
from archive.web.presenters.named_things import NamedThing, Word, marked_word, named_things
from archive.web.presenters.story import ShownStory, shown_story
from archive.web.presenters.story_said import Sayings, in_order, sayings
from archive.web.query_string import ParameterError, encode_params

One = TypeVar("One")
MOST_ARTICLES = 100
"""Of a side, that are compared."""


@dataclass(frozen=True)
class TellingsRequest:
    """A story, and either the key of another (`other`) or keys of two outlets that tell it; none: nothing is chosen yet."""

    story: Story
    other: str = ""
    left: str = ""
    right: str = ""


@dataclass(frozen=True)
class TellingSide:
    """`label` is the headline of the story, or the name of the outlet."""

    key: str
    label: str
    link: str
    articles: list[Article]


@dataclass(frozen=True)
class Speaker:
    """Someone who is quoted, and what he says on each side; None where nothing."""

    name: str
    link: str
    left: Sayings | None
    right: Sayings | None


@dataclass(frozen=True)
class ShownTellings:
    sides: tuple[TellingSide, TellingSide]
    found: Tellings
    naming: tuple[NamedThing, ...]
    own: tuple[list[Word], list[Word]]
    alone: tuple[list[tuple[Article, list[str]]], list[tuple[Article, list[str]]]]
    names: tuple[list[NamedBy], list[NamedBy], list[NamedBy]]
    """Of the left alone, of the right alone, of both."""
    speakers: list[Speaker]
    differences: list[Difference]

    @property
    def quoted_by_both(self) -> list[Speaker]:
        return [one for one in self.speakers if one.left and one.right]

    def quoted_by_one(self, side: int) -> list[tuple[Speaker, Sayings]]:
        """Whom the left (0) or the right (1) alone quotes, with what they say there."""
        said = [(one, (one.left, one.right)[side]) for one in self.speakers if not (one.left and one.right)]
        return [(one, sayings) for one, sayings in said if sayings]


def tellings_url(asked: TellingsRequest, *, view: str = "story-compare") -> str:
    chosen = [("with", asked.other), ("left", asked.left), ("right", asked.right)]
    query = encode_params([(name, value) for name, value in chosen if value])
    return page_url(view, asked.story.key) + (f"?{query}" if query else "")


def outlet_choices(shown: ShownStory) -> list[tuple[str, str, int]]:
    """Key, name and number of articles of the outlets of a story, in the order in which they told it."""
    found: dict[str, tuple[str, int]] = {}
    for member in shown.members:
        if source := member.article.source:
            found[source.key] = (source.name, found.get(source.key, ("", 0))[1] + 1)
    return [(key, name, count) for key, (name, count) in found.items()]


def two_sides(asked: TellingsRequest, shown: ShownStory) -> tuple[TellingSide, TellingSide] | None:
    """None if a key is of no story, or of an outlet that does not tell this one. Raises ParameterError for the same story."""
    if asked.other:
        other = current_story(asked.other)
        if other is not None and other.pk == asked.story.pk:
            raise ParameterError("المقارنة بين قصتين مختلفتين.")
        return (_of_story(shown), _of_story(shown_story(other))) if other else None
    left, right = _of_outlet(asked.left, shown.members), _of_outlet(asked.right, shown.members)
    return (left, right) if left and right else None


def compared(sides: tuple[TellingSide, TellingSide]) -> ShownTellings:
    pks = [[article.pk for article in side.articles] for side in sides]
    outlets = {article.source.name for side in sides for article in side.articles if article.source}
    found = compare_tellings(pks[0], pks[1], outlets)
    by_pk = {article.pk: article for side in sides for article in side.articles}
    return ShownTellings(
        sides,
        found,
        named_things(found.naming),
        _both([[marked_word(one.printed, one.count, by_pk[one.article].key) for one in own] for own in found.own]),
        _both([_by_article(sentences, by_pk) for sentences in found.alone]),
        _names(found),
        _speakers(pks),
        [row for row in figures_that_differ(by_pk) if _of_both(row, pks)],
    )


def _of_story(shown: ShownStory) -> TellingSide:
    return TellingSide(shown.key, shown.title, shown.url, [member.article for member in shown.members[:MOST_ARTICLES]])


def _of_outlet(key: str, members: Sequence[StoryMember]) -> TellingSide | None:
    articles = [one.article for one in members if one.article.source and one.article.source.key == key]
    if not articles or articles[0].source is None:
        return None
    return TellingSide(key, articles[0].source.name, source_url(key), articles[:MOST_ARTICLES])


def _by_article(sentences: Sequence[tuple[int, str]], by_pk: dict[int, Article]) -> list[tuple[Article, list[str]]]:
    found: dict[int, list[str]] = {}
    for pk, text in sentences:
        found.setdefault(pk, []).append(text)
    return [(by_pk[pk], texts) for pk, texts in found.items()]


def _names(found: Tellings) -> tuple[list[NamedBy], list[NamedBy], list[NamedBy]]:
    rows = found.names
    return (
        [row for row in rows if not row.right],
        [row for row in rows if not row.left],
        [row for row in rows if row.left and row.right],
    )


def _speakers(pks: Sequence[Sequence[int]]) -> list[Speaker]:
    """Whom both quote first, then by the number of articles."""
    sides = [{(one.link or one.name): one for one in sayings(in_order(quotations_in(some), some))} for some in pks]
    rows = [
        Speaker(one.name, one.link, sides[0].get(key), sides[1].get(key))
        for key, one in {**sides[1], **sides[0]}.items()
    ]
    return sorted(rows, key=lambda row: (not (row.left and row.right), -_articles(row.left) - _articles(row.right)))


def _articles(said: Sayings | None) -> int:
    return len(said.articles) if said else 0


def _of_both(row: Difference, pks: Sequence[Sequence[int]]) -> bool:
    articles = {one.figure.article_id for one in row.told}
    return all(articles & set(some) for some in pks)


def _both(sides: Sequence[One]) -> tuple[One, One]:
    return sides[0], sides[1]
