"""Recall and precision of name pairs, on names counted by hand."""

import json

import pytest

from archive.text.names import phonetic_key
from bench.names.variant_pairs import PairScores, VariantsError, edits, measure, names_read

NAMES = [["غوتيريس", "جوتيريس", "أنطونيو غوتيريس"], ["تونس"], ["تنس"]]


@pytest.fixture
def path(tmp_path):
    rows = [{"wikidata_id": f"Q{n}", "correct_values": [*names, "Latin"]} for n, names in enumerate(NAMES)]
    (tmp_path / "names.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return tmp_path / "names.jsonl"


def test_recall_and_precision_are_shares_of_pairs():
    def sound_alike(one, other):
        return phonetic_key(one) == phonetic_key(other)

    assert measure(NAMES, lambda *names: False, several=False) == PairScores(
        pairs=1, recall=0.0, near=0.0, precision=0.0
    )
    assert measure(NAMES, sound_alike, several=False) == PairScores(pairs=1, recall=1.0, near=1.0, precision=0.5)
    assert measure(NAMES, lambda *names: True, several=True) == PairScores(pairs=2, recall=1.0, near=0.0, precision=1.0)


def test_the_halves_share_no_entity_and_make_the_whole(path):
    whole, one, other = (names_read(path, half=half) for half in (None, 0, 1))
    assert whole == NAMES
    assert sorted(map(tuple, one + other)) == sorted(map(tuple, whole))


def test_names_that_are_equal_when_folded_count_once(tmp_path):
    row = {"wikidata_id": "Q1", "correct_values": ["أسامة", "اسامه", "أُسامة"]}
    (tmp_path / "one").write_text(json.dumps(row), encoding="utf-8")
    assert names_read(tmp_path / "one") == [["أسامة"]]


def test_edits_are_letters_added_removed_or_changed():
    assert (edits("بوتين", "بوتن"), edits("تونس", "تنس"), edits("أمل", "امل"), edits("سلمان", "سالم")) == (1, 1, 0, 3)


def test_a_file_without_names_is_refused(tmp_path):
    (tmp_path / "bad").write_text("[1]", encoding="utf-8")
    with pytest.raises(VariantsError):
        names_read(tmp_path / "bad")
