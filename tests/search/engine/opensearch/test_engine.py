"""Writing to a real server: later readers win, generations are swapped, dead processes leave nothing behind."""

import threading
import time

import pytest

from archive.search.engine import clauses as c
from archive.search.engine.contract import IndexBusyError, SearchQuery, SearchUnavailableError
from archive.search.engine.opensearch import tickets
from archive.search.engine.opensearch.bulk import Item, send
from archive.search.engine.opensearch.engine import OpenSearch
from archive.text import analysis_version
from tests.search.engine.opensearch.conftest import article, place

MATCH_ALL = c.MatchAll()
pytestmark = pytest.mark.opensearch


def numbers(engine, clause=MATCH_ALL):
    return sorted(engine.view().search(SearchQuery(clause=clause, end=None)).pks)


def word(text):
    return c.Word(((f"e:{text}",),))


def test_without_an_index_nothing_is_found_and_nothing_fails(engine):
    view = engine.view()
    assert view.info is None
    assert view.count == 0
    assert view.search(SearchQuery(facets=("person", "year"))).facets == {"person": [], "year": []}
    assert view.doc_freqs(["e:القاهرة"]) == {"e:القاهرة": 0}
    assert (view.records([1]), view.sample(["e:القاهرة"], 5), view.words_by_sound("كهر"), view.terms("e:")) == (
        {},
        [],
        [],
        {},
    )
    assert engine.doc_versions() == {}
    assert engine.state().documents == 0


def test_the_first_write_creates_an_index_with_the_current_analysis(engine):
    engine.write([article(1)])
    info = engine.info()
    assert info is not None
    assert (info.analysis, info.readable, info.stale) == (analysis_version(), True, False)
    assert engine.doc_versions() == {1: 10}


def test_every_process_finds_a_write_at_once(engine, server):
    other = OpenSearch(engine.address and place(server, engine.address.index))
    engine.write([article(1), article(2)])
    assert numbers(other) == [1, 2]
    engine.write([article(2, "نص آخر")], gone=[1, 2])
    assert numbers(other) == [2]
    assert numbers(other, word("آخر")) == [2]


def test_a_document_deleted_and_added_in_one_write_is_kept(engine):
    engine.write([article(1)])
    engine.write([article(1, "نص جديد")], gone=[1, 5])
    assert numbers(engine, word("جديد")) == [1]


def test_nothing_changes_if_the_documents_cannot_be_read(engine):
    engine.write([article(1)])

    def broken():
        yield article(2)
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError, match="went away"):
        engine.write(broken(), gone=[1])
    assert numbers(engine) == [1]


def test_of_two_writers_the_later_reader_wins(engine):
    engine.write([article(1, "قديم"), article(2)])
    began, done = threading.Event(), threading.Event()

    def slow():
        began.set()
        done.wait(30)
        yield article(1, "قديم")
        yield article(3, "سحب")

    writer = threading.Thread(target=lambda: engine.write(slow(), gone=[1, 3]))
    writer.start()
    began.wait(30)
    engine.write([article(1, "حديث")], gone=[1, 2, 3])  # 3 was withdrawn meanwhile
    done.set()
    writer.join()
    assert numbers(engine, word("حديث")) == [1]
    assert numbers(engine) == [1]


def test_tickets_increase_when_the_clock_goes_back(engine, monkeypatch):
    engine.write([article(1)])
    first = engine.tickets.draw()
    monkeypatch.setattr(tickets.time, "time", lambda: 1.0)
    assert engine.tickets.draw() > first


def test_rejected_documents_are_named_and_the_others_are_written(engine):
    engine.write([article(1)])
    alias, ticket = engine.generations.serving, engine.tickets.draw()
    items = [
        Item(alias, ticket, 2, {"pk": 2}),
        Item(alias, ticket, 3, {"pk": 3, "unheard": 1}),
        Item(alias, ticket, 4, {"pk": 4}),
    ]
    with pytest.raises(Exception, match=r"rejected 1 document\(s\): 3: strict_dynamic_mapping_exception") as refusal:
        send(engine.client, engine.address, items)
    assert list(refusal.value.reasons) == [3]
    engine.client.indices.refresh(index=alias)
    assert numbers(engine) == [1, 2, 4]


def test_items_that_the_cluster_has_no_room_for_are_sent_again(engine):
    engine.write([article(1)])
    index = engine.generations.serving
    block = "index.blocks.read_only_allow_delete"  # what a full disk does; it answers 429
    engine.client.indices.put_settings(index=index, body={block: True})
    freed = threading.Timer(0.8, lambda: engine.client.indices.put_settings(index=index, body={block: None}))
    freed.start()
    engine.write([article(2)])
    freed.join()
    assert numbers(engine) == [1, 2]


def test_a_cluster_that_stays_full_raises_and_nothing_is_lost(engine, monkeypatch):
    monkeypatch.setattr("archive.search.engine.opensearch.bulk.RETRY_PAUSES_S", (0.01, 0.01))
    engine.write([article(1)])
    index = engine.generations.serving
    block = "index.blocks.read_only_allow_delete"
    engine.client.indices.put_settings(index=index, body={block: True})
    with pytest.raises(SearchUnavailableError, match="no room for 1 documents"):
        engine.write([article(2)])
    engine.client.indices.put_settings(index=index, body={block: None})
    assert numbers(engine) == [1]


def test_an_index_in_another_format_behaves_as_an_empty_one_until_it_is_rebuilt(engine, monkeypatch):
    monkeypatch.setattr("archive.search.engine.opensearch.generations.FORMAT", 0)
    engine.write([article(1)])
    monkeypatch.undo()
    engine._forget()
    info = engine.info()
    assert info is not None
    assert (info.readable, info.stale) == (False, True)
    assert numbers(engine) == []
    with engine.build(lambda pks: []) as builder:
        builder.add([article(1)])
    assert numbers(engine) == [1]


# Generations


def test_a_new_generation_replaces_the_old_one_at_the_end(engine):
    engine.write([article(pk) for pk in range(1, 4)])
    (old,) = engine.generations.behind(engine.generations.serving)
    with engine.build(lambda pks: []) as builder:
        builder.add([article(7), article(8)])
        assert numbers(engine) == [1, 2, 3]
        assert engine.state().building
    assert numbers(engine) == [7, 8]
    assert not engine.state().building
    assert not engine.client.indices.exists(index=old)
    assert engine.generations.behind(engine.generations.building) == []


def test_changes_made_during_a_build_are_in_the_new_generation(engine):
    engine.write([article(pk) for pk in range(1, 6)])
    with engine.build(lambda pks: []) as builder:
        builder.add([article(1), article(2)])
        engine.write([article(1, "حديث"), article(9)], gone=[1, 2, 3])
        builder.add([article(3), article(4), article(5)])
    assert numbers(engine) == [1, 4, 5, 9]
    assert numbers(engine, word("حديث")) == [1]


def test_a_failed_build_changes_nothing(engine):
    engine.write([article(1)])

    def build():
        with engine.build(lambda pks: []) as builder:
            builder.add([article(2)])
            raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        build()
    assert numbers(engine) == [1]
    assert engine.generations.behind(engine.generations.building) == []
    with engine.build(lambda pks: []) as builder:
        builder.add([article(3)])
    assert numbers(engine) == [3]


def test_only_one_process_builds_at_a_time(engine, server):
    other = OpenSearch(place(server, engine.address.index))
    with engine.build(lambda pks: []), pytest.raises(IndexBusyError), other.build(lambda pks: []):
        pass


def test_the_index_of_a_dead_builder_is_dropped_by_the_next(engine, monkeypatch):
    monkeypatch.setattr(tickets, "LEASE_S", 1.0)
    engine.write([article(1)])
    engine.tickets._put("builder", {"renewed": time.time()}, op_type="create")  # it took the lease, and died
    left = engine.generations.create()
    with engine.build(lambda pks: []) as builder:
        builder.add([article(2)])
    assert numbers(engine) == [2]
    assert not engine.client.indices.exists(index=left)


def test_a_builder_that_lost_its_lease_does_not_replace_the_index(engine, monkeypatch):
    monkeypatch.setattr(tickets, "RENEW_INTERVAL_S", 0.1)
    engine.write([article(1)])

    def build():
        with engine.build(lambda pks: []) as builder:
            builder.add([article(2)])
            engine.tickets._put("builder", {"renewed": 0.0})  # another took it
            time.sleep(1)

    with pytest.raises(IndexBusyError):
        build()
    assert numbers(engine) == [1]


def test_searches_work_while_an_index_is_created_and_generations_are_swapped(engine):
    counts, failures, over = [], [], threading.Event()

    def read():
        try:
            while not over.is_set():
                counts.append(engine.view().search(SearchQuery(clause=word("وصل"), facets=("person",))).count)
        except Exception as error:
            failures.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    engine.write([article(1), article(2)])
    for _ in range(3):
        with engine.build(lambda pks: []) as builder:
            builder.add([article(1), article(2)])
    over.set()
    reader.join()
    assert failures == []
    assert set(counts) <= {0, 2}
    assert counts == sorted(counts)


def test_clearing_leaves_an_empty_index(engine):
    engine.write([article(1)])
    engine.clear()
    assert numbers(engine) == []
    assert engine.info() is not None
    engine.write([article(1)])
    assert numbers(engine) == [1]


def test_workers_that_start_at_once_create_one_index(server):
    where = place(server)
    engines = [OpenSearch(where) for _ in range(4)]
    threads = [threading.Thread(target=engine.write, args=([article(pk)],)) for pk, engine in enumerate(engines)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    try:
        assert len(engines[0].generations.behind(engines[0].generations.serving)) == 1
        assert numbers(engines[0]) == [0, 1, 2, 3]
    finally:
        engines[0].drop()


# An unreachable cluster


def test_an_unreachable_cluster_raises_at_once():
    engine = OpenSearch("http://127.0.0.1:1/khizana")
    with pytest.raises(SearchUnavailableError, match=r"127\.0\.0\.1:1/khizana cannot be reached"):
        engine.view()
    with pytest.raises(SearchUnavailableError, match="a moment ago"):
        engine.info()
    with pytest.raises(SearchUnavailableError):
        engine.write([article(1)])
