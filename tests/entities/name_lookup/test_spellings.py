"""Spellings and misspellings of a name."""

import gc
import weakref

import pytest

from archive.entities.authority import FormRow
from archive.entities.name_lookup.spellings import NameSpellings

ROWS = [
    *(FormRow(1, "person", text, "name") for text in ("أنطونيو غوتيريش", "أنطونيو جوتيريس", "غوتيريش", "غوتيريس", "الأمين غوتيريش")),
    *(FormRow(2, "place", text, "name") for text in ("بيونغيانغ", "بيونغ يانغ")),
    *(FormRow(3, "organization", text, "name") for text in ("منظمة أوبك", "أوبك", "منظمة الدول المصدرة للنفط")),
    *(FormRow(4, "organization", text, "name") for text in ("نادي النصر", "النصر")),
    *(FormRow(5, "place", text, relation) for text, relation in (("تشيلي", "name"), ("شيلي", "name"), ("تشيلي", "nationality"))),
    *(FormRow(6, "person", text, "name") for text in ("وانغ شياو لونغ", "وانغ شياو لونج")),
    *(FormRow(7, "person", text, "name") for text in ("سمير عبد الجليل", "عبد الجليل", "سمير عبدالجليل", "(الوزير) سمير")),
    *(FormRow(8, "person", text, "name") for text in ("خالد بن سلمان", "بن سلمان")),
]  # fmt: skip


@pytest.fixture(scope="module")
def names():
    return NameSpellings(ROWS)


def of(names, text):
    return set(names.of(tuple(text.split())))


def near(names, text):
    return names.near(tuple(text.split()))


def test_a_full_name_goes_with_the_full_names_of_its_bearer(names):
    assert of(names, "أنطونيو غوتيريش") == {"أنطونيو جوتيريس", "الأمين غوتيريش"}


def test_a_surname_goes_with_its_spellings_alone(names):
    assert of(names, "غوتيريس") == {"غوتيريش", "جوتيريس"}
    assert of(names, "وغوتيريس") == of(names, "غوتيريس")


def test_the_last_words_of_one_mans_names_are_surnames(names):
    assert of(names, "لونغ") == {"لونج"}
    assert of(names, "شياو") == set()


def test_a_compound_surname_is_not_a_full_name(names):
    assert of(names, "عبد الجليل") == set()
    assert of(names, "سمير عبد الجليل") == {"سمير عبدالجليل"}
    assert of(names, "خالد بن سلمان") == set()


def test_a_place_goes_with_its_spellings_in_one_word_or_two(names):
    assert of(names, "بيونغ يانغ") == {"بيونغيانغ"}
    assert of(names, "بيونغيانغ") == {"بيونغ يانغ"}


def test_an_organization_goes_with_all_its_names(names):
    assert of(names, "أوبك") == {"منظمة أوبك", "منظمة الدول المصدرة للنفط"}


def test_a_common_word_does_not_expand_to_an_organization(names):
    assert of(names, "النصر") == set()


def test_countries_and_forms_with_context_words_are_left_out(names):
    assert of(names, "شيلي") == set()
    assert of(names, "سمير") == set()
    assert not names.listed(("سمير",))


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("بيونج يانج", "بيونغ يانغ"),
        ("بيونج ينج", "بيونغ يانغ"),
        ("بيونجينج", "بيونغ يانغ"),
        ("انطونيو جوتيرس", "أنطونيو جوتيريس"),
        ("وانج شياو لونج", "وانغ شياو لونج"),
        ("وامغ شياو لونغ", "وانغ شياو لونغ"),
        ("انطونيو غوتيريك", "أنطونيو غوتيريش"),
    ],
)
def test_an_unlisted_spelling_is_near_a_listed_one(names, typed, nearest):
    assert nearest in near(names, typed)


@pytest.mark.parametrize("typed", ["غوتيريش", "في من", "خالد بن سليمان", "بيروت", "سمير", "", "وانغ"])
def test_listed_forms_other_names_and_common_words_misspell_nothing(names, typed):
    assert near(names, typed) == ()


@pytest.mark.parametrize(("typed", "expected"), [
    ("أنطونيو غوتيريش", "غوتيريش"),
    ("أنطونيو غوتيرش", "غوتيرش"),
    ("غوتيريش", None),
    ("بيونغ يانغ", None),
    ("سمير عبد الجليل", None),
])  # fmt: skip
def test_the_surname_of_a_full_name_identifies_its_bearer(names, typed, expected):
    assert names.surname(tuple(typed.split())) == expected


def test_a_surname_of_many_persons_identifies_none():
    many = NameSpellings(
        FormRow(n, "person", f"{first} غوتيريش", "name") for n, first in enumerate(("أنا", "لويس", "خوان", "ماريا"))
    )
    assert many.surname(("لويس", "غوتيريش")) is None


@pytest.mark.parametrize("typed", ["أنطونيو مانويل غوتيريش", "أنطونيو مانويل دي غوتيرش"])
def test_an_extra_middle_name_is_tolerated(names, typed):
    assert "أنطونيو غوتيريش" in near(names, typed)


@pytest.mark.parametrize(("typed", "meant"), [("تياغو سيلفا", ("تياغو إميليانو دا سيلفا",)), ("كريم الأمين", ())])
def test_a_missing_middle_name_is_tolerated_if_the_last_name_is_not_a_word(typed, meant):
    listed = NameSpellings([
        FormRow(1, "person", "تياغو إميليانو دا سيلفا", "name"),
        FormRow(2, "person", "كريم عبد الله الأمين", "name"),
    ])  # fmt: skip
    assert near(listed, typed) == meant


def test_names_that_are_replaced_need_no_garbage_collection():
    gc.disable()
    try:
        names = NameSpellings(ROWS)
        assert of(names, "بيونغيانغ")
        replaced = weakref.ref(names)
        del names
        assert replaced() is None
    finally:
        gc.enable()
