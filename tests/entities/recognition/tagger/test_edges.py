"""Words at the edge of a tagged name."""

import pytest

from archive.entities.recognition import AnalyzedText
from archive.entities.recognition.spans import NamedSpan
from archive.entities.recognition.tagger.edges import inner_places, is_verb


def inner(text, printed, kind="person"):
    start, analyzed = text.index(printed), AnalyzedText(text)
    places = inner_places(NamedSpan(start, start + len(printed), kind, "tagger", 0.8), analyzed)
    return text[max(start, analyzed.terms[places[0]].start) : analyzed.terms[places[-1]].end]


@pytest.mark.parametrize(
    ("text", "printed", "kind", "name"),
    [
        ("عاد إلى مسقط الثلاثاء", "مسقط الثلاثاء", "place", "مسقط"),
        ("مع ماريا كونراد سيلتقيان غدا", "ماريا كونراد سيلتقيان", "person", "ماريا كونراد"),
        ("قال نادر الشامي أمين عام الحزب", "نادر الشامي أمين", "person", "نادر الشامي"),
        ("قال نادر الشامي مدير المتحف", "نادر الشامي مدير", "person", "نادر الشامي"),
        ("قالت رويترز إن الوفد", "رويترز إن", "organization", "رويترز"),
    ],
)
def test_a_time_a_verb_a_particle_and_a_new_phrase_end_a_name(text, printed, kind, name):
    assert inner(text, printed, kind) == name


@pytest.mark.parametrize(
    ("text", "printed", "name"),
    [
        ("اطلع على كونراد الفيلم", "على كونراد", "كونراد"),
        ("قال الإمبراطور كونراد أمس", "الإمبراطور كونراد", "كونراد"),
        ("الكاتب الأشهر كونراد", "الأشهر كونراد", "كونراد"),
    ],
)
def test_a_preposition_a_title_and_a_definite_word_begin_no_name(text, printed, name):
    assert inner(text, printed) == name


@pytest.mark.parametrize(
    "name", ["مروان بن عبد الملك", "الحجاج بن يوسف", "أمير خان", "سليمان الخميس", "عواطف الظفر", "باسل فلمبان"]
)
def test_a_name_that_looks_like_words_stays_whole(name):
    assert inner(f"قال {name} المعروف", name) == name


def test_one_word_is_always_left():
    assert inner("قال اليوم", "اليوم") == "اليوم"


@pytest.mark.parametrize("word", ["سيلتقيان", "يجتمعون", "قال"])
def test_verbs_in_the_future_and_the_dual_are_verbs(word):
    assert is_verb(word)


def test_a_name_in_an_is_no_verb():
    assert not is_verb("ستولمان")
