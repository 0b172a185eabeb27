import pytest

from archive.text.stemming.lexicon import (
    RULES_VERSION,
    LexiconError,
    compile_lexicon,
    load_lexicon,
    protected_form,
    save_lexicon,
)


def test_a_saved_table_is_read_back_the_same(tmp_path):
    lexicon = compile_lexicon({"مدرسة": 5, "مدرسه": 2, "كتاب": 9}, protected=["ماكرون"])
    save_lexicon(lexicon, tmp_path / "table")
    assert load_lexicon(tmp_path / "table") == lexicon


def test_counts_are_kept_by_folded_form_and_teh_marbuta_apart():
    lexicon = compile_lexicon({"مدرسة": 5, "مدرسه": 2}, extra={"مدرسة": 1})
    assert lexicon.counts["مدرسه"] == 8
    assert lexicon.teh["مدرسه"] == 6


def test_the_version_changes_with_counts_and_with_protected_names():
    versions = {
        compile_lexicon({"كتاب": 1}).version,
        compile_lexicon({"كتاب": 2}).version,
        compile_lexicon({"كتاب": 1}, protected=["ماكرون"]).version,
    }
    assert len(versions) == 3


@pytest.mark.parametrize("content", [b"", b"{}\n", b"nonsense", b'{"format": "other"}\n'])
def test_a_file_that_is_no_table_is_refused(tmp_path, content):
    path = tmp_path / "table"
    path.write_bytes(content)
    with pytest.raises(LexiconError):
        load_lexicon(path)


@pytest.mark.parametrize(("name", "kept"), [("الكرملين", "كرملين"), ("ألكسندر", "الكسندر"), ("آسيان", "اسيان")])
def test_protection_reaches_the_name_behind_its_article(name, kept):
    assert protected_form(name) == kept


def test_a_verb_leaves_the_rarer_name_that_its_past_is_written_like():
    counts = {"سلط": 40, "يسلط": 90, "تسلط": 50, "سلطت": 5}
    assert compile_lexicon(counts).verbs["يسلط"] == "سلط"
    verbs = compile_lexicon(counts, protected=["السلط"]).verbs
    assert "سلط" not in verbs
    assert verbs["يسلط"] == verbs["تسلط"] == "يسلط"


def test_a_table_compiled_by_older_rules_has_another_version_today(tmp_path, monkeypatch):
    lexicon = compile_lexicon({"كتاب": 9})
    save_lexicon(lexicon, tmp_path / "table")
    monkeypatch.setattr("archive.text.stemming.lexicon.RULES_VERSION", RULES_VERSION + 1)
    assert load_lexicon(tmp_path / "table").version != lexicon.version
