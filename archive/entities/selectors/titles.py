"""The titles that are printed before a person's name, with their dates."""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import F

from archive.catalog.models import Paragraph
from archive.entities.models import Entity, Mention
from archive.entities.recognition import title_before
from archive.text import analyze

MAX_MENTIONS_READ = 500
"""Mentions of a person that are read for titles, the newest first."""
MIN_TITLE_SHARE = 0.01
"""Share of the mentions read that must carry a title for it to be listed."""
_KEYS_PER_QUERY = 500


@dataclass(frozen=True)
class PrintedTitle:
    """A title phrase printed before a person's name; `first` and `last` are the earliest and latest day of its articles."""

    text: str
    count: int
    first: dt.date | None
    last: dt.date | None


def entity_titles(entity: Entity, *, limit: int) -> list[PrintedTitle]:
    """The most frequent title phrases before the name, in the newest MAX_MENTIONS_READ mentions by name; a title seen only once
    is left out.

    Spellings of one phrase (الأميركي, الأمريكي) count together, under the most frequent one.
    """
    named = Mention.objects.visible().filter(
        entity=entity, relation="name", article__state="published", paragraph__gte=0
    )
    newest = named.order_by(F("article__published_on").desc(nulls_last=True), "-pk")
    rows = list(newest.values_list("article_id", "paragraph", "start", "article__published_on")[:MAX_MENTIONS_READ])
    texts = _paragraphs({(article, paragraph) for article, paragraph, *_ in rows})
    person_ends = _person_ends(sorted({article for article, *_ in rows}))
    printed: dict[str, Counter[str]] = defaultdict(Counter)
    days: dict[str, list[dt.date]] = defaultdict(list)
    for article, paragraph, start, day in rows:
        floor = max((end for end in person_ends[article, paragraph] if end <= start), default=0)
        title = title_before(texts.get((article, paragraph), ""), start, floor=floor)
        if title:
            key = " ".join(term.spelling for term in analyze(title)).removeprefix("ال")
            printed[key][title] += 1
            days[key] += [day] if day else []
    titles = [
        PrintedTitle(
            words.most_common(1)[0][0], words.total(), min(days[key], default=None), max(days[key], default=None)
        )
        for key, words in printed.items()
        if words.total() > 1 and words.total() >= MIN_TITLE_SHARE * len(rows)
    ]
    return sorted(titles, key=lambda title: (-title.count, title.text))[:limit]


def _person_ends(articles: list[int]) -> dict[tuple[int, int], list[int]]:
    """End offsets of persons' names by article and paragraph: a title before one person is not that of the next."""
    ends: dict[tuple[int, int], list[int]] = defaultdict(list)
    for start in range(0, len(articles), _KEYS_PER_QUERY):
        batch = articles[start : start + _KEYS_PER_QUERY]
        rows = Mention.objects.filter(article__in=batch, entity__type="person")
        for article, paragraph, end in rows.values_list("article_id", "paragraph", "end").order_by():
            ends[article, paragraph].append(end)
    return ends


def _paragraphs(places: set[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """Printed paragraphs by article and position."""
    articles = sorted({article for article, _ in places})
    found: dict[tuple[int, int], str] = {}
    for start in range(0, len(articles), _KEYS_PER_QUERY):
        rows = Paragraph.objects.filter(article__in=articles[start : start + _KEYS_PER_QUERY])
        for article, position, text in rows.values_list("article_id", "position", "text"):
            if (article, position) in places:
                found[article, position] = text
    return found
