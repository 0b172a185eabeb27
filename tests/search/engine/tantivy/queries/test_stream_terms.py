"""Tagged forms as terms of the stream."""

import pytest

from archive.search.engine.tantivy.queries.stream_terms import stream_terms, without_covered
from archive.search.query.forms import phrase_slot, word_levels
from archive.text import analyze


@pytest.mark.parametrize(
    ("forms", "main", "extra", "tagged"),
    [
        (("e:هانوي",), [(0, "eهانوي")], [], []),
        (("e:هانوي", "s:هانوي"), [(1, "sهانوي")], [(0, "eهانوي")], []),
        (("e:هانوي", "s:هانوي", "w:هانوي"), [(2, "wهانوي")], [(0, "eهانوي"), (1, "sهانوي")], []),
        (("s:هانوي",), [], [], ["s:هانوي"]),
        (("e:هانوي", "w:هانوي"), [(0, "eهانوي")], [], ["w:هانوي"]),
        (("e:هانوي", "l:قمة"), [(0, "eهانوي")], [], ["l:قمة"]),
        ((), [], [], []),
    ],
)
def test_forms_of_one_word_at_several_levels_are_one_term(forms, main, extra, tagged):
    found = stream_terms(forms, trusted=False)
    assert (found.main, found.extra, found.tagged) == (main, extra, tagged)


def test_terms_that_the_analysis_rules_out_are_left_out():
    assert stream_terms(("e:هانوي", "s:هانوي"), trusted=True).extra == []
    assert stream_terms(("e:هانوي", "s:هانوي", "w:هانوي"), trusted=True).extra == [(1, "sهانوي")]


def test_a_word_whose_spelling_is_cut_once_more_is_an_extra_term(shortening):
    term = analyze("السينما")[0]
    _, spelling = word_levels(term, "spelling")
    assert stream_terms(spelling, trusted=True).extra == [(0, "e" + term.spelling)]


def test_a_slot_is_one_term_if_the_analysis_is_trusted():
    slot = phrase_slot(analyze("والمدرس")[0], "spelling")
    assert without_covered(stream_terms(slot, trusted=True), trusted=True) == [(1, "sمدرس")]
    assert set(without_covered(stream_terms(slot, trusted=False), trusted=False)) == {
        (0, "eوالمدرس"),
        (1, "sمدرس"),
        (0, "eمدرس"),
    }
