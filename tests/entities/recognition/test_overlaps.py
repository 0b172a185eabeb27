"""Which of overlapping names is chosen."""

import pytest

from tests.entities.recognition.weighed import counting, read


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
