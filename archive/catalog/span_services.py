"""Curators' decisions on printed spans, and keeping decided spans when their article is analysed again.

An analysis replaces the undecided spans: `spans_keep_decided` deletes the stored ones and returns those that are kept,
`clear_of` drops the new ones that overlap these; `spans_replaced` does both for many articles.
"""

from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction

from archive.catalog.printed_spans import PrintedSpan, PrintedSpanQuerySet, Span
from archive.catalog.services import outbox_add

BATCH_ROWS = 500
_APART = 1_000_000
"""Added to the paragraphs of spans on their way, so that none stands for a moment where another one does."""


@transaction.atomic
def spans_decide(*, spans: Iterable[PrintedSpan], decision: str, changed: Sequence[str] = ()) -> int:
    """Save a decision on spans of one model, with the other fields that were `changed`, and mark their articles out of date.

    Returns the count.
    """
    rows = list(spans)
    for span in rows:
        span.decision = decision
    if rows:
        type(rows[0])._default_manager.bulk_update(rows, ["decision", *changed], batch_size=BATCH_ROWS)
    outbox_add({span.article_id for span in rows})
    return len(rows)


@transaction.atomic
def spans_keep_decided(stored: PrintedSpanQuerySet[Span], texts: Sequence[str]) -> list[Span]:
    """Delete an article's stored spans, except the decided ones that are still printed; these are re-anchored and returned.

    `texts` are the article's title and paragraphs. If decided spans of different places move to the same place, only one is
    kept: the one that did not move, else the first.
    """
    printed = [((span.paragraph, span.start), span) for span in stored.decided()]
    printed = [(place, span) for place, span in printed if span.reanchor(texts)]
    origins: dict[tuple[int, int], tuple[int, int]] = {}
    kept = []
    for place, span in sorted(printed, key=lambda pair: (pair[1].paragraph, pair[1].start) != pair[0]):
        if origins.setdefault((span.paragraph, span.start), place) == place:
            kept.append((place, span))
    stored.exclude(pk__in=[span.pk for _, span in kept]).delete()
    moved = [span for place, span in kept if (span.paragraph, span.start) != place]
    for number, span in enumerate(moved):
        stored.filter(pk=span.pk).update(paragraph=_APART + number)
    for span in moved:
        span.save(update_fields=span.ANCHOR_FIELDS)
    return [span for _, span in kept]


@transaction.atomic
def spans_replaced(
    stored: PrintedSpanQuerySet[Span], articles: Sequence[tuple[int, Sequence[str], Sequence[Span]]]
) -> list[Span]:
    """Delete the stored spans of articles as `spans_keep_decided` does; the new spans that are left to be saved.

    Each article is its primary key, its title and paragraphs, and its new spans. Few articles have decided spans: the
    others take two queries in all.
    """
    pks = [pk for pk, _texts, _spans in articles]
    decided = set(stored.filter(article__in=pks).decided().values_list("article_id", flat=True))
    stored.filter(article__in=[pk for pk in pks if pk not in decided]).delete()
    left: list[Span] = []
    for pk, texts, spans in articles:
        left += clear_of(spans, spans_keep_decided(stored.filter(article=pk), texts)) if pk in decided else spans
    return left


def clear_of(spans: Iterable[Span], kept: Sequence[Span]) -> Iterator[Span]:
    """The spans that overlap none of those kept."""
    return (span for span in spans if not any(span.overlaps(other) for other in kept))
