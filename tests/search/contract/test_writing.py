"""Commits are found by every process at once; partial ones by none."""

import subprocess
import sys
import threading
from dataclasses import replace

import pytest

from archive.search.engine import clauses as c
from archive.search.engine.contract import SearchQuery
from archive.search.engine.document import Document, Record
from archive.search.engine.forms import Section
from archive.text import analysis_version
from tests.search.contract.collection import made
from tests.search.contract.writing import WORD, document, failing, pks


def test_documents_are_added_replaced_and_deleted(engine):
    engine.write([document(1), document(2), document(3)])
    engine.write([document(2, "أخرى"), document(4)], gone=[2, 3, 99])
    assert pks(engine) == {1, 4}
    assert pks(engine, c.Word((("e:أخرى",),))) == {2}
    assert engine.view().count == 3
    engine.write([], gone=[1, 2, 4])
    assert engine.view().count == 0
    assert pks(engine, c.MatchAll()) == set()


def test_a_document_replaces_the_one_of_its_pk(engine):
    engine.write([document(1), document(2)])
    engine.write([document(1, "أخرى")])
    assert pks(engine) == {2}
    assert engine.view().count == 2
    assert engine.view().search(SearchQuery(facets=("kind",))).facets["kind"] == [("article", 2)]


def test_the_same_write_twice_changes_nothing(engine):
    for _ in range(3):
        engine.write([document(1), document(2)], gone=[1, 2, 3])
    assert pks(engine) == {1, 2}
    assert engine.state().documents == 2


def test_an_empty_write_is_allowed(engine):
    engine.write([])
    engine.write([], gone=[7])
    assert engine.view().count == 0
    engine.write([document(1)])
    engine.write([])
    assert pks(engine) == {1}


def test_a_failed_write_changes_nothing(engine):
    engine.write([document(1)])

    with pytest.raises(OSError, match="broken"):
        engine.write(failing(), gone=[1])
    assert pks(engine) == {1}
    engine.write([document(3)])
    assert pks(engine) == {1, 3}


def test_documents_without_words_keys_or_dates_match_all(engine):
    engine.write([Document(1, (), (), Record(1)), Document(2, (Section(""),), (Section("… !"),), Record(2))])
    answer = engine.view().search(SearchQuery(facets=("person", "kind", "year")))
    assert set(answer.pks) == {1, 2}
    assert answer.facets == {"person": [], "kind": [], "year": []}
    assert answer.undated == 2


def test_long_words_and_long_texts_are_indexed(engine):
    long = "ط" * 40_000
    engine.write([document(1, long), document(2, " ".join(["كلمة"] * 70_000 + ["نهاية", "القصة"]))])
    assert pks(engine) == {2}
    assert pks(engine, c.Phrase((("e:نهاية",), ("e:القصة",)))) == {2}
    assert pks(engine, c.Prefix((f"e:{'ط' * 50}",))) == {1}


def test_odd_characters_in_words_and_keys_stay_distinct(engine):
    odd = ["a|b", "100%", "سطر\nآخر", "x\u2028y", '"q"', "a:b", "😀", "\x00", "*", "a/b\\c"]
    documents = [
        Document(pk, (), (Section(f"{text} نص"),), Record(pk, {"tag": (text,), "kind": ("article",)}))
        for pk, text in enumerate(odd)
    ]
    engine.write(documents)
    view = engine.view()
    for pk, text in enumerate(odd):
        assert view.search(SearchQuery(c.Keys("tag", (text,)))).pks == [pk]
    assert dict(view.search(SearchQuery(facets=("tag",), facet_limit=None)).facets["tag"]) == dict.fromkeys(odd, 1)
    assert view.records([0])[0].keys["tag"] == ("a|b",)


def test_pks_and_versions_may_be_large(engine):
    large = 2**53 + 1
    engine.write([document(large, version=2**63 - 1), document(large + 1)])
    assert pks(engine, c.DocIds((large,))) == {large}
    assert engine.doc_versions() == {large: 2**63 - 1, large + 1: 0}


def test_versions_identify_what_is_indexed(engine):
    assert engine.doc_versions() == {}
    documents = made(30)
    engine.write(documents)
    assert engine.doc_versions() == {each.pk: each.version for each in documents}
    engine.write([replace(documents[0], version=5)], gone=[2])
    expected = {each.pk: each.version for each in documents if each.pk != 2} | {1: 5}
    assert engine.doc_versions() == expected


def test_the_state_describes_the_index(engine):
    assert engine.info() is None
    state = engine.state()
    assert (state.info, state.documents, state.building) == (None, 0, False)
    engine.write(made(30))
    state = engine.state()
    assert state.documents == engine.view().count == 30
    assert state.segments >= 1
    assert state.size > 1_000
    assert state.info == engine.info() == engine.view().info
    assert state.info.analysis == analysis_version()
    assert not state.info.stale


def test_another_process_sees_what_was_written(engine):
    engine.write([document(1)])
    code = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'archive.settings'\n"
        "import django; django.setup()\n"
        "from archive.search.engine import open_engine\n"
        "engine = open_engine(sys.argv[1], sys.argv[2])\n"
        "for _ in sys.stdin: print(engine.view().count, flush=True)\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, engine.name, engine.place],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdin is not None
    assert other.stdout is not None
    for number in range(2, 5):
        print(file=other.stdin, flush=True)
        assert int(other.stdout.readline()) == number - 1
        engine.write([document(number)])
    with engine.build(lambda _: ()) as builder:
        builder.add([document(9)])
    print(file=other.stdin, flush=True)
    assert int(other.stdout.readline()) == 1
    other.communicate()


def test_clearing_leaves_an_empty_index_with_the_current_analysis(engine):
    engine.clear()
    assert engine.view().count == 0
    engine.write([document(1)])
    engine.clear()
    assert pks(engine, c.MatchAll()) == set()
    assert engine.info() is not None
    assert not engine.info().stale
    engine.write([document(2)])
    assert pks(engine) == {2}


def test_many_small_commits_leave_few_segments(engine):
    documents = made(40)
    for each in documents:
        engine.write([each], gone=[each.pk])
    assert engine.state().segments <= 30
    assert engine.doc_versions() == {each.pk: each.version for each in documents}


def test_writers_wait_for_one_another(engine):
    failures = []

    def write(start):
        try:
            for number in range(start, start + 5):
                engine.write([document(number)], gone=[number])
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(start,)) for start in (0, 100, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert pks(engine) == {start + step for start in (0, 100, 200) for step in range(5)}


def test_searches_work_during_writes(engine):
    engine.write([document(0)])
    counts, failures, done = [], [], threading.Event()

    def look():
        try:
            while not done.is_set():
                answer = engine.view().search(SearchQuery(WORD, facets=("kind",)))
                counts.append(answer.count)
                assert dict(answer.facets["kind"])["article"] == answer.count
        except Exception as error:
            failures.append(error)

    thread = threading.Thread(target=look)
    thread.start()
    for number in range(1, 12):
        engine.write([document(number)])
    done.set()
    thread.join()
    assert not failures
    assert counts == sorted(counts)
    assert counts
