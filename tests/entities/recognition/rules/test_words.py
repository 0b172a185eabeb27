"""The classes of words that rules ask about."""

import pytest

from archive.entities.recognition import AnalyzedText
from archive.entities.recognition.rules import RuleWords


def word(printed):
    return RuleWords(AnalyzedText(printed))


@pytest.mark.parametrize(("printed", "expected"), [("الوزير", True), ("والوزير", True), ("للوزير", True), ("وزير", False), ("ألمانيا", False)])  # fmt: skip
def test_a_word_with_the_article_is_definite(printed, expected):
    assert word(printed).is_definite(0) is expected


@pytest.mark.parametrize(("printed", "expected"), [("فورنزلاغر", True), ("مدينة", False), ("كتابها", False), ("Reuters", False), ("2024", False)])  # fmt: skip
def test_a_word_that_the_vocabulary_lacks_is_unknown(printed, expected):
    assert word(printed).is_unknown(0) is expected


def test_a_relational_adjective_has_the_article_and_its_ending():
    assert word("الاستوائي").is_adjective(0)
    assert not word("استوائي").is_adjective(0)


def test_a_rare_definite_adjective_that_is_no_nationality_may_be_a_family_name():
    assert word("العتيبي").is_family_adjective(0)
    assert not word("اللبناني").is_family_adjective(0)


def test_a_title_or_verb_is_no_name_though_a_list_has_it():
    assert word("فاطمة").may_be_name(0)
    assert not word("الوزير").may_be_name(0)
    assert not word("قال").may_be_name(0)
