"""Which segments are merged."""

from dataclasses import dataclass

import numpy as np
import pytest

from archive.search.engine.whoosh.merge_policy import MAX_MERGED_DOCS, SEGMENTS_PER_CLASS, segments_to_merge, size_class


@dataclass(frozen=True)
class Segment:
    live: int
    deleted: int = 0

    def doc_count(self) -> int:
        return self.live

    def deleted_count(self) -> int:
        return self.deleted


@pytest.mark.parametrize(
    ("segments", "merged"),
    [
        ([1] * 7, []),
        ([1] * 8, [1] * 8),
        ([1] * 8 + [64] * 7, [1] * 8),
        ([1] * 8 + [8] * 7, [1] * 8 + [8] * 7),  # the merged segment fills the next class
        ([600] * 8, [600] * 5),  # no more documents than a merge may rewrite
        ([600] + [2_900] * 7, []),
        ([600] * 2 + [2_900] * 7, [600] * 2),
    ],
)
def test_a_full_size_class_is_merged(segments, merged):
    chosen = segments_to_merge([Segment(live) for live in segments], MAX_MERGED_DOCS)
    assert [segment.live for segment in chosen] == merged


def test_a_larger_limit_merges_larger_classes():
    assert len(segments_to_merge([Segment(600)] * 8, 4_800)) == 8


def test_a_mostly_deleted_segment_is_rewritten_alone():
    worn = Segment(10, deleted=11)
    assert segments_to_merge([worn, Segment(10, deleted=10)], MAX_MERGED_DOCS) == [worn]


@pytest.mark.parametrize("batch", [1, 16, 100, 500])
def test_segments_stay_few_however_small_the_commits_are(batch):
    sizes: list[int] = []
    for _ in range(20_000 // batch):
        sizes.append(batch)
        merged = segments_to_merge([Segment(size) for size in sizes], MAX_MERGED_DOCS)
        for segment in merged:
            sizes.remove(segment.live)
        sizes += [sum(segment.live for segment in merged)] if merged else []
        assert sum(segment.live for segment in merged) <= MAX_MERGED_DOCS
    assert len(sizes) <= 20_000 / MAX_MERGED_DOCS + 3 * SEGMENTS_PER_CLASS


def test_size_classes_are_powers():
    sizes = (0, 1, SEGMENTS_PER_CLASS - 1, SEGMENTS_PER_CLASS, SEGMENTS_PER_CLASS**2)
    assert [size_class(number) for number in sizes] == [0, 0, 0, 1, 2]
    assert np.all(np.diff([size_class(number) for number in range(1000)]) >= 0)
