"""Which stored articles may be versions of a text: those with the same words, and those that share MinHash keys of sentences.

Only articles printed within the window are looked up, so that the cost depends on how much is printed in four weeks, not on
the size of the archive. Of those, the CANDIDATES that share most keys are compared.
"""

from collections import Counter

from archive.coverage.models import ComparedText, SentenceKey
from archive.coverage.versions.minhash import Keys
from archive.coverage.versions.stored_texts import KEYS_PER_QUERY, WINDOW_DAYS, StoredText

CANDIDATES = 12
COMMON_KEYS = 2
"""Keys that two texts must share. Unrelated texts share one now and then."""
EQUAL_TEXTS = 50


def find_candidates(text: StoredText, keys: Keys) -> list[int]:
    """Primary keys of articles to compare with, most likely ones first; they may have been deleted or hidden meanwhile."""
    found: dict[int, None] = {}
    if text.comparable.text_hash is not None:
        equal = ComparedText.objects.filter(text_hash=text.comparable.text_hash).exclude(article=text.pk)
        found = dict.fromkeys(equal.values_list("article_id", flat=True)[:EQUAL_TEXTS])
    counts = _common_keys(text, keys)
    for pk, common in counts.most_common(CANDIDATES):
        if common >= COMMON_KEYS:
            found.setdefault(pk)
    return list(found)


def _common_keys(text: StoredText, keys: Keys) -> Counter[int]:
    counts: Counter[int] = Counter()
    values = keys.tolist()
    for start in range(0, len(values), KEYS_PER_QUERY):
        rows = SentenceKey.objects.filter(key__in=values[start : start + KEYS_PER_QUERY]).order_by()
        if not text.days:
            counts.update(rows.values_list("article_pk", flat=True))
            continue
        window = (text.days[0] - WINDOW_DAYS, text.days[-1] + WINDOW_DAYS)
        counts.update(rows.filter(day__range=window).values_list("article_pk", flat=True))
        counts.update(rows.filter(day=None).values_list("article_pk", flat=True))
    del counts[text.pk]
    return counts
