"""What is written is found, by everybody, at once; what is not whole is found by nobody."""

import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from archive.search.engine import clauses as c
from archive.search.engine.contract import IndexBusyError, Question
from archive.search.engine.document import Document, Record
from archive.search.engine.forms import Section
from archive.text import analysis_version
from tests.search.contract.collection import made
from tests.search.contract.engines import EMBEDDED, fresh, opened_again

WORD = c.Word((("e:كلمة",),))


def document(pk: int, text: str = "كلمة", stamp: int = 0) -> Document:
    return Document(pk, (), (Section(text),), Record(pk, {"kind": ("article",)}), stamp)


def failing():
    yield document(2)
    raise OSError("the record is broken")


def pks(engine, clause=WORD) -> set[int]:
    return set(engine.view().answer(Question(clause, end=None)).pks)


def test_documents_are_put_in_replaced_and_taken_out(engine):
    engine.write([document(1), document(2), document(3)])
    engine.write([document(2, "أخرى"), document(4)], gone=[2, 3, 99])
    assert pks(engine) == {1, 4}
    assert pks(engine, c.Word((("e:أخرى",),))) == {2}
    assert engine.view().count == 3
    engine.write([], gone=[1, 2, 4])
    assert engine.view().count == 0
    assert pks(engine, c.Everything()) == set()


def test_a_document_that_comes_again_takes_the_place_of_its_number(engine):
    engine.write([document(1), document(2)])
    engine.write([document(1, "أخرى")])
    assert pks(engine) == {2}
    assert engine.view().count == 2
    assert engine.view().answer(Question(facets=("kind",))).facets["kind"] == [("article", 2)]


def test_the_same_write_twice_changes_nothing(engine):
    for _ in range(3):
        engine.write([document(1), document(2)], gone=[1, 2, 3])
    assert pks(engine) == {1, 2}
    assert engine.state().documents == 2


def test_an_empty_write_is_no_trouble(engine):
    engine.write([])
    engine.write([], gone=[7])
    assert engine.view().count == 0
    engine.write([document(1)])
    engine.write([])
    assert pks(engine) == {1}


def test_a_write_that_fails_changes_nothing(engine):
    engine.write([document(1)])

    with pytest.raises(OSError, match="broken"):
        engine.write(failing(), gone=[1])
    assert pks(engine) == {1}
    engine.write([document(3)])
    assert pks(engine) == {1, 3}


def test_documents_without_words_keys_or_days_are_found_among_all(engine):
    engine.write([Document(1, (), (), Record(1)), Document(2, (Section(""),), (Section("… !"),), Record(2))])
    answer = engine.view().answer(Question(facets=("person", "kind", "year")))
    assert set(answer.pks) == {1, 2}
    assert answer.facets == {"person": [], "kind": [], "year": []}
    assert answer.undated == 2


def test_long_words_and_long_texts_are_indexed(engine):
    long = "ط" * 40_000
    engine.write([document(1, long), document(2, " ".join(["كلمة"] * 70_000 + ["نهاية", "القصة"]))])
    assert pks(engine) == {2}
    assert pks(engine, c.Phrase((("e:نهاية",), ("e:القصة",)))) == {2}
    assert pks(engine, c.Prefix((f"e:{'ط' * 50}",))) == {1}


def test_odd_characters_in_words_and_keys_are_kept_apart(engine):
    odd = ["a|b", "100%", "سطر\nآخر", "x\u2028y", '"q"', "a:b", "😀", "\x00", "*", "a/b\\c"]
    documents = [
        Document(pk, (), (Section(f"{text} نص"),), Record(pk, {"tag": (text,), "kind": ("article",)}))
        for pk, text in enumerate(odd)
    ]
    engine.write(documents)
    view = engine.view()
    for pk, text in enumerate(odd):
        assert view.answer(Question(c.Keys("tag", (text,)))).pks == [pk]
    assert dict(view.answer(Question(facets=("tag",), facet_limit=None)).facets["tag"]) == dict.fromkeys(odd, 1)
    assert view.records([0])[0].keys["tag"] == ("a|b",)


def test_numbers_may_be_large(engine):
    large = 2**53 + 1
    engine.write([document(large, stamp=2**63 - 1), document(large + 1)])
    assert pks(engine, c.Numbers((large,))) == {large}
    assert engine.stamps() == {large: 2**63 - 1, large + 1: 0}


def test_stamps_tell_what_is_indexed(engine):
    assert engine.stamps() == {}
    documents = made(30)
    engine.write(documents)
    assert engine.stamps() == {each.pk: each.stamp for each in documents}
    engine.write([replace(documents[0], stamp=5)], gone=[2])
    expected = {each.pk: each.stamp for each in documents if each.pk != 2} | {1: 5}
    assert engine.stamps() == expected


def test_the_state_is_told(engine):
    assert engine.about() is None
    state = engine.state()
    assert (state.about, state.documents, state.building) == (None, 0, False)
    engine.write(made(30))
    state = engine.state()
    assert state.documents == engine.view().count == 30
    assert state.parts >= 1
    assert state.size > 1_000
    assert state.about == engine.about() == engine.view().about
    assert state.about.analysis == analysis_version()
    assert not state.about.stale


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


def test_clearing_leaves_an_empty_index_of_today(engine):
    engine.clear()
    assert engine.view().count == 0
    engine.write([document(1)])
    engine.clear()
    assert pks(engine, c.Everything()) == set()
    assert engine.about() is not None
    assert not engine.about().stale
    engine.write([document(2)])
    assert pks(engine) == {2}


def test_many_small_commits_are_kept_together(engine):
    documents = made(40)
    for each in documents:
        engine.write([each], gone=[each.pk])
    assert engine.state().parts <= 30
    assert engine.stamps() == {each.pk: each.stamp for each in documents}


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


def test_searches_go_on_while_others_write(engine):
    engine.write([document(0)])
    counts, failures, done = [], [], threading.Event()

    def look():
        try:
            while not done.is_set():
                answer = engine.view().answer(Question(WORD, facets=("kind",)))
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


# Building anew


def test_a_generation_takes_over_when_it_is_whole(engine):
    engine.write([document(1), document(2)])
    before = engine.about()
    with engine.build(lambda _: ()) as builder:
        builder.add([document(2), document(3)])
        builder.add([document(4)])
        assert pks(engine) == {1, 2}
        assert engine.state().building
    assert pks(engine) == {2, 3, 4}
    assert not engine.state().building
    assert engine.about().created > before.created
    assert engine.state().documents == 3


def test_the_first_index_may_be_built(engine):
    with engine.build(lambda _: ()) as builder:
        assert engine.view().count == 0
        builder.add(iter(made(10)))
    assert engine.view().count == 10


def test_changes_made_while_building_are_caught_up(engine):
    record = {number: document(number, "كلمة قديمة") for number in range(1, 6)}

    def read(numbers):
        return [record[number] for number in numbers if number in record]

    def change(number, changed):
        if changed is None:
            del record[number]
        else:
            record[number] = changed
        engine.write(read([number]), gone=[number])

    engine.write(record.values())
    with engine.build(read) as builder:
        builder.add([record[1], record[2]])
        change(1, document(1, "كلمة جديدة"))  # after it was added
        change(2, None)
        old = [record[3], record[4], record[5]]
        change(3, document(3, "كلمة جديدة"))  # before it is added as it was
        change(4, None)
        change(6, document(6, "كلمة جديدة"))
        builder.add(old)
        assert pks(engine) == {1, 3, 5, 6}
    assert pks(engine) == {1, 3, 5, 6}
    assert pks(engine, c.Word((("e:جديدة",),))) == {1, 3, 6}
    assert pks(engine, c.Word((("e:قديمة",),))) == {5}
    assert engine.view().count == 4


def test_a_building_that_fails_leaves_everything_as_it_was(engine):
    engine.write([document(1)])
    before = engine.about()
    with pytest.raises(OSError, match="broken"), engine.build(lambda _: ()) as builder:
        builder.add(failing())
    assert pks(engine) == {1}
    assert engine.about() == before
    assert not engine.state().building
    with engine.build(lambda _: ()) as builder:
        builder.add([document(3)])
    assert pks(engine) == {3}


def test_two_cannot_build_at_once(engine, monkeypatch):
    from archive.search.engine.generations import Generations

    lock = Generations.lock
    monkeypatch.setattr(Generations, "lock", lambda self, timeout=5.0, name="lock": lock(self, min(timeout, 0.2), name))
    with engine.build(lambda _: ()) as builder:
        with pytest.raises(IndexBusyError), opened_again(engine).build(lambda _: ()):
            pass
        builder.add([document(1)])
    assert pks(engine) == {1}


# Another analysis


def test_an_index_of_another_analysis_is_stale_until_it_is_built_anew(engine, monkeypatch):
    engine.write([document(1)])
    monkeypatch.setattr("archive.search.engine.contract.analysis_version", lambda: "another")
    assert engine.about().stale
    assert engine.view().about.stale
    assert engine.about().readable
    assert pks(engine) == {1}


@pytest.mark.parametrize("name", EMBEDDED)
def test_an_index_of_another_form_on_disk_holds_nothing_until_it_is_built_anew(name, tmp_path):
    with fresh(name, tmp_path) as engine:
        engine.write([document(1)])
        about = next(Path(engine.place).glob("*/about.json"))
        about.write_text(about.read_text().replace('"format": ', '"format": 99'))
        again = opened_again(engine)
        assert not again.about().readable
        assert again.view().about.stale
        assert again.view().answer(Question(facets=("kind",))).count == 0
        assert again.stamps() == {}
        with again.build(lambda _: ()) as builder:
            builder.add([document(2)])
        assert pks(again) == {2}
        assert again.about().readable
