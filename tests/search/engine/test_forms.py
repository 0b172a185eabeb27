"""A document's tagged forms: positions, weights and gaps."""

import numpy as np

from archive.search.engine import forms as module
from archive.search.engine.forms import BODY_WEIGHT, GAP, TITLE_WEIGHT, Section, document_forms, level_tags, tags
from archive.text import analyze, current_analyzer


def found(*sections: Section) -> dict[str, tuple[int, int, list[int]]]:
    return {
        form.decode(): (count, weight, np.frombuffer(positions, np.uint32).tolist())
        for form, count, weight, positions in document_forms(sections)[0]
    }


def test_a_form_is_tagged_only_where_it_differs():
    term = analyze("والتعليمية")[0]
    assert tags(term) == [f"e:{term.exact}", f"s:{term.spelling}", f"w:{term.stem}", f"l:{term.light}"]
    assert tags(analyze("Reuters")[0]) == ["e:reuters"]


def test_levels_give_the_same_tags_as_terms():
    for word in ("والتعليمية", "قمة", "في", "2024"):
        assert level_tags(current_analyzer().levels(word)) == tags(analyze(word)[0])


def test_positions_continue_behind_a_gap():
    forms = found(Section("قمة هانوي"), Section("هانوي"))
    assert forms["e:هانوي"] == (2, 2 * BODY_WEIGHT, [1, 2 + GAP])


def test_a_heavier_section_adds_weight_and_length():
    sections = (Section("قمة", TITLE_WEIGHT), Section("قمة"))
    assert found(*sections)["e:قمة"][1] == TITLE_WEIGHT + BODY_WEIGHT
    assert document_forms(sections)[1] == TITLE_WEIGHT + BODY_WEIGHT


def test_two_words_of_one_form_share_its_postings():
    exact, *_ = (form for form in found(Section("والكتاب الكتاب")).items() if form[0] == "s:كتاب")
    assert exact[1] == (2, 2 * BODY_WEIGHT, [0, 1])


def test_light_stems_have_no_positions():
    forms = found(Section("والتعليمية"))
    assert [positions for form, (_, _, positions) in forms.items() if form.startswith("l:")] == [[]]


def test_positions_beyond_the_last_are_dropped(monkeypatch):
    monkeypatch.setattr(module, "MAX_POSITION", 1)
    assert found(Section("قمة قمة قمة"))["e:قمة"] == (3, 3 * BODY_WEIGHT, [0, 1])
