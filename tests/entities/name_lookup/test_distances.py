"""Up to what distance two spellings count as one name."""

from archive.entities.name_lookup.distances import (
    MISSING_WORD_DISTANCE,
    is_surname_variant,
    missing_middle_distance,
    misspelling_distance,
    one_word_distance,
    same_name_distance,
)
from archive.entities.name_lookup.forms import spelled_form, spelling_key


def form(text, kind="full"):
    return spelled_form(1, kind, text)


def key(text):
    return spelling_key(tuple(text.split()))


def test_a_full_name_and_a_surname_do_not_go_together():
    assert same_name_distance(form("أنطونيو غوتيريش"), form("غوتيريش", "single")) is None


def test_a_place_goes_with_near_spellings_alone():
    assert same_name_distance(form("بيونغيانغ", "place"), form("بيونغ يانغ", "place")) == 0
    assert same_name_distance(form("قلعوشيا", "place"), form("زرنوفيا", "place")) is None


def test_a_rare_word_may_misspell_a_name_and_a_common_one_may_not():
    assert misspelling_distance(key("زغروتة"), form("زغروطة", "single")) < 0.5
    assert misspelling_distance(key("سليمان"), form("سلمان", "single")) is None


def test_one_word_may_differ_if_it_begins_or_ends_alike():
    assert one_word_distance(key("رشيد القلعوشي"), key("رشيد القلعوسي"), 1) is not None
    assert one_word_distance(key("رشيد زرنوفيتش"), key("رشيد القلعوشي"), 1) is None


def test_a_missing_middle_name_costs_a_little():
    assert missing_middle_distance(key("تياغو سيلفا"), key("تياغو إميليانو سيلفا")) == MISSING_WORD_DISTANCE


def test_spellings_of_one_rare_surname_imply_it():
    assert is_surname_variant("ترونغ", ["ترونج", "فو"])
    assert not is_surname_variant("ترونغ", ["بوتين"])
