"""Listed forms as they are compared."""

import pytest

from archive.entities.name_lookup.forms import MAX_FORM_WORDS, form_kind, spelled_form


@pytest.mark.parametrize(
    ("text", "kind"),
    [("سمير القاضي", "full"), ("القاضي", "single"), ("عبد المهدي", "single"), ("عادل عبد المهدي", "full"), ("فان دايك", "single")],
)  # fmt: skip
def test_a_particle_and_the_word_after_it_are_one_name(text, kind):
    assert form_kind("person", text) == kind


def test_places_and_organizations_keep_their_type():
    assert form_kind("place", "كوريا الشمالية") == "place"


@pytest.mark.parametrize("text", ["", "  ", "كلمة " * (MAX_FORM_WORDS + 1)])
def test_an_empty_or_too_long_form_is_not_looked_up(text):
    assert form_kind("organization", text) is None


def test_a_form_is_compared_without_clitics_and_joined_with_letters_folded():
    form = spelled_form(1, "place", "بيونغ يانغ")
    assert form.key == ("بيونغ", "يانغ")
    assert form.joined == "بيونغيانغ"
