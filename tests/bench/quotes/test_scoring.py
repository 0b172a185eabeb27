import json

import pytest

from bench.quotes.gold import GoldArticle, GoldError, GoldQuotation, read_gold
from bench.quotes.scoring import Prediction, Score, shared

GOLD = GoldArticle("a", "نص", [GoldQuotation((10, 30), "direct", "قال", "هدى النجار")], [(40, 60)], [(70, 80)])


@pytest.mark.parametrize(
    ("predicted", "found", "wrong", "speakers"),
    [
        ([Prediction((10, 30), "direct", "قال", "هدى «النجار»")], 1, 0, 1),
        ([Prediction((12, 30), "direct", "قال", "النجار")], 1, 0, 0),
        ([Prediction((20, 30), "direct", "قال", "هدى النجار")], 0, 1, 0),
        ([Prediction((42, 58), "indirect", "قال", "")], 0, 0, 0),
    ],
)
def test_a_quotation_counts_where_four_fifths_are_shared_and_optional_ones_count_neither_way(
    predicted, found, wrong, speakers
):
    score = Score()
    score.add(GOLD, predicted)
    assert (score.found, len(score.wrong), score.speakers) == (found, wrong, speakers)


def test_names_in_marks_are_taken_if_they_are_read_as_words_said():
    score = Score()
    score.add(GOLD, [Prediction((70, 80), "direct", "قال", ""), Prediction((70, 80), "indirect", "قال", "")])
    assert (score.names_taken, score.names) == (1, 1)


def test_what_two_spans_share_is_measured_on_both_together():
    assert shared((0, 10), (5, 15)) == pytest.approx(1 / 3)
    assert shared((0, 10), (10, 20)) == 0


def test_a_file_of_another_form_is_refused(tmp_path):
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps({"id": "a"}), encoding="utf-8")
    with pytest.raises(GoldError):
        read_gold(file)
