"""Which of overlapping names is chosen."""

import pytest

from archive.entities.authority import FormRow
from archive.entities.recognition import AnalyzedText, Matcher
from archive.entities.recognition.combining import MIN_CONFIDENCE, read_names
from archive.entities.recognition.spans import NamedSpan, TaggerOutput

FORMS = [
    FormRow(1, "person", "رشيد القلعوشي", "name"),
    FormRow(1, "person", "القلعوشي", "name"),
    FormRow(1, "person", "الأمير رشيد القلعوشي", "name"),
    FormRow(2, "place", "زغروطة", "name", guarded=True),
    FormRow(3, "organization", "شركة نبراس", "name"),
    FormRow(4, "place", "قلعوشيا", "name"),
    FormRow(4, "place", "قلعوشي", "nationality"),
]


def read(text, *tagged, outside=()):
    """`tagged`: (words, type, confidence); `outside`: words the tagger holds for plain ones."""
    analyzed = AnalyzedText(text)
    spans = [
        NamedSpan(text.index(words), text.index(words) + len(words), kind, "tagger", confidence)
        for words, kind, confidence in tagged
    ]
    output = TaggerOutput(spans, {text.index(word): 0.99 for word in outside})
    return [
        (
            text[one.span.start : one.span.end],
            one.span.type,
            one.match.entity if one.match else None,
            one.span.confidence,
        )
        for one in read_names(analyzed, Matcher(FORMS).find(analyzed), output)
    ]


def counting(found):
    return [row[:3] for row in found if row[3] >= MIN_CONFIDENCE]


def test_a_fuller_name_of_a_known_person_is_that_person():
    found = read("قال محمد رشيد القلعوشي", ("محمد رشيد القلعوشي", "person", 0.9))
    assert counting(found) == [("محمد رشيد القلعوشي", "person", 1)]
    found = read("عاد الأمير رشيد القلعوشي بن سالم", ("رشيد القلعوشي بن سالم", "person", 0.9))
    assert counting(found) == [("رشيد القلعوشي بن سالم", "person", 1)]


def test_the_longer_name_wins_if_it_is_certain_enough():
    text = "افتتح معهد رشيد القلعوشي اليوم"
    sure = read(text, ("معهد رشيد القلعوشي", "organization", 0.8))
    assert counting(sure) == [("معهد رشيد القلعوشي", "organization", None)]


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("سالم بن رشيد القلعوشي", None),
        ("رشيد القلعوشي الحربي", None),
        ("رشيد القلعوشي الابن", None),
        ("رشيد القلعوشي بن سالم", 1),
        ("محمد رشيد القلعوشي", 1),
    ],
)
def test_a_son_and_a_namesake_are_other_persons(name, entity):
    found = read(f"عاد {name} أمس", (name, "person", 0.9))
    assert counting(found) == [(name, "person", entity)]


def test_a_common_word_after_a_known_name_is_not_part_of_it():
    found = read("عاد رشيد القلعوشي جاهزا أمس", ("رشيد القلعوشي جاهزا", "person", 0.9))
    assert counting(found) == [("رشيد القلعوشي", "person", 1)]
