"""Words of a query as tagged forms, by mode."""

from archive.search.engine import clauses as c
from archive.search.query.forms import loosen, phrase_clause, prefix_clause, word_clause, word_levels
from archive.text import analyze


def test_each_mode_adds_a_level_of_forms():
    (term,) = analyze("والأزمات")
    exact, spelling, wide = (word_levels(term, mode) for mode in ("exact", "spelling", "wide"))
    assert exact == (("e:والأزمات",),)
    assert spelling[:1] == exact
    assert wide[:2] == spelling
    assert f"w:{term.stem}" in wide[2]


def test_a_light_stem_scores_in_mode_wide_only():
    (term,) = analyze("الأزمات")
    assert word_clause(term, "wide").light
    assert not word_clause(term, "spelling").light


def test_a_loosened_clause_lets_light_stems_match():
    (term,) = analyze("الأزمات")
    word = word_clause(term, "wide")
    assert loosen(word).loose
    assert all(part.loose for part in loosen(c.Or((word, word))).parts)
    phrase = phrase_clause("مجلس الأمن", "wide")
    assert loosen(phrase) == phrase


def test_a_phrase_of_one_word_is_a_word_up_to_level_spelling():
    assert len(phrase_clause("الأزمة", "wide").levels) == 2
    assert len(phrase_clause("الأزمة", "exact").levels) == 1


def test_a_phrase_without_words_is_no_clause():
    assert phrase_clause("، …", "wide") is None


def test_words_near_each_other_match_by_stem_in_mode_wide_but_a_phrase_does_not():
    near = phrase_clause("مجلس الأزمات", "wide", within=3)
    phrase = phrase_clause("مجلس الأزمات", "wide")
    assert any(form.startswith("w:") for form in near.slots[1])
    assert not any(form.startswith("w:") for form in phrase.slots[1])


def test_a_prefix_matches_exact_and_folded_forms():
    assert prefix_clause("أزم").prefixes == ("e:أزم", "e:ازم", "s:ازم")
