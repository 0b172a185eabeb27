"""Phrases and nearness read from words, beside a plain look at every place."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from archive.search.engine import clauses as c
from archive.search.engine.forms import GAP
from archive.search.engine.tantivy.positions import Reading
from archive.text import analyze

WORDS = ("نفط", "قمة", "هانوي")
sections = st.lists(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), min_size=1, max_size=3)
slots = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=2), min_size=1, max_size=3)


def looked_at(texts: list[str], slots: list[list[str]], within: int | None) -> bool:
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
def test_a_phrase_is_found_where_it_stands(texts, slots, within):
    clause = c.Phrase(tuple(tuple("e:" + word for word in slot) for slot in slots), within=within)
    assert Reading(clause).holds(("\f" + "\n".join(texts)).encode()) == looked_at(texts, slots, within)


def test_the_title_has_words_of_its_own():
    words = "نفط قمة\fهانوي نفط".encode()
    phrase = (("e:نفط",), ("e:قمة",))
    assert Reading(c.Phrase(phrase, "title")).holds(words)
    assert not Reading(c.Phrase(phrase)).holds(words)


def test_all_levels_that_have_places_are_read():
    exact, spelling, stem, *_ = analyze("والتعليمية")[0]
    assert len({exact, spelling, stem}) == 3
    words = f"\f{exact}".encode()
    found = {
        form
        for form in (exact, spelling, stem)
        for tag in "esw"
        if Reading(c.Phrase(((f"{tag}:{form}",),))).holds(words)
    }
    assert found == {exact, spelling, stem}
    for form in (f"e:{spelling}", f"s:{exact}", f"s:{stem}", f"w:{spelling}"):
        assert not Reading(c.Phrase(((form,),))).holds(words)
