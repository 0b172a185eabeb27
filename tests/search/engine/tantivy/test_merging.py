"""Whether a merge is due is told as Tantivy decides it."""

import pytest

from archive.search.engine.document import Document, Record
from archive.search.engine.forms import Section
from archive.search.engine.tantivy.merging import MOST, crowded, merge_due
from archive.search.engine.tantivy.records import segments_of
from archive.search.engine.tantivy.schema import begin
from archive.search.engine.tantivy.writing import Writer


def test_tantivy_merges_when_a_merge_is_due_and_not_before(tmp_path):
    begin(tmp_path)
    for number in range(3 * MOST):
        writer = Writer(tmp_path, small=True)
        before = len(segments_of(tmp_path))
        writer.add([Document(number, (), (Section("قمة"),), Record(number))])
        writer.commit()
        assert before < MOST
        if before < MOST - 1:
            assert not merge_due(tmp_path)
        writer.close()
        assert not merge_due(tmp_path)
        assert (len(segments_of(tmp_path)) > before) == (before < MOST - 1)


@pytest.mark.parametrize(
    ("sizes", "due"),
    [
        ([], False),
        ([1] * 7, False),
        ([1] * 8, True),
        ([9_999] * 4 + [1] * 4, True),
        ([16_000] + [1] * 7, True),  # less than 1.7 times as large as small ones are taken to be
        ([17_000] + [1] * 7, False),
        ([40_000] * 4 + [17_000] * 4, False),
        ([20_000] * 4 + [17_000] * 4, True),
        ([20_000_000] * 8, False),
    ],
)
def test_segments_of_like_size_are_merged_when_there_are_eight(sizes, due):
    assert crowded([(size, size) for size in sizes]) is due


def test_deleted_documents_count_for_nothing():
    assert not crowded([(17_000, 17_000)] + [(1, 1)] * 7)
    assert crowded([(17_000, 12_000)] + [(1, 1)] * 7)
