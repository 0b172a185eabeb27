"""Names as printed without the clitics before them."""

import pytest

from archive.entities.recognition import AnalyzedText, NamedSpan
from archive.entities.recognition.printed_names import name_words, printed_name


def span(text):
    return NamedSpan(text.index("لل") + 1, len(text), "organization", "rule", 0.6)


@pytest.mark.parametrize(
    ("text", "printed"),
    [("أشار للبنك المركزي الفيتنامي", "البنك"), ("عمل للجنة الدولية", "اللجنة"), ("وصل للبنان أمس", "لبنان")],
)
def test_the_article_that_a_clitic_absorbed_is_restored(text, printed):
    assert printed_name(AnalyzedText(text), span(text)).split()[0] == printed


def test_the_words_of_a_name_are_folded_with_the_restored_article():
    text = "عمل للجنة الدولية"
    assert name_words(AnalyzedText(text), span(text)) == ("اللجنه", "الدوليه")


def test_a_name_without_a_clitic_is_as_printed():
    text = "لجنة الخبراء"
    assert printed_name(AnalyzedText(text), NamedSpan(0, len(text), "organization", "rule", 0.6)) == text
