"""The stories of a page of results: which of the other articles found print the same text, and which tell it in other words.

The database has the last word: what left the story since it was indexed is not said to be in it.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from archive.coverage.selectors import StoryPlace, story_places
from archive.search.result_page import HitStory, Version


class Telling(NamedTuple):
    """What is said of a hit: the other versions of its text, and its story."""

    versions: tuple[Version, ...] = ()
    story: HitStory | None = None


def tellings(shown: Mapping[int, Sequence[int]], others: Mapping[int, Version]) -> dict[int, Telling]:
    """By primary key of the article that stands for a result, given those of the result's other articles; in two queries."""
    places = story_places(pk for first, rest in shown.items() for pk in (first, *rest))
    return {
        first: _telling(places[first], [(places[pk], others[pk]) for pk in rest if pk in places])
        for first, rest in shown.items()
        if first in places
    }


def _telling(own: StoryPlace, others: Sequence[tuple[StoryPlace, Version]]) -> Telling:
    is_version = [own.text is not None and place.text == own.text for place, _ in others]
    versions = tuple(one for (_, one), is_same in zip(others, is_version, strict=True) if is_same)
    if own.story is None:
        return Telling(versions)
    texts: dict[object, list[Version]] = {}
    for (place, one), is_same in zip(others, is_version, strict=True):
        if not is_same and place.story == own.story:
            texts.setdefault(("text", place.text) if place.text is not None else one.pk, []).append(one)
    return Telling(versions, HitStory(own.story, own.size, tuple(map(tuple, texts.values()))))
