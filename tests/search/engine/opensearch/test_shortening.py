"""Queries are shortened with as little change of their matches as possible."""

from archive.search.engine import clauses as c
from archive.search.engine.opensearch.shortening import MAX_FORMS, shortened


def doc_freqs(forms, field="text"):
    return {form: int(form[2:]) for form in forms}


def test_forms_that_no_document_has_are_left_out():
    phrase = c.Phrase((("e:0", "e:5"), ("e:7", "s:0")), within=1)
    assert shortened(phrase, doc_freqs) == c.And(
        (c.Phrase((("e:5",), ("e:7",)), within=1), c.Word((("e:5",),)), c.Word((("e:7",),)))
    )


def test_a_word_that_no_document_has_makes_the_window_match_nothing():
    assert shortened(c.Phrase((("e:0", "s:0"), ("e:7",)), within=1), doc_freqs) == c.MatchNone()


def test_the_rarest_words_stay_in_a_window_of_the_same_width():
    many = c.Phrase(tuple((f"e:{number}",) for number in range(1, 2 * MAX_FORMS)), within=5)
    short = shortened(many, doc_freqs)
    near, *anywhere = short.parts
    assert near.slots == tuple((f"e:{number}",) for number in range(1, MAX_FORMS + 1))
    assert near.within == 2 * MAX_FORMS - 2
    assert len(anywhere) == 2 * MAX_FORMS - 1


def test_clauses_without_windows_are_unchanged():
    plain = c.And((c.Or((c.Word((("e:1",),)), c.Not(c.Phrase((("e:1",), ("e:2",)))))), c.Boost(c.HasDate(), 2.0)))
    assert shortened(plain, doc_freqs) == plain
