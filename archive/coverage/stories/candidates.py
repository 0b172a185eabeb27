"""Which articles may tell what an article tells: those of the same days that have rare terms of its beginning, too.

Each article is kept under its KEYS rarest terms; those that many articles of the days have are not looked up, so that the cost
depends on what is printed in a few days, not on the size of the archive.
"""

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from archive.coverage.models import StoryKey
from archive.coverage.stories.neighbourhood import StoryText, TermCounts
from archive.coverage.stories.terms import TermTable

KEYS = 24
WINDOW_DAYS = 2
CANDIDATES = 40
COMMON_TEXTS, MIN_KEYS = 400, 8
"""A term that more articles of the days have is not looked up, unless fewer than MIN_KEYS others are left."""
LEAST_WEIGHT = 0.1
UNSEEN_TEXTS = 20


def key_terms(table: TermTable) -> NDArray[np.uint32]:
    """The terms under which an article is kept: rare in the language, and near the beginning."""
    near = 3.0 * table["title"] + table["first"] + table["lead"]
    weights = np.where(near > 0, 1 + np.log(np.maximum(near, 1)), 0) * table["rarity"]
    terms: NDArray[np.uint32] = table["term"][np.argsort(-weights, kind="stable")[:KEYS]]
    return terms


def find_candidates(
    text: StoryText, counts: TermCounts, *, before: int = WINDOW_DAYS, after: int = WINDOW_DAYS
) -> list[int]:
    """Primary keys of up to CANDIDATES articles, likeliest first, from `before` days before its day to `after` days after."""
    terms = np.sort(key_terms(text.terms.table))
    found, texts = counts.around(text.day, terms)
    weights = np.maximum(LEAST_WEIGHT, np.log((texts + UNSEEN_TEXTS) / (found + 1))) ** 2
    rarest = np.argsort(found, kind="stable")
    looked_up = [place for rank, place in enumerate(rarest) if found[place] <= COMMON_TEXTS or rank < MIN_KEYS]
    weight_of = {int(terms[place]): float(weights[place]) for place in looked_up}
    rows = StoryKey.objects.filter(
        term__in=list(weight_of), day__range=(text.day - before, text.day + after)
    ).order_by()
    sums: Counter[int] = Counter()
    for term, pk in rows.values_list("term", "article_pk"):
        sums[pk] += weight_of[term]  # type: ignore[assignment]
    del sums[text.pk]
    return [pk for pk, _ in sums.most_common(CANDIDATES)]
