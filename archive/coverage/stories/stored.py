"""Articles as they are read for stories, and counts of terms by day, in the database.

Only articles that readers may see are in stories; those without a day of publication are there only as versions of others.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from archive.catalog.models import Article, Paragraph
from archive.catalog.selectors import is_after_tomorrow
from archive.coverage.models import DayTerms, StoryReading
from archive.coverage.stories.neighbourhood import StoryText
from archive.coverage.stories.terms import LEAD_WORDS, TERM_DTYPE, StoryTerms, TermTable, read_terms
from archive.coverage.versions.sentences import read_sentences
from archive.coverage.versions.stored_texts import KEYS_PER_QUERY, boilerplate, is_eligible, line_hashes
from archive.text.layout import sentence_spans

RULES = "1"
"""Version of the rules of reading; another one makes every article due."""
COUNTED_DAYS = 3
"""Days before and after one whose articles are counted as around it."""


def read_as(article: Article, version_group: int | None) -> str:
    """What the story of an article depends on. If it differs from what was stored, the article is due."""
    return (
        f"{RULES}:{article.content_hash}:{article.source_id}:{article.published_on}:{article.published_precision}"
        f":{article.state}:{article.kind}:{version_group or ''}"
    )


def day_of(article: Article) -> int | None:
    """The ordinal of the day of publication; None where it is not known to the day, or not plausible."""
    day = article.published_on
    if day is None or article.published_precision != "day" or is_after_tomorrow(day):
        return None
    return day.toordinal()


def read_articles(articles: Sequence[Article]) -> dict[int, StoryTerms]:
    """The terms of these articles, by primary key; of those that readers cannot see, none."""
    wanted = {article.pk: article for article in articles if is_eligible(article)}
    printed: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    for row in Paragraph.objects.filter(article__in=list(wanted)).order_by("article_id", "position"):
        printed[row.article_id].append((row.position, row.role, row.text))
    leads = {pk: list(_lead(article.source_id, printed[pk])) for pk, article in wanted.items()}
    recurring = boilerplate({line for lead in leads.values() for _, lines in lead for line in lines})
    return {
        pk: read_terms(
            article.title or "",
            [text for text, lines in leads[pk] if not lines or not recurring.issuperset(lines)],
            day_of(article),
        )
        for pk, article in wanted.items()
    }


def _lead(source: int | None, paragraphs: Iterable[tuple[int, str, str]]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Printed sentences of the beginning, and the hashes by which each is known as a line of its outlet."""
    words = 0
    for position, role, text in paragraphs:
        for start, end in sentence_spans(text):
            parts = read_sentences([(position, role, text[start:end])])
            if role != "caption":
                yield text[start:end], line_hashes(source, parts)
            words += sum(len(part.words) for part in parts)
        if words > 2 * LEAD_WORDS:
            return


def load_texts(pks: Iterable[int]) -> dict[int, StoryText]:
    """These articles as they were read, as far as they have a day and readers may see them."""
    ordered, found = sorted(set(pks)), dict[int, StoryText]()
    for start in range(0, len(ordered), KEYS_PER_QUERY):
        rows = StoryReading.objects.filter(
            article__in=ordered[start : start + KEYS_PER_QUERY],
            day__isnull=False,
            article__state=Article.State.PUBLISHED,
            article__kind=Article.Kind.ARTICLE,
        )
        for pk, source, day, days, terms in rows.values_list(
            "article_id", "article__source_id", "day", "days", "terms"
        ):
            if day is not None:
                found[pk] = StoryText(pk, source, day, stored_terms(terms, days))
    return found


def stored_terms(terms: bytes | memoryview, days: str) -> StoryTerms:
    return StoryTerms(np.frombuffer(bytes(terms), TERM_DTYPE), frozenset(map(int, days.split())))


class StoredCounts:
    """Counts of terms by day. Days are read once; `save` writes those that were changed."""

    def __init__(self) -> None:
        self._days: dict[int, tuple[NDArray[np.uint32], NDArray[np.uint16], int]] = {}
        self._changed = set[int]()

    def around(self, day: int, terms: NDArray[np.uint32]) -> tuple[NDArray[np.float32], int]:
        """How many texts of the days around one have each of these terms, and how many texts there are."""
        found, texts = np.zeros(len(terms), np.float32), 0
        self._read(range(day - COUNTED_DAYS, day + COUNTED_DAYS + 1))
        for around in range(day - COUNTED_DAYS, day + COUNTED_DAYS + 1):
            known, counts, articles = self._days[around]
            texts += articles
            if len(known):
                places = np.minimum(np.searchsorted(known, terms), len(known) - 1)
                found += np.where(known[places] == terms, counts[places], 0)
        return found, texts

    def add(self, day: int, table: TermTable) -> None:
        """Count an article of this day."""
        self._change(day, table["term"], 1)

    def remove(self, day: int, table: TermTable) -> None:
        """Count an article of this day no more."""
        self._change(day, table["term"], -1)

    def save(self) -> None:
        rows = [
            DayTerms(day=day, articles=articles, terms=terms.tobytes(), counts=counts.tobytes())
            for day, (terms, counts, articles) in self._days.items()
            if day in self._changed
        ]
        DayTerms.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["day"], update_fields=["articles", "terms", "counts"]
        )
        self._changed.clear()

    def _change(self, day: int, terms: NDArray[np.uint32], by: int) -> None:
        self._read([day])
        known, counts, articles = self._days[day]
        merged = np.union1d(known, terms).astype("<u4")
        changed = np.zeros(len(merged), np.int32)
        changed[np.searchsorted(merged, known)] = counts
        changed[np.searchsorted(merged, terms)] += by
        kept = changed > 0
        self._days[day] = merged[kept], np.minimum(changed[kept], 65_535).astype("<u2"), max(articles + by, 0)
        self._changed.add(day)

    def _read(self, days: Iterable[int]) -> None:
        missing = [day for day in days if day not in self._days]
        if not missing:
            return
        self._days |= {day: (np.empty(0, "<u4"), np.empty(0, "<u2"), 0) for day in missing}
        for row in DayTerms.objects.filter(day__in=missing):
            terms, counts = np.frombuffer(bytes(row.terms), "<u4"), np.frombuffer(bytes(row.counts), "<u2")
            self._days[row.day] = terms, counts, row.articles
