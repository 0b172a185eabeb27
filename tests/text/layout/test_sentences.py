import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.layout.sentences import sentence_around, sentence_spans


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("وصل الوفد. غادر الوفد.", ["وصل الوفد.", "غادر الوفد."]),
        ("هل وصل؟ نعم! وصل", ["هل وصل؟", "نعم!", "وصل"]),
        ("قال: «وصلنا.» ثم غادر", ["قال: «وصلنا.»", "ثم غادر"]),
        ("«إن لم يحدث.. سأنسحب» قال", ["«إن لم يحدث.. سأنسحب» قال"]),
        ("بلغ 3.5 مليون. ثم تراجع", ["بلغ 3.5 مليون.", "ثم تراجع"]),
        ("قال د. أحمد ذلك. وأضاف", ["قال د. أحمد ذلك.", "وأضاف"]),
        ("الزيارة . غدا", ["الزيارة .", "غدا"]),
        ("بلا نهاية", ["بلا نهاية"]),
        ("", []),
    ],
)
def test_sentences_end_at_their_signs(text, sentences):
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


def test_the_sentence_around_a_span_is_found():
    text = "وصل الوفد. غادر في 5 مايو. ثم عاد."
    start = text.index("5 مايو")
    assert text[slice(*sentence_around(text, start, start + 6))] == "غادر في 5 مايو."


@given(st.text(alphabet="ابج .!؟»…\n٣5"))
def test_every_printed_character_is_in_one_sentence(text):
    spans = sentence_spans(text)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    for start in range(len(text)):
        around = sentence_around(text, start, start + 1)
        assert around[0] <= start < around[1]
