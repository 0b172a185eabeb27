"""Phrases and windows in Tantivy agree with reading the words."""

import random

import pytest

from archive.search.engine import clauses as c
from archive.search.engine.contract import SearchQuery
from archive.search.engine.document import Document, Record
from archive.search.engine.forms import GAP, TITLE_WEIGHT, Section
from archive.search.engine.tantivy.queries import phrases
from archive.search.engine.tantivy.queries.phrase_reader import PhraseReader
from archive.search.engine.tantivy.token_stream import SECTION_GAP, DocumentFactory
from archive.search.query.forms import phrase_slot
from archive.text import analyze

WORDS = "السينما سينما ينما سالنفط والمدارس مدرسة مدارس المدرسة نفط النفط كتبه الكتب كتاب في".split()


@pytest.fixture
def documents() -> list[Document]:
    chance = random.Random(5)

    def text(most: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(chance.randint(0, most)))

    made = []
    for pk in range(60):
        title = (Section(text(5), TITLE_WEIGHT),)
        made.append(Document(pk, title, (*title, Section(text(12)), Section(text(12))), Record(pk)))
    return made


def slots(chance: random.Random, size: int, *, near: bool) -> tuple[tuple[str, ...], ...]:
    mode = chance.choice(("exact", "spelling", "wide"))
    return tuple(phrase_slot(analyze(chance.choice(WORDS))[0], mode, near=near) for _ in range(size))


@pytest.fixture(params=["current", "shortening"])
def analysis(request):
    if request.param == "shortening":
        request.getfixturevalue("shortening")


@pytest.mark.parametrize("most", [phrases.MAX_COMBINATIONS, 0])
def test_every_phrase_finds_the_documents_whose_words_have_it(analysis, engine, documents, monkeypatch, most):
    """With `most` 0 all phrases are checked by reading."""
    monkeypatch.setattr(phrases, "MAX_COMBINATIONS", most)
    engine.write(documents)
    view = engine.view()
    factory = DocumentFactory()
    words = {
        document.pk: "\f".join(
            factory.stream(part, repeat=False).words for part in (document.title, document.sections)
        ).encode()
        for document in documents
    }
    chance = random.Random(6)
    seen = 0
    for _ in range(300):
        within = chance.choice((None, 1, 2, 5, SECTION_GAP, SECTION_GAP + 1, GAP, GAP + 10))
        asked = slots(chance, chance.randint(1, 4), near=within is not None)
        clause = c.Phrase(asked, chance.choice(("text", "title")), within)
        expected = {pk for pk, held in words.items() if PhraseReader(clause).matches(held)}
        assert set(view.search(SearchQuery(clause, end=None)).pks) == expected, clause
        seen += bool(expected)
    assert seen > 100


def test_forms_without_positions_of_their_own_are_found_too(engine, documents):
    engine.write(documents)
    clause = c.Phrase((("s:مدارس",), ("e:نفط", "s:نفط")))
    found = set(engine.view().search(SearchQuery(clause, end=None)).pks)
    expected = {
        document.pk
        for document in documents
        if PhraseReader(clause).matches(
            b"\f" + DocumentFactory().stream(document.sections, repeat=False).words.encode()
        )
    }
    assert found == expected
    assert expected
