"""Word counts by folded form, their records, the names to protect, and the version."""

import pytest

from archive.text.stemming.lexicon import (
    UNKNOWN_WORD,
    UnprotectedLexicon,
    compile_lexicon,
    protected_form,
)


def test_counts_are_kept_by_folded_form_and_teh_marbuta_apart():
    record = compile_lexicon({"مدرسة": 5, "مدرسه": 2}, extra={"مدرسة": 1})["مدرسه"]
    assert (record.bare, record.teh_marbuta) == (8, 6)


def test_a_record_counts_the_word_after_each_clitic():
    counts = {
        "كتاب": 1,
        "وكتاب": 2,
        "بكتاب": 4,
        "لكتاب": 8,
        "ككتاب": 16,
        "الكتاب": 32,
        "للكتاب": 64,
        "بالكتاب": 128,
        "والكتاب": 256,
    }
    record = compile_lexicon(counts)["كتاب"]
    assert (record.after_waw, record.after_beh, record.after_lam, record.after_kaf) == (2, 4, 8, 16)
    assert (record.after_al, record.after_lil) == (32, 64)
    assert record.with_article == 32 + 64 + 128 + 256
    assert record.family == 1 + 2 + 4 + 8 + record.with_article


def test_a_word_that_is_not_in_the_lexicon_has_an_empty_record():
    assert compile_lexicon({"كتاب": 9})["قلم"] == UNKNOWN_WORD


def test_a_lexicon_lists_each_word_with_a_record_once():
    lexicon = compile_lexicon({"مكتب": 9, "ودار": 1, "يقول": 500, "قال": 900}, protected=["ماكرون"])
    assert sorted(lexicon) == sorted(["مكتب", "ودار", "دار", "يقول", "قال", "ماكرون"])


def test_items_are_the_records_of_the_words():
    forms = ["كتاب", "وكتاب", "للكتاب", "بالكتاب", "والكتاب", "يقول", "قال", "وقال", "ال", "لل", "مدرسة"]
    lexicon = compile_lexicon({form: number for number, form in enumerate(forms, 300)}, protected=["ماكرون", "كتاب"])
    assert dict(lexicon.items()) == {word: lexicon[word] for word in lexicon}
    assert dict(lexicon.items())["كتاب"].with_article == 302 + 303 + 304


def test_an_unprotected_lexicon_differs_only_in_protection():
    lexicon = compile_lexicon({"صور": 9, "ماكرون": 3}, protected=["صور"])
    unprotected = UnprotectedLexicon(lexicon)
    assert lexicon["صور"].is_protected
    assert unprotected["صور"] == lexicon["صور"]._replace(is_protected=False)
    assert unprotected["ماكرون"] == lexicon["ماكرون"]
    assert (sorted(unprotected), unprotected.version) == (sorted(lexicon), lexicon.version)


def test_the_version_changes_with_counts_and_with_protected_names():
    versions = {
        compile_lexicon({"كتاب": 1}).version,
        compile_lexicon({"كتاب": 2}).version,
        compile_lexicon({"كتاب": 1}, protected=["ماكرون"]).version,
    }
    assert len(versions) == 3


@pytest.mark.parametrize(("name", "kept"), [("الكرملين", "كرملين"), ("ألكسندر", "الكسندر"), ("آسيان", "اسيان")])
def test_protection_reaches_the_name_behind_its_article(name, kept):
    assert protected_form(name) == kept


def test_a_verb_leaves_the_rarer_name_that_its_past_is_written_like():
    counts = {"سلط": 40, "يسلط": 90, "تسلط": 50, "سلطت": 5}
    assert compile_lexicon(counts).verbs["يسلط"] == "سلط"
    verbs = compile_lexicon(counts, protected=["السلط"]).verbs
    assert "سلط" not in verbs
    assert verbs["يسلط"] == verbs["تسلط"] == "يسلط"
