import pytest

from archive.ingest.page_text.tags import read_tags
from archive.text import fold

NAMES = frozenset(map(fold, ["لبنان", "سهل البقاع", "سامي حنا", "مصر", "كرمان"]))


def _tags(raw, printed=""):
    return list(read_tags(raw, printed=printed, names=NAMES))


@pytest.mark.parametrize(
    "raw",
    ["طيور، سهل البقاع، لبنان", "طيور | سهل البقاع | لبنان", "#طيور #سهل_البقاع #لبنان", "طيور؛ سهل البقاع؛ لبنان؛"],
)
def test_signs_part_tags(raw):
    assert _tags(raw) == ["طيور", "سهل البقاع", "لبنان"]


def test_known_names_part_a_line_of_bare_words():
    assert _tags("طيور سهل البقاع لبنان سامي حنا مصر") == ["طيور", "سهل البقاع", "لبنان", "سامي حنا", "مصر"]


def test_a_repeated_block_counts_once_and_a_repeated_word_is_a_label():
    assert _tags("بيئة بيئة بيئة سهل البقاع لبنان مصر سهل البقاع لبنان") == ["سهل البقاع", "لبنان", "مصر"]


def test_a_word_that_ends_one_tag_and_begins_the_next_is_kept():
    assert _tags("رحلة مصر مصر لبنان") == ["رحلة", "مصر", "لبنان"]


def test_a_phrase_that_the_article_prints_is_one_tag():
    assert _tags("لقلق أبيض لبنان رحلة طويلة", "رأينا لقلق أبيض في رحلة طويلة") == ["لقلق أبيض", "لبنان", "رحلة طويلة"]


def test_a_phrase_is_known_with_clitics_before_it():
    assert _tags("سلمى الحداد مصر", "مع سامي وسلمى الحداد أمس") == ["سلمى الحداد", "مصر"]


def test_neighbours_across_a_full_stop_are_no_phrase():
    assert _tags("رحلة طيور", "انتهت رحلة. طيور كثيرة") == ["رحلة", "طيور"]


def test_two_names_side_by_side_in_the_article_stay_two():
    assert _tags("لبنان مصر", "بين لبنان مصر") == ["لبنان", "مصر"]


def test_a_longer_phrase_of_the_article_goes_before_a_name_in_it():
    assert _tags("توكل كرمان مصر", "قالت توكل كرمان إن") == ["توكل كرمان", "مصر"]


def test_a_noun_takes_its_adjective_and_what_is_tied_by_waw():
    assert _tags("الزراعة والري والغابات الثروة الحيوانية لبنان") == [
        "الزراعة والري والغابات",
        "الثروة الحيوانية",
        "لبنان",
    ]


def test_a_head_takes_its_complement_and_others_do_not():
    assert _tags("اقتصاد لبنان أخبار لبنان") == ["اقتصاد", "لبنان", "أخبار لبنان"]


def test_no_words_no_tags():
    assert _tags("") == _tags(" ، ، ") == []
