"""Reading labelled sentences."""

import pytest

from archive.entities.recognition import NamedSpan
from bench.recognition.corpus import CorpusError, read_sentences, split_last_fifth

FILE = "زار\tO\nسمير\tB-PER\nالقاضي\tI-PER\nولبنان\tB-LOC\n\nعاد\tO\nعيد\tB-MISC\n"


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "labels.tsv"
    file.write_text(FILE, encoding="utf-8")
    return file


def test_sentences_end_at_empty_lines_and_other_types_are_not_names(path):
    first, second = read_sentences(path)
    assert first.text == "زار سمير القاضي ولبنان"
    assert first.spans() == {(1, 3, "person"), (3, 4, "place")}
    assert second.spans() == set()


def test_a_name_found_after_a_clitic_is_the_whole_word_of_the_file(path):
    sentence = read_sentences(path)[0]
    start = sentence.text.index("لبنان")
    assert sentence.as_words([NamedSpan(start, start + 5, "place", "tagger", 1.0)]) == {(3, 4, "place")}


def test_a_malformed_line_is_reported_by_number(tmp_path):
    file = tmp_path / "labels.tsv"
    file.write_text("زار\tO\nبلا علامة\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="line 2"):
        read_sentences(file)


def test_the_last_fifth_is_held_out():
    kept, held_out = split_last_fifth(range(11))
    assert (kept, held_out) == (list(range(8)), [8, 9, 10])
