"""Every operator, filter and facet by example."""

import datetime as dt

import pytest

from archive.search.engine import clauses as c
from archive.search.engine.contract import SearchQuery
from archive.search.engine.document import Document, Record
from archive.search.engine.forms import BODY_WEIGHT, TITLE_WEIGHT, Section
from tests.search.conftest import compile_text
from tests.search.contract.engines import fresh

DAY = dt.date(2024, 6, 20)
YEAR = (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
MONTH = (dt.date(2024, 6, 1), dt.date(2024, 6, 30))


def document(pk, title, *texts, first=None, last=None, precision="", mentioned_dates=(), **keys) -> Document:
    titled = (Section(title, TITLE_WEIGHT),) if title else ()
    sections = (*titled, *(Section(text, BODY_WEIGHT) for text in texts))
    known = {name: (key,) if isinstance(key, str) else key for name, key in {"kind": "article", **keys}.items()}
    return Document(pk, titled, sections, Record(pk, known, first, last or first, precision, mentioned_dates))


DOCUMENTS = (
    document(1, "بوتين في هانوي", "وصل الرئيس إلى المدينة.", first=DAY, precision="day", source="أ", person=("بوتين", "لام")),
    document(2, "قمة في كوريا الشمالية", "قال بوتين إن القمة مهمة", "الشمالية كوريا", first=YEAR[0], last=YEAR[1], precision="year", source="سكاي نيوز عربية", person="بوتين"),
    document(3, "أسعار النفط", "ارتفعت أسعار نفط برنت", first=MONTH[0], last=MONTH[1], precision="month", source="سكاي نيوز", section="اقتصاد"),
    document(4, None, "لا تاريخ هنا ولا عنوان: المسؤولون يعلّمون أبناءهم", kind="stub", mentioned_dates=((DAY, DAY, True), (*YEAR, False))),
    document(5, "تعليم", "والتعليمية", "الوزارة أعلنت، كوريا", "الشمالية أكدت", first=dt.date(2023, 12, 31), precision="day", source="أ"),
)  # fmt: skip


@pytest.fixture(scope="module")
def view(engine_name, tmp_path_factory):
    with fresh(engine_name, tmp_path_factory.mktemp("operators")) as engine:
        engine.write(DOCUMENTS)
        yield engine.view()


def found(view, clause, **question):
    return set(view.search(SearchQuery(clause, end=None, **question)).pks)


@pytest.mark.parametrize(
    ("query", "mode", "expected"),
    [
        ("", "wide", {1, 2, 3, 4, 5}),
        ("بوتين", "exact", {1, 2}),
        ("بوتين هانوي", "exact", {1}),
        ("هانوي أو نفط", "exact", {1, 3}),
        ("النفط", "exact", {3}),
        ("نفط", "spelling", {3}),
        ("اسعار", "exact", set()),
        ("اسعار", "spelling", {3}),
        ("مسئول", "exact", set()),
        ("مسئول", "wide", {4}),
        ("بوتين -هانوي", "wide", {2}),
        ("NOT بوتين", "wide", {3, 4, 5}),
        ('"كوريا الشمالية"', "exact", {2}),
        ('"الشمالية كوريا"', "exact", {2}),
        ('"كوريا شمالية"', "exact", set()),
        ('"كوريا شمالية"', "spelling", {2}),
        ('"بوتين القمة"~2', "exact", {2}),
        ('"القمة بوتين"~2', "exact", {2}),
        ('"بوتين مهمة"~1', "exact", set()),
        ("هان*", "wide", {1}),
        ("نف*", "wide", {3}),
        ("العنوان:بوتين", "wide", {1}),
        ("العنوان:(كوريا أو النفط)", "wide", {2, 3}),
        ("(هانوي أو كوريا) -قمة", "wide", {1, 5}),
        ("تاريخ:2024", "wide", {1, 2, 3}),
        ("تاريخ:2024-06", "wide", {1, 2, 3}),
        ("تاريخ:2024-06-20", "wide", {1, 2, 3}),
        ("قبل:2024", "wide", {5}),
        ("بعد:2023", "wide", {1, 2, 3}),
        ("20 يونيو", "wide", {1}),
        ("٢٠ حزيران", "exact", {1}),
        ("العشرين من جوان", "spelling", {1}),
        ("31 كانون الأول/ديسمبر", "wide", {5}),
        ("1 يناير", "wide", set()),
        ("بوتين -(20 حزيران)", "wide", {2}),
        ("غائبة", "wide", set()),
    ],
)
@pytest.mark.django_db
def test_a_query_matches(view, query, mode, expected):
    assert found(view, compile_text(query, mode=mode).clause) == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (c.And(()), {1, 2, 3, 4, 5}),
        (c.Or(()), set()),
        (c.Not(c.MatchNone()), {1, 2, 3, 4, 5}),
        (c.Phrase(()), set()),
        (c.Phrase((("e:كوريا",), ("e:الشمالية",))), {2}),
        (c.Phrase((("e:كوريا", "e:قمة"), ("e:الشمالية", "e:في"))), {2}),
        (c.Phrase((("e:كوريا",), ("e:الشمالية",)), within=3), {2}),
        (c.Phrase((("e:كوريا",), ("e:كوريا",)), within=0), {2, 5}),
        (c.Phrase((("e:كوريا",), ("e:كوريا",))), set()),
        (c.Prefix(("e:هان", "e:نف")), {1, 3}),
        (c.Prefix(("e:بوت",), "title"), {1}),
        (c.Substring("فط"), {3}),
        (c.Substring("فط", end=True, field="title"), {3}),
        (c.Substring("وتي", end=True), set()),
        (c.Keys("source", ("سكاي نيوز",)), {3}),
        (c.Keys("source", ("سكاي نيوز عربية", "أ")), {1, 2, 5}),
        (c.Keys("source", ("سكاي",)), set()),
        (c.Keys("source", ()), set()),
        (c.KeyPrefix("source", "سكاي نيوز"), {2, 3}),
        (c.KeyPrefix("person", ""), {1, 2}),
        (c.Published(), {1, 2, 3, 5}),
        (c.Published(DAY, DAY), {1, 2, 3}),
        (c.Published(None, dt.date(2023, 12, 31)), {5}),
        (c.Published(dt.date(2024, 12, 31), None), {2}),
        (c.Published(dt.date(2024, 12, 31), dt.date(2024, 1, 1)), {2}),
        (c.PublicationStart(*YEAR), {1, 2, 3}),
        (c.PublicationStart(*MONTH), {1, 3}),
        (c.PublicationStart(MONTH[1], MONTH[0]), set()),
        (c.Anniversary(6, 20), {1}),
        (c.Anniversary(12, 31), {5}),
        (c.Anniversary(1, 1), set()),
        (c.Anniversary(6, 1), set()),
        (c.Anniversary(2, 30), set()),
        (c.And((c.Word((("e:بوتين",),)), c.Not(c.Anniversary(6, 20)))), {2}),
        (c.HasDate(), {1, 2, 3, 5}),
        (c.MentionsDate(), {4}),
        (c.MentionsDate(*MONTH), {4}),
        (c.MentionsDate(*MONTH, within=True), {4}),
        (c.MentionsDate(dt.date(2024, 7, 1), dt.date(2024, 7, 31)), {4}),
        (c.MentionsDate(dt.date(2024, 7, 1), dt.date(2024, 7, 31), stated=True), set()),
        (c.MentionsDate(dt.date(2024, 7, 1), dt.date(2024, 7, 31), within=True), set()),
        (c.MentionsDate(DAY, DAY, stated=True, within=True), {4}),
        (c.DocIds((2, 4, 99)), {2, 4}),
        (c.DocIds(()), set()),
        (c.ConstantScore(c.Keys("source", ("أ",)), 2.0), {1, 5}),
        (c.Boost(c.Word((("e:بوتين",),)), 0.0), {1, 2}),
        (c.Word((("e:تعليم",),), light=("l:تعليم", "e:تعليم", "s:تعليم")), {5}),
        (c.Word(()), set()),
    ],
)
def test_a_clause_matches(view, clause, expected):
    assert found(view, clause) == expected


def test_filters_combine_and_only_their_own_facet_ignores_them(view):
    filters = {
        "source": c.Keys("source", ("أ",)),
        "date": c.Published(dt.date(2024, 1, 1), None),
        "not_person": c.Not(c.Keys("person", ("كيم",))),
    }
    answer = view.search(SearchQuery(filters=filters, facets=("source", "person", "year", "month", "kind")))
    assert answer.pks == [1]
    assert answer.facets == {
        "source": [("أ", 1), ("سكاي نيوز", 1), ("سكاي نيوز عربية", 1)],
        "person": [("بوتين", 1), ("لام", 1)],
        "year": [("2023", 1), ("2024", 1)],
        "month": [("2023-12", 1), ("2024-06", 1)],
        "kind": [("article", 1)],
    }


def test_a_facet_is_limited_and_selected_keys_are_counted_anyway(view):
    selected = {"source": ("سكاي نيوز عربية", "غائب", "أ")}
    answer = view.search(SearchQuery(facets=("source",), facet_limit=2, selected=selected))
    assert answer.facets["source"] == [("أ", 2), ("سكاي نيوز", 1), ("سكاي نيوز عربية", 1), ("غائب", 0)]
    assert answer.count == 5


def test_a_date_of_a_year_counts_in_its_year_and_in_no_month(view):
    counts = view.search(SearchQuery(facets=("year", "month"))).facets
    assert counts["year"] == [("2023", 1), ("2024", 3)]
    assert counts["month"] == [("2023-12", 1), ("2024-06", 2)]


def test_the_date_range_of_the_hits_and_the_undated_ones_are_counted(view):
    answer = view.search(SearchQuery(end=0))
    assert (answer.count, answer.pks, answer.scores) == (5, [], [])
    assert (answer.undated, answer.first_day, answer.last_day) == (1, dt.date(2023, 12, 31), YEAR[1])
    nothing = view.search(SearchQuery(c.MatchNone(), facets=("source", "year")))
    assert (nothing.count, nothing.undated, nothing.first_day, nothing.last_day) == (0, 0, None, None)
    assert nothing.facets == {"source": [], "year": []}


def test_hits_are_counted_by_further_clauses(view):
    counting = (c.HasDate(), c.Keys("person", ("بوتين",)), c.MatchNone(), c.MatchAll())
    assert view.search(SearchQuery(c.Prefix(("e:بوت",)), count_clauses=counting, end=0)).clause_counts == (2, 2, 0, 2)
    only = view.search(SearchQuery(filters={"kind": c.Keys("kind", ("stub",))}, count_clauses=counting, end=0))
    assert only.clause_counts == (0, 0, 0, 1)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("newest", [1, 3, 2, 5, 4]),
        ("oldest", [5, 2, 3, 1, 4]),
        ((("pk", False),), [1, 2, 3, 4, 5]),
        ((("pk", True),), [5, 4, 3, 2, 1]),
        ((("published", False),), [5, 2, 3, 1, 4]),
        ((("published", True),), [1, 3, 2, 5, 4]),
        ((("source", False),), [1, 5, 3, 2, 4]),
        ((("source", True),), [2, 3, 1, 5, 4]),
        ((("source", False), ("pk", True)), [5, 1, 3, 2, 4]),
        ((("kind", True), ("published", False)), [4, 5, 2, 3, 1]),
        ((("person", True), ("pk", True)), [2, 1, 5, 4, 3]),
    ],
)
def test_every_page_continues_the_order(view, order, expected):
    assert view.search(SearchQuery(sort=order)).pks == expected
    for start in range(6):
        for end in (start, start + 1, start + 2, 5, 9, None):
            assert view.search(SearchQuery(sort=order, start=start, end=end)).pks == expected[start:end]


def test_a_page_beyond_the_last_is_empty(view):
    answer = view.search(SearchQuery(start=1_000_000, end=1_000_010))
    assert (answer.count, answer.pks) == (5, [])


def test_sorting_by_score_returns_scores(view):
    word = c.Word((("e:بوتين",),))
    by_score = view.search(SearchQuery(word, sort=(("score", True), ("pk", False))))
    assert by_score.pks == view.search(SearchQuery(word)).pks
    assert by_score.scores == view.search(SearchQuery(word)).scores
