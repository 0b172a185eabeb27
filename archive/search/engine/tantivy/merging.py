"""Whether Tantivy merges segments of an index just now, or would as soon as somebody writes.

Its package does not tell, so its rule is kept here once more (LogMergePolicy with what it is by default): as many segments as
MOST whose sizes differ by less than a factor of 1.7 are merged, all small ones being of one size. While that goes on they
stand in the list of the last commit; then the merged one stands in their place.
"""

import json
from math import inf, log2
from pathlib import Path

MOST = 8
SMALLEST = 10_000
"""Segments of fewer documents are all of this size."""
STEP = 0.75
"""Segments of one level differ by less than 2 to the power of this."""
LARGEST = 10_000_000
"""Segments of more documents are merged no more."""


def merge_due(folder: Path) -> bool:
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    sizes = [
        (segment["max_doc"], segment["max_doc"] - (segment["deletes"] or {}).get("num_deleted_docs", 0))
        for segment in meta["segments"]
    ]
    return crowded(sizes)


def crowded(sizes: list[tuple[int, int]]) -> bool:
    """Of segments with so many documents, deleted ones included and not."""
    level, count = inf, 0
    for _, alive in sorted(sizes, key=lambda size: -size[0]):
        if alive > LARGEST:
            continue
        size = log2(max(alive, SMALLEST))
        if size < level - STEP:
            level, count = size, 0
        count += 1
        if count >= MOST:
            return True
    return False
