"""The tagger's spans cut to names."""

import pytest

from archive.entities.recognition import AnalyzedText
from archive.entities.recognition.spans import NamedSpan
from archive.entities.recognition.tagger.tagged_spans import cut_to_names


def cut(text, printed, kind="person", confidence=0.8):
    start = text.index(printed)
    spans = [NamedSpan(start, start + len(printed), kind, "tagger", confidence)]
    return [text[span.start : span.end] for span in cut_to_names(spans, AnalyzedText(text), [])]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("محمد صلاح، رامي عباس", ["محمد صلاح", "رامي عباس"]),
        ("مجلس الاحتياطي (البنك المركزي", ["مجلس الاحتياطي", "البنك المركزي"]),
        ("ج. د. سالينجر", ["ج. د. سالينجر"]),
        ("أبو «جاد» النابلسي", ["أبو «جاد» النابلسي"]),
    ],
)
def test_a_name_ends_at_punctuation_that_no_name_contains(printed, expected):
    assert cut(f"قال {printed} أمس", printed, "person" if "محمد" in printed else "organization") == expected


def test_a_lone_and_parts_two_persons():
    assert cut("قال خالد النابلسي و سامي الخطيب أمس", "خالد النابلسي و سامي الخطيب") == ["خالد النابلسي", "سامي الخطيب"]
    assert cut("وزارة البحث و التعليم", "وزارة البحث و التعليم", "organization") == ["وزارة البحث و التعليم"]


@pytest.mark.parametrize("printed", ["سفيري", "سيلتقيان"])
def test_the_dual_of_a_title_and_a_verb_are_no_persons(printed):
    assert cut(f"أمس {printed} هناك", printed) == []


def test_the_clitics_of_the_second_piece_are_cut_off_too():
    assert cut("قال خالد النابلسي، وسامي الخطيب أمس", "خالد النابلسي، وسامي الخطيب")[-1] == "سامي الخطيب"


@pytest.mark.parametrize("printed", ["الرئيس", "قال", "أنا سعيد", "هذا", "المسلمين"])
def test_titles_verbs_and_stop_words_are_dropped(printed):
    assert cut(f"أمس {printed} هناك", printed) == []
