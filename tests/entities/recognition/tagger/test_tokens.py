"""The tagger's tokens and sentences."""

from archive.entities.authority import FormRow
from archive.entities.recognition import AnalyzedText, Matcher
from archive.entities.recognition.tagger.tokens import MAX_SENTENCE_WORDS, sentences


def read(text, *forms):
    analyzed = AnalyzedText(text)
    return sentences(analyzed, Matcher(FormRow(*form) for form in forms).find(analyzed))


def test_a_full_stop_ends_a_sentence_and_a_comma_does_not():
    found = read("وصل الوفد، ثم غادر. عاد لاحقا")
    assert [[token.word for token in sentence] for sentence in found] == [
        ["وصل", "الوفد", "ثم", "غادر"],
        ["عاد", "لاحقا"],
    ]


def test_the_nearest_punctuation_is_kept_on_either_side():
    (sentence,) = read("مجلة «الطريق» الثقافية")
    assert (sentence[1].before, sentence[1].after) == ("«", "»")


def test_names_of_the_authority_file_are_marked():
    text = "زار وفد لبناني طرابلس الشرق"
    rows = (1, "place", "طرابلس الشرق", "name"), (2, "place", "لبناني", "nationality")
    assert [token.mark for token in read(text, *rows)[0]] == ["", "", "N", "B-place", "I-place"]


def test_a_guarded_name_has_its_own_mark():
    assert [token.mark for token in read("في قلعوش", (1, "place", "قلعوش", "name", True))[0]] == ["", "B-town"]


def test_a_text_without_full_stops_is_cut():
    assert [len(one) for one in read("كلمة " * (MAX_SENTENCE_WORDS + 5))] == [MAX_SENTENCE_WORDS, 5]


def test_an_empty_text_has_no_sentence():
    assert read("") == []
