"""The number of hits, and their publication dates."""

import datetime as dt

from tantivy import Query

from archive.search.engine.document import Document, Record
from archive.search.engine.embedded.rows import DateRange
from archive.search.engine.tantivy.counting import count, date_range


def test_the_date_range_spans_the_dated_hits(engine):
    first, last = dt.date(2024, 3, 1), dt.date(2024, 3, 31)
    engine.write([Document(1, (), (), Record(1, {}, first, last, "month")), Document(2, (), (), Record(2))])
    searcher = engine.view().snapshot.searcher
    everything = Query.all_query()
    assert count(searcher, everything) == 2
    assert date_range(searcher, everything, 2) == DateRange(1, first, last)
    assert date_range(searcher, Query.empty_query(), 0) == DateRange()
