"""Tagged forms as terms of the stream."""

import pytest

from archive.search.engine.tantivy.terms import wanted, without_covered
from archive.search.query.forms import phrase_slot, word_levels
from archive.text import analyze


@pytest.mark.parametrize(
    ("forms", "main", "beside", "tagged"),
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
def test_forms_of_one_word_at_several_levels_are_one_term(forms, main, beside, tagged):
    found = wanted(forms, trusted=False)
    assert (found.main, found.beside, found.tagged) == (main, beside, tagged)


def test_what_the_analysis_says_is_covered_is_not_asked_for():
    assert wanted(("e:هانوي", "s:هانوي"), trusted=True).beside == []
    assert wanted(("e:هانوي", "s:هانوي", "w:هانوي"), trusted=True).beside == [(1, "sهانوي")]


def test_a_word_whose_spelling_is_cut_once_more_is_asked_for_beside(shortening):
    term = analyze("السينما")[0]
    _, spelling = word_levels(term, "spelling")
    assert wanted(spelling, trusted=True).beside == [(0, "e" + term.spelling)]


def test_a_slot_of_a_phrase_is_one_term_where_the_analysis_is_trusted():
    slot = phrase_slot(analyze("والمدرس")[0], "spelling")
    assert without_covered(wanted(slot, trusted=True), trusted=True) == [(1, "sمدرس")]
    assert set(without_covered(wanted(slot, trusted=False), trusted=False)) == {
        (0, "eوالمدرس"),
        (1, "sمدرس"),
        (0, "eمدرس"),
    }
