"""A document matches by one of its mentioned intervals, never by two together."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.search.engine import clauses as c
from archive.search.engine.contract import SearchQuery
from archive.search.engine.document import Document, Record
from archive.search.engine.tantivy.engine import Tantivy

day = st.integers(0, 40).map(lambda number: dt.date(2024, 1, 1) + dt.timedelta(days=number))
interval = st.tuples(day, day, st.booleans()).map(lambda spoken: (*sorted(spoken[:2]), spoken[2]))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(interval, max_size=3), min_size=1, max_size=6), st.lists(st.tuples(day, day), min_size=3))
def test_documents_match_by_a_single_interval(tmp_path_factory, spoken, asked):
    engine = Tantivy(str(tmp_path_factory.mktemp("spoken")))
    engine.write(Document(pk, (), (), Record(pk, mentioned_dates=tuple(each))) for pk, each in enumerate(spoken))
    view = engine.view()
    for first, last in asked:
        overlapping = {pk for pk, each in enumerate(spoken) if any(a <= last and b >= first for a, b, _ in each)}
        inside = {pk for pk, each in enumerate(spoken) if any(a >= first and b <= last and s for a, b, s in each)}
        assert set(view.search(SearchQuery(c.MentionsDate(first, last), end=None)).pks) == overlapping
        assert (
            set(view.search(SearchQuery(c.MentionsDate(first, last, stated=True, within=True), end=None)).pks) == inside
        )
