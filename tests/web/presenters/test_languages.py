import pytest

from archive.web.presenters.languages import direction, language_name


@pytest.mark.parametrize(("tag", "name"), [("fr", "الفرنسية"), ("fr-CA", "الفرنسية"), ("xzz", "xzz")])
def test_a_language_has_its_arabic_name(tag, name):
    assert language_name(tag) == name


@pytest.mark.parametrize(
    ("tag", "way"),
    [("ar", "rtl"), ("", "rtl"), ("fa", "rtl"), ("he", "rtl"), ("fr", "ltr"), ("tr", "ltr"), ("az-Arab", "rtl")],
)
def test_a_language_runs_in_the_direction_of_its_script(tag, way):
    assert direction(tag) == way
