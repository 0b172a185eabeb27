"""Phrases and windows agree with a plain comparison of all positions."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.search.engine import clauses as c
from archive.search.engine.document import Document, Record
from archive.search.engine.forms import Section
from archive.search.engine.whoosh import phrases
from archive.search.engine.whoosh.engine import Whoosh
from archive.search.engine.whoosh.phrases import phrase_counts
from archive.search.engine.whoosh.snapshot import Snapshot
from tests.search.engine.tantivy.queries.test_phrase_reader import WORDS, compared, slots

TEXTS = ["نفط قمة هانوي", "قمة نفط", "هانوي هانوي نفط قمة قمة نفط", "", "نفط نفط نفط", "هانوي قمة نفط قمة هانوي"]


@pytest.fixture(scope="module", params=[0.0, 2.0])
def snapshot(request, tmp_path_factory) -> Snapshot:
    """Positions are read of all documents, or of candidates only."""
    engine = Whoosh(str(tmp_path_factory.mktemp("phrases")))
    for pk, text in enumerate(TEXTS):
        engine.write([Document(pk, (), (Section(text),), Record(pk))])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(phrases, "RESTRICTED_SHARE", request.param)
        yield engine.reader.snapshot()


@settings(suppress_health_check=list(HealthCheck))
@given(asked=slots, within=st.none() | st.integers(0, 6))
def test_phrases_are_found_where_they_occur(snapshot, asked, within):
    clause = c.Phrase(tuple(tuple("e:" + word for word in slot) for slot in asked), within=within)
    docs, counts = phrase_counts(snapshot, clause)
    found = set(snapshot.columns.pks[docs].tolist())
    assert found == {pk for pk, text in enumerate(TEXTS) if compared([text], asked, within)}
    assert (counts > 0).all()


def test_a_phrase_is_counted_as_often_as_it_occurs(snapshot):
    phrase = c.Phrase((("e:نفط",), ("e:نفط",)))
    _, counts = phrase_counts(snapshot, phrase)
    assert counts.tolist() == [pytest.approx(2 * 2 * 2**0.5)]


def test_longer_phrases_weigh_more(snapshot):
    two, three = (phrase_counts(snapshot, c.Phrase(tuple((f"e:{word}",) for word in WORDS[:n])))[1] for n in (2, 3))
    assert three[0] > two[0]


def test_a_phrase_without_slots_matches_nothing(snapshot, tmp_path: Path):
    assert len(phrase_counts(snapshot, c.Phrase(()))[0]) == 0
    assert len(phrase_counts(Whoosh(str(tmp_path)).reader.snapshot(), c.Phrase((("e:نفط",),)))[0]) == 0
