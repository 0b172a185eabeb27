"""How many hits there are, and their days."""

import datetime as dt

from tantivy import Query

from archive.search.engine.document import Document, Record
from archive.search.engine.tantivy.counting import Days, days, size


def test_days_are_told_of_the_dated_ones(engine):
    first, last = dt.date(2024, 3, 1), dt.date(2024, 3, 31)
    engine.write([Document(1, (), (), Record(1, {}, first, last, "month")), Document(2, (), (), Record(2))])
    searcher = engine.view().snapshot.searcher
    everything = Query.all_query()
    assert size(searcher, everything) == 2
    assert days(searcher, everything, 2) == Days(1, first, last)
    assert days(searcher, Query.empty_query(), 0) == Days()
