"""The story of a hit in words: how many of the outlets found tell it, in how many texts, and the way to the whole story."""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.search import Hit, Version
from archive.web.links import page_url
from archive.web.presenters.arabic_text import counted

NAMED = 4
"""Outlets named in the line, that of the hit among them; LISTED articles are in the list that it unfolds."""
LISTED = 20
"""Articles in that list, the first found: its own text's, then those of the others. A story may have hundreds."""


@dataclass(frozen=True)
class TextTold:
    """A text of the story: the article that stands for it, and the others that print it."""

    first: Version
    copies: Sequence[Version]


@dataclass(frozen=True)
class StoryNotice:
    lead: str
    """«روته 4 مصادر»; «وفي القصة مقال آخر» if one outlet has all; empty if no other text of the story was found."""
    outlets: tuple[str, ...]
    """The first NAMED of the outlets, that of the hit first; () if there is one."""
    more: bool
    """Whether there are others."""
    numbers: str
    """«6 مقالات، 3 نصوص» if articles print one text, or one outlet has several articles; else empty."""
    versions: Sequence[Version]
    """The other articles that print the hit's own text."""
    texts: Sequence[TextTold]
    unlisted: str
    """«3 مقالات أخرى»: those found that neither `versions` nor `texts` has; else empty."""
    url: str
    whole: str
    """The link to the story: «القصة كلها: 12 مقالًا»."""


def story_notice(hit: Hit) -> StoryNotice | None:
    """None for a hit without a story."""
    if hit.story is None:
        return None
    names = {one.source_key: one.source_name or "" for one in hit.tellers if one.source_key}
    articles, texts = len(hit.tellers), 1 + len(hit.story.others)
    versions, listed = hit.versions[:LISTED], _listed(hit.story.others, LISTED - len(hit.versions))
    unlisted = articles - 1 - len(versions) - sum(1 + len(text.copies) for text in listed)
    return StoryNotice(
        lead=_lead(len(names), articles) if hit.story.others else "",
        outlets=tuple(names.values())[:NAMED] if len(names) > 1 else (),
        more=len(names) > NAMED,
        numbers=_numbers(len(names), articles, texts),
        versions=versions,
        texts=listed,
        unlisted=counted(unlisted, "other_article") if unlisted else "",
        url=page_url("story", hit.story.key),
        whole=f"القصة كلها: {counted(hit.story.size, 'article')}",
    )


def _listed(texts: Sequence[Sequence[Version]], room: int) -> list[TextTold]:
    """The first of these texts, each with the first of its articles, as far as there is room for articles."""
    found = []
    for text in texts:
        shown = text[: max(room, 0)]
        room -= len(shown)
        if shown:
            found.append(TextTold(shown[0], shown[1:]))
    return found


def _lead(outlets: int, articles: int) -> str:
    if outlets < 2:
        return f"وفي القصة {counted(articles - 1, 'other_article')}"
    return f"{'روته' if 3 <= outlets % 100 <= 10 else 'رواه'} {counted(outlets, 'source')}"


def _numbers(outlets: int, articles: int, texts: int) -> str:
    if outlets < 2:
        return ""
    parts = [counted(articles, "article")] if articles > outlets else []
    parts += [counted(texts, "text")] if texts < articles else []
    return "، ".join(parts)
