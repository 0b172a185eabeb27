"""Queries to a real server: exact counts over any number of shards, hits at any depth, orders without ties."""

import datetime as dt
from collections import Counter

import pytest

from archive.search.engine import clauses as c
from archive.search.engine.contract import DATE, SearchQuery, SearchUnavailableError
from archive.search.engine.opensearch import facets, grouping, view
from archive.search.engine.opensearch.bulk import Item, send
from archive.search.engine.opensearch.engine import OpenSearch
from archive.search.engine.opensearch.mapping import MAX_WINDOW
from tests.search.engine.opensearch.conftest import BEGINNING, CITIES, article, place, undated

pytestmark = pytest.mark.opensearch
ARTICLES = [article(pk) for pk in range(1, 61)]
UNDATED = [undated(pk) for pk in range(61, 66)]
KEYS = {document.pk: document.record.keys for document in (*ARTICLES, *UNDATED)}


@pytest.fixture(scope="module", params=["", "shards=3"])
def archive(server, request):
    """65 documents, in one shard and in three."""
    engine = OpenSearch(place(server, query=request.param))
    engine.write(ARTICLES)
    engine.write(UNDATED)
    yield engine.view()
    engine.drop()


@pytest.fixture(scope="module", params=["", "shards=3"])
def grouped(server, request):
    """60 documents of which every second has one of five groups."""
    engine = OpenSearch(place(server, query=request.param))
    engine.write(article(pk, version_group=(f"g{pk % 5}",) if pk % 2 else ()) for pk in range(1, 61))
    yield engine.view()
    engine.drop()


def found(view, clause=None, **asked):
    return view.search(SearchQuery(clause=clause or c.MatchAll(), **asked))


def text(*words):
    return c.And(tuple(c.Word(((f"e:{word}",),)) for word in words))


# Orders and pages


def test_the_newest_come_first_and_undated_ones_last_in_either_order(archive):
    newest = found(archive, sort="newest", end=None).pks
    assert newest == [*range(60, 0, -1), *range(65, 60, -1)]
    assert found(archive, sort="oldest", end=None).pks == [*range(1, 61), *range(65, 60, -1)]
    assert found(archive, sort="newest", start=58, end=63).pks == newest[58:63]


def test_sorting_by_a_column_uses_the_lowest_key_and_puts_missing_keys_last(server):
    engine = OpenSearch(place(server))
    days = {1: "b", 2: "a", 3: None, 4: "a"}
    keyed = [article(pk, person=(key, "z") if key else ()) for pk, key in days.items()]
    try:
        engine.write(keyed)
        view = engine.view()
        assert found(view, sort=(("person", False),)).pks == [4, 2, 1, 3]
        assert found(view, sort=(("person", True),)).pks == [1, 4, 2, 3]
        assert found(view, sort=(("person", False), ("pk", False))).pks == [2, 4, 1, 3]
        assert found(view, sort=(("published", False),)).pks == [1, 2, 3, 4]
    finally:
        engine.drop()


def test_without_scores_relevance_means_newest_first(archive):
    answer = found(archive, c.Keys("source", ("s1",)), end=3)
    assert answer.pks == [58, 55, 52]
    assert answer.scores == [0.0, 0.0, 0.0]


def test_words_in_the_title_rank_above_words_in_the_text(server):
    engine = OpenSearch(place(server))
    try:
        engine.write(
            [article(1, "وصل وفد القاهرة اليوم", title="خبر"), article(2, "وصل وفد آخر اليوم", title="القاهرة")]
        )
        answer = found(engine.view(), text("القاهرة"))
        assert answer.pks == [2, 1]
        assert answer.scores[0] > answer.scores[1] > 0
    finally:
        engine.drop()


@pytest.mark.parametrize("sort", ["newest", "oldest", "relevance", (("source", True),)])
@pytest.mark.parametrize(
    ("start", "end"), [(0, 20), (5, 9), (6, 8), (7, 7), (20, 33), (60, 90), (64, None), (0, None), (90, 99)]
)
def test_hits_beyond_the_window_continue_the_page(archive, monkeypatch, sort, start, end):
    clause = c.Or((text("القاهرة"), text("وصل")))
    whole = found(archive, clause, sort=sort, end=None)
    assert len(set(whole.pks)) == 65
    monkeypatch.setattr(view, "MAX_WINDOW", 7)
    deep = found(archive, clause, sort=sort, start=start, end=end, facets=("year",))
    assert (deep.pks, deep.scores) == (whole.pks[start:end], whole.scores[start:end])
    assert deep.count == 65


@pytest.mark.parametrize("sort", ["newest", "oldest", "added", "relevance"])
@pytest.mark.parametrize(("start", "end"), [(0, 20), (5, 9), (7, 7), (20, 33), (0, None), (30, 99)])
def test_groups_beyond_the_window_continue_the_page(grouped, monkeypatch, sort, start, end):
    asked = {"clause": text("وصل"), "group": "version_group", "sort": sort}
    whole = found(grouped, **asked, end=None)
    assert (whole.count, whole.groups, len(whole.pks)) == (60, 35, 35)
    assert sum(map(len, whole.others.values())) == 25
    monkeypatch.setattr(view, "MAX_WINDOW", 7)
    deep = found(grouped, **asked, start=start, end=end, facets=("year",))
    assert (deep.pks, deep.scores) == (whole.pks[start:end], whole.scores[start:end])
    assert deep.others == {pk: whole.others[pk] for pk in deep.pks if pk in whole.others}
    assert (deep.count, deep.groups) == (60, 35)


def test_groups_are_counted_exactly_however_many_keys_are_shared(grouped, monkeypatch):
    monkeypatch.setattr(grouping, "MAX_KEYS", 2)
    of_s1 = {"source": c.Keys("source", ("s1",))}
    assert found(grouped, group="version_group").groups == 35
    assert found(grouped, group="version_group", filters=of_s1, facets=("source",)).groups == len(
        found(grouped, group="version_group", filters=of_s1, end=None).pks
    )


def test_pages_beyond_the_limit_of_the_cluster(engine):
    engine.write([])
    many = MAX_WINDOW + 250
    fields = ({"pk": pk, "first": BEGINNING.toordinal() + pk // 3, "stamp": pk} for pk in range(many))
    alias = engine.generations.serving
    send(engine.client, engine.address, (Item(alias, 1, each["pk"], each) for each in fields))
    engine.client.indices.refresh(index=alias)
    newest = sorted(range(many), key=lambda pk: (-(pk // 3), -pk))
    answer = found(engine.view(), sort="newest", start=MAX_WINDOW - 5, end=MAX_WINDOW + 5)
    assert answer.pks == newest[MAX_WINDOW - 5 : MAX_WINDOW + 5]
    assert answer.count == many
    assert found(engine.view(), sort="newest", start=many - 3, end=many + 50).pks == newest[-3:]
    assert found(engine.view(), sort="newest", start=many, end=many + 10).pks == []
    assert engine.doc_versions() == {pk: pk for pk in range(many)}


# Counts


def counted(name, keys):
    counts = Counter(key for these in keys for key in set(these.get(name, ())))
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 20, None])
@pytest.mark.parametrize("keys_of_a_shard", [1, 2, 500])
def test_facets_are_exact_if_few_keys_of_each_shard_are_requested(archive, monkeypatch, limit, keys_of_a_shard):
    monkeypatch.setattr(facets, "SHARD_KEYS", keys_of_a_shard)
    monkeypatch.setattr(view.f, "SHARD_KEYS", keys_of_a_shard)
    names = ("person", "source", "kind", "tag")
    answer = found(archive, facets=names, facet_limit=limit)
    assert answer.facets == {name: counted(name, KEYS.values())[:limit] for name in names}


def test_all_keys_are_counted_if_one_request_cannot_list_them(archive, monkeypatch):
    monkeypatch.setattr(view.f, "MAX_KEYS", 4)
    filters = {"source": c.Keys("source", ("s1",)), "person": c.Keys("person", ("p1",))}
    kept = [keys for keys in KEYS.values() if "s1" in keys["source"]]
    answer = found(archive, facets=("person",), facet_limit=None, filters=filters)
    assert answer.facets["person"] == counted("person", kept)


def test_a_facet_ignores_only_the_filter_of_its_own_name(archive):
    filters = {
        "person": c.Keys("person", ("p1",)),
        "source": c.Keys("source", ("s1", "s2")),
        "kind": c.Keys("kind", ("article",)),
    }
    answer = found(archive, filters=filters, facets=("person", "source"), facet_limit=None, end=None)
    persons = [keys for keys in KEYS.values() if {"s1", "s2"} & set(keys["source"])]
    sources = [keys for keys in KEYS.values() if "p1" in keys["person"]]
    both = [pk for pk, keys in KEYS.items() if "p1" in keys["person"] and {"s1", "s2"} & set(keys["source"])]
    assert answer.facets["person"] == counted("person", persons)
    assert answer.facets["source"] == counted("source", sources)
    assert answer.count == len(both)
    assert sorted(answer.pks) == both


def test_years_and_months_ascend_and_ignore_the_filter_of_dates(archive):
    filters = {DATE: c.Published(dt.date(2020, 3, 1), dt.date(2020, 3, 31))}
    answer = found(archive, filters=filters, facets=("year", "month"), end=0)
    days = [document.record.first for document in ARTICLES]
    assert answer.facets["year"] == [("2020", 60)]
    assert answer.facets["month"] == sorted(Counter(f"{day:%Y-%m}" for day in days).items())
    assert answer.count == sum(day.month == 3 for day in days)
    assert (answer.first_day, answer.last_day) == (
        min(d for d in days if d.month == 3),
        max(d for d in days if d.month == 3),
    )


def test_selected_keys_are_appended_even_with_a_count_of_zero(archive):
    answer = found(archive, facets=("person",), facet_limit=1, selected={"person": ("p10", "nobody", "p1")})
    counts = dict(counted("person", KEYS.values()))
    (first, *rest) = answer.facets["person"]
    assert first == counted("person", KEYS.values())[0]
    assert rest == [(key, counts.get(key, 0)) for key in ("p10", "nobody", "p1") if key != first[0]]


def test_clauses_are_counted_among_the_hits(archive):
    filters = {"source": c.Keys("source", ("s1",))}
    answer = found(
        archive, filters=filters, facets=("source",), count_clauses=(c.HasDate(), text("القاهرة"), c.MatchNone()), end=0
    )
    mine = [pk for pk, keys in KEYS.items() if "s1" in keys["source"]]
    assert answer.clause_counts == (sum(pk <= 60 for pk in mine), sum(pk % len(CITIES) == 0 for pk in mine), 0)
    assert answer.undated == sum(pk > 60 for pk in mine)


# Clauses that a cluster takes in its own way


@pytest.mark.parametrize(
    ("clause", "hits"),
    [
        (c.MentionsDate(), range(1, 61)),
        (c.MentionsDate(stated=True), range(2, 61, 2)),
        (c.MentionsDate(dt.date(2020, 1, 4), dt.date(2020, 1, 10)), range(1, 4)),
        (c.MentionsDate(dt.date(2020, 1, 4), dt.date(2020, 1, 10), within=True), range(1, 4)),
        (c.MentionsDate(dt.date(2020, 1, 10), dt.date(2020, 1, 4)), ()),
        (c.MentionsDate(dt.date(2020, 1, 10), dt.date(2020, 1, 4), within=True), ()),
        (c.MentionsDate(first=dt.date(2020, 6, 28)), (60,)),
        (c.MentionsDate(last=dt.date(2020, 1, 6), stated=True), ()),
        (c.Published(dt.date(2020, 6, 1), dt.date(2020, 1, 1)), ()),
        (c.Published(), range(1, 61)),
        (c.Not(c.HasDate()), range(61, 66)),
        (c.DocIds(tuple(range(-70_000, 4))), (1, 2, 3)),
        (c.DocIds(()), ()),
        (c.Keys("person", ()), ()),
        (c.KeyPrefix("source", "s"), range(1, 66)),
        (c.Phrase(((), ("e:وصل",))), ()),
        (c.Phrase((("e:وصل",), ("e:وصل",)), within=3), range(1, 66)),
        (c.And(()), range(1, 66)),
        (c.Or(()), ()),
        (c.Or((), (c.HasDate(),)), ()),
        (c.Boost(c.DocIds((3,)), -1.0), (3,)),
    ],
)
def test_odd_clauses_match(archive, clause, hits):
    answer = found(archive, clause, end=None)
    assert sorted(answer.pks) == list(hits)
    assert answer.count == len(list(hits))


def test_an_interval_matches_mentions_that_contain_it(server):
    engine = OpenSearch(place(server))
    year = (dt.date(2020, 1, 1), dt.date(2020, 12, 31), True)
    document = article(1)
    spoken = type(document.record)(1, mentioned_dates=(year, (dt.date(2019, 5, 1), dt.date(2019, 5, 1), False)))
    try:
        engine.write([type(document)(1, document.title, document.sections, spoken)])
        june = (dt.date(2020, 6, 1), dt.date(2020, 6, 30))
        view = engine.view()
        assert found(view, c.MentionsDate(*june)).count == 1
        assert found(view, c.MentionsDate(*june, within=True)).count == 0
        assert found(view, c.MentionsDate(june[1], june[0])).count == 1
        assert found(view, c.MentionsDate(dt.date(2019, 1, 1), dt.date(2019, 12, 31), stated=True)).count == 0
        assert found(view, c.MentionsDate(dt.date(2019, 1, 1), dt.date(2019, 12, 31), within=True)).count == 1
    finally:
        engine.drop()


def test_a_query_too_long_to_be_scored_matches_the_same(archive):
    forms = tuple(f"e:كلمة{number}" for number in range(1_500))
    clause = c.And((c.Word((("e:القاهرة", *forms),)), c.HasDate()))
    answer = found(archive, clause, end=None)
    assert sorted(answer.pks) == [pk for pk in range(1, 61) if pk % len(CITIES) == 0]


def test_very_long_phrases_are_accepted(archive):
    nowhere = tuple((f"e:كلمة{n}", f"s:كلمة{n}", f"w:كلمة{n}") for n in range(700))
    assert found(archive, c.Phrase(nowhere)).count == 0
    assert found(archive, c.Phrase(nowhere, within=50)).count == 0


def test_forms_that_no_document_has_do_not_count_in_a_window(archive):
    others = tuple(f"e:كلمة{n}" for n in range(600))
    near = c.Phrase((("e:وصل", *others), ("e:القاهرة", *others)), within=3)
    assert sorted(found(archive, near).pks) == [pk for pk in KEYS if pk % len(CITIES) == 0]
    assert found(archive, c.And((near, c.Not(near)))).count == 0


# The words of the texts


def test_terms_have_their_document_frequencies(archive):
    counts = archive.doc_freqs(["e:القاهرة", "e:لا-أحد", "e:وصل"])
    assert counts == {"e:القاهرة": sum(pk % len(CITIES) == 0 for pk in KEYS), "e:لا-أحد": 0, "e:وصل": 65}
    lexicon = archive.terms("e:", min_doc_freq=60)
    assert lexicon["e:وصل"] == 65
    assert "e:القاهرة" not in lexicon
    assert all(form.startswith("e:") for form in lexicon)


def test_a_sample_is_spread_out_and_the_same_each_time(archive):
    sample = archive.sample(["e:وصل"], 10)
    assert len(sample) == 10
    assert sample == archive.sample(["e:وصل"], 10)
    assert sample != list(range(1, 11))
    assert archive.sample(["e:القاهرة", "e:بغداد"], 100) == [pk for pk in KEYS if pk % len(CITIES) in (0, 1)]


def test_records_are_read(archive):
    records = archive.records([3, 64, 999])
    assert sorted(records) == [3, 64]
    assert records[3].keys["person"] == ("p3",)
    assert records[3].first == ARTICLES[2].record.first
    assert records[64].first is None


# Partial results


def test_a_search_that_only_some_shards_answer_in_time_is_unavailable(archive, monkeypatch):
    answer = archive.client.search

    def late(**asked):
        return answer(**asked) | {"timed_out": True}

    monkeypatch.setattr(archive.client, "search", late)
    with pytest.raises(SearchUnavailableError, match="in time"):
        found(archive)
