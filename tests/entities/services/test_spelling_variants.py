"""Proposed pairs of spellings and curators' decisions about them."""

import pytest
from django.db import IntegrityError, transaction

from archive.entities.models import Entity, NameForm, SpellingVariant
from archive.entities.selectors import name_spellings, spelling_decisions
from archive.entities.services import spelling_variants_propose, spelling_variants_set_state

pytestmark = pytest.mark.django_db


def test_a_pair_is_proposed_once_in_the_order_of_letters_and_folded():
    assert spelling_variants_propose(pairs=[("لونغ", "لونج", 0.15, 0.4), ("لونج", "لونغ", 0.15, 0.4)]) == 1
    assert spelling_variants_propose(pairs=[("لونج", "لونغ", 0.15, None), ("أَحمد", "احمد", 0.0, None)]) == 0
    assert [(pair.one, pair.other) for pair in SpellingVariant.objects.all()] == [("لونج", "لونغ")]


def test_decisions_take_effect_at_once():
    spelling_variants_propose(pairs=[("لونغ", "لونج", 0.15, 0.4), ("سالم", "سليم", 0.7, 0.1)])
    assert spelling_decisions().confirmed == {}
    spelling_variants_set_state(variants=SpellingVariant.objects.filter(one="لونج"), state="confirmed")
    spelling_variants_set_state(variants=SpellingVariant.objects.filter(one="سالم"), state="refused")
    decisions = spelling_decisions()
    assert decisions.confirmed == {"لونج": ("لونغ",), "لونغ": ("لونج",)}
    assert decisions.is_refused("سليم", "سالم")
    assert not decisions.is_refused("لونغ", "لونج")


def test_a_refused_pair_is_not_proposed_again():
    spelling_variants_propose(pairs=[("سالم", "سليم", 0.7, 0.1)])
    spelling_variants_set_state(variants=SpellingVariant.objects.all(), state="refused")
    assert spelling_variants_propose(pairs=[("سالم", "سليم", 0.7, 0.3)]) == 0
    assert SpellingVariant.objects.get().state == "refused"


def test_the_table_accepts_pairs_in_order_only():
    with pytest.raises(IntegrityError), transaction.atomic():
        SpellingVariant.objects.create(one="ب", other="ا")


def test_order_is_by_code_points_whatever_the_database_sorts_by():
    """A dictionary puts آ before ء, and Persian پ before ت."""
    for one, other in (("ءب", "آب"), ("توتين", "پوتين")):
        SpellingVariant.objects.create(one=one, other=other)
        with pytest.raises(IntegrityError), transaction.atomic():
            SpellingVariant.objects.create(one=other, other=one)


def test_spellings_follow_the_name_forms():
    city = Entity.objects.create(type="place", name="بيونغيانغ")
    NameForm.objects.create(entity=city, text="بيونغيانغ")
    assert name_spellings().of(("بيونغيانغ",)) == ()
    NameForm.objects.create(entity=city, text="بيونغ يانغ")
    assert name_spellings().of(("بيونغيانغ",)) == ("بيونغ يانغ",)
