"""Each witness alone and all together, on invented sentences."""

from archive.entities.authority import FormRow
from archive.entities.recognition import Matcher, shipped_tagger
from bench.recognition.corpus import Sentence
from bench.recognition.measuring import finders, measure, table

MATCHER = Matcher([FormRow(1, "place", "قلعوشيا", "name"), FormRow(1, "place", "قلعوشي", "nationality")])
SENTENCES = [Sentence(("عاد", "وفد", "قلعوشي", "إلى", "قلعوشيا"), ("O", "O", "O", "O", "B-LOC"))]


def test_a_nationality_does_not_count_as_a_name():
    for finder in finders(MATCHER, shipped_tagger()).values():
        score = measure(SENTENCES, finder).of()
        assert (score.right, score.wrong, score.missed) == (1, 0, 0)


def test_the_table_has_a_row_for_all_and_one_for_each_type():
    rows = table("combined", measure(SENTENCES, finders(MATCHER, shipped_tagger())["combined"]))
    assert len(rows) == 4
    assert "1.000" in rows[0]
