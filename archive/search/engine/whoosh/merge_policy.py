"""Which segments to merge: those of a size class that is full, and those with more deleted documents than live ones."""

from typing import Any

SEGMENTS_PER_CLASS = 8
"""Segments of one size class (powers of this number) that are merged into one."""
MAX_MERGED_DOCS = 3_000
"""Documents that a merge after a small change may rewrite: less than a second, for which the next change waits."""


def segments_to_merge(segments: list[Any], max_docs: int) -> list[Any]:
    """The segments of Whoosh to merge into one, smallest first; at most `max_docs` live documents in all."""
    classes: dict[int, list[Any]] = {}
    for segment in sorted(segments, key=lambda segment: segment.doc_count()):
        classes.setdefault(size_class(segment.doc_count()), []).append(segment)
    chosen: list[Any] = []
    docs = 0
    for number in range(max(classes, default=-1) + 1):
        members = classes.get(number, [])
        full = len(members) + (docs > 0 and size_class(docs) == number) >= SEGMENTS_PER_CLASS
        for segment in members:
            if (full or mostly_deleted(segment)) and docs + segment.doc_count() <= max_docs:
                chosen.append(segment)
                docs += segment.doc_count()
    return chosen if len(chosen) > 1 or any(map(mostly_deleted, chosen)) else []


def mostly_deleted(segment: Any) -> bool:
    return bool(segment.deleted_count() > segment.doc_count())


def size_class(documents: int) -> int:
    """0 below SEGMENTS_PER_CLASS documents, 1 below its square, and so on."""
    number = 0
    while documents >= SEGMENTS_PER_CLASS:
        documents //= SEGMENTS_PER_CLASS
        number += 1
    return number
