"""Segments are written whole or not at all, and merged without loss."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from archive.search.engine import clauses as c
from archive.search.engine.document import Document, Record
from archive.search.engine.forms import Section
from archive.search.engine.generations import Generations
from archive.search.engine.whoosh.codec import generations as folders
from archive.search.engine.whoosh.codec import open_index
from archive.search.engine.whoosh.evaluate import mask_of
from archive.search.engine.whoosh.snapshot import Reader
from archive.search.engine.whoosh.writer import FANOUT, ArchiveWriter, merge_all, size_class

WRITING = """
import sys
from pathlib import Path
from tests.search.engine.whoosh.test_writer import commit
from archive.search.engine.whoosh.codec import generations as folders
generations = folders(Path(sys.argv[1]))
for number in range(1, 10_000):
    commit(generations, [number])
    print(number, flush=True)
"""


def commit(generations: Generations, pks, *, removed=(), policy=None):
    with generations.lock():
        folder = generations.current() or generations.create()
        with ArchiveWriter(open_index(folder)) as writer:
            writer.remove([*pks, *removed])
            if policy is not None:
                writer.mergetype = policy
            for pk in pks:
                writer.add(Document(pk, (), (Section(f"كلمة رقم {pk}"),), Record(pk)))
        generations.publish(folder)


def found(snapshot, clause):
    return sorted(snapshot.columns.pks[mask_of(snapshot, clause) & snapshot.live].tolist())


ANY = c.Word((("e:كلمة",),))


def test_documents_are_added_replaced_and_removed(tmp_path: Path):
    generations = folders(tmp_path)
    reader = Reader(generations)
    commit(generations, [1, 2, 3])
    commit(generations, [2], removed=[3])
    snapshot = reader.snapshot()
    assert found(snapshot, ANY) == [1, 2]
    assert snapshot.count == 2


def test_merging_keeps_every_living_document_and_its_phrases(tmp_path: Path):
    generations = folders(tmp_path)
    reader = Reader(generations)
    for pk in range(3 * FANOUT):
        commit(generations, [pk], removed=[pk - 5] if pk % 7 == 5 else [])
    before = found(reader.snapshot(), ANY)
    commit(generations, [], policy=merge_all)
    snapshot = reader.snapshot()
    assert len(snapshot.segments) == 1
    assert snapshot.live.all()
    assert found(snapshot, ANY) == before
    assert found(snapshot, c.Phrase((("e:رقم",), (f"e:{before[4]}",)))) == [before[4]]


def test_whoosh_reads_the_same_index(tmp_path: Path):
    generations = folders(tmp_path)
    commit(generations, [4, 5])
    folder = generations.current()
    assert folder is not None
    reader = open_index(folder).reader()
    assert reader.doc_count() == 2
    assert reader.doc_frequency("text", "e:كلمة") == 2
    assert list(reader.postings("text", "e:4").all_ids()) == [0]
    reader.close()


@pytest.mark.parametrize("delay", [0, 3, 9])
def test_a_writer_killed_at_any_moment_leaves_a_whole_index(delay, tmp_path: Path):
    process = subprocess.Popen([sys.executable, "-c", WRITING, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    committed = 0
    assert process.stdout is not None
    for line in process.stdout:
        committed = int(line)
        if committed > 2 * delay + 1:
            break
    process.kill()
    process.wait()
    snapshot = Reader(folders(tmp_path)).snapshot()
    pks = found(snapshot, ANY)
    assert pks == list(range(1, len(pks) + 1))
    assert len(pks) >= committed
    commit(folders(tmp_path), [1])
    assert found(Reader(folders(tmp_path)).snapshot(), ANY) == pks


def test_size_classes_are_powers():
    assert [size_class(number) for number in (0, 1, FANOUT - 1, FANOUT, FANOUT**2)] == [0, 0, 0, 1, 2]
    assert np.all(np.diff([size_class(number) for number in range(1000)]) >= 0)
