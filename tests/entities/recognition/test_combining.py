"""The names of one text from three witnesses."""

from tests.entities.recognition.weighed import read


def test_two_witnesses_are_more_certain_than_one():
    (alone,) = read("زار رشيد القلعوشي المصنع")
    (agreed,) = read("زار رشيد القلعوشي المصنع", ("رشيد القلعوشي", "person", 0.8))
    assert alone[2] == agreed[2] == 1
    assert agreed[3] > alone[3]


def test_a_name_after_a_clitic_is_a_second_name():
    found = read("قال سامر للقلعوشي كل شيء", ("سامر للقلعوشي", "person", 0.9))
    assert [row[:3] for row in found] == [("سامر", "person", None), ("لقلعوشي", "person", 1)]


def test_a_definite_nationality_is_never_a_name():
    (found,) = read("الوفد القلعوشيين", ("القلعوشيين", "place", 0.7))
    assert found[:3] == ("القلعوشيين", "place", 4)


def test_titles_and_plurals_alone_are_not_names():
    assert read("قال الزعيمان للصحافة", ("الزعيمان", "person", 0.99)) == []
    assert read("من المسلمين هناك", ("المسلمين", "person", 0.9)) == []


def test_an_indefinite_nationality_is_a_name_if_the_tagger_is_certain():
    assert read("قال قلعوشيون أمس", ("قلعوشيون", "person", 0.95))[0][:3] == ("قلعوشيون", "person", None)
    assert read("قال قلعوشيون أمس", ("قلعوشيون", "person", 0.7))[0][:3] == ("قلعوشيون", "place", 4)
