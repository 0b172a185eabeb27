"""Phrases and windows read from words agree with a plain comparison of all positions."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from archive.search.engine import clauses as c
from archive.search.engine.forms import GAP
from archive.search.engine.tantivy.queries.phrase_reader import PhraseReader
from archive.text import analyze

WORDS = ("نفط", "قمة", "هانوي")
sections = st.lists(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), min_size=1, max_size=3)
slots = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=2), min_size=1, max_size=3)


def compared(texts: list[str], slots: list[list[str]], within: int | None) -> bool:
    places, place = {}, 0
    for text in texts:
        for word in text.split():
            places[place] = word
            place += 1
        place += GAP
    for chosen in product(*([place for place, word in places.items() if word in slot] for slot in slots)):
        if within is None and all(place == chosen[0] + number for number, place in enumerate(chosen)):
            return True
        if within is not None and max(chosen) - min(chosen) <= max(within, len(slots) - 1):
            return True
    return False


@given(sections, slots, st.none() | st.integers(0, 8) | st.integers(GAP - 1, GAP + 8))
def test_a_phrase_is_found_where_it_occurs(texts, slots, within):
    clause = c.Phrase(tuple(tuple("e:" + word for word in slot) for slot in slots), within=within)
    assert PhraseReader(clause).matches(("\f" + "\n".join(texts)).encode()) == compared(texts, slots, within)


def test_title_and_text_are_read_apart():
    words = "نفط قمة\fهانوي نفط".encode()
    phrase = (("e:نفط",), ("e:قمة",))
    assert PhraseReader(c.Phrase(phrase, "title")).matches(words)
    assert not PhraseReader(c.Phrase(phrase)).matches(words)


def test_all_levels_with_positions_are_read():
    exact, spelling, stem, *_ = analyze("والتعليمية")[0]
    assert len({exact, spelling, stem}) == 3
    words = f"\f{exact}".encode()
    found = {
        form
        for form in (exact, spelling, stem)
        for tag in "esw"
        if PhraseReader(c.Phrase(((f"{tag}:{form}",),))).matches(words)
    }
    assert found == {exact, spelling, stem}
    for form in (f"e:{spelling}", f"s:{exact}", f"s:{stem}", f"w:{spelling}"):
        assert not PhraseReader(c.Phrase(((form,),))).matches(words)
