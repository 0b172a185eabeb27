"""Verb forms found in the counts of a small vocabulary."""

import pytest

from archive.text.stemming.verbs import compile_verbs

INDUCED = {"يزخرف": 400, "تزخرف": 200, "سيزخرف": 9, "زخرف": 50, "زخرفت": 30, "زخرفوا": 5, "يزخرفون": 20}


NOUN = {"يزخرف": 400, "تزخرف": 200, "سيزخرف": 9, "زخرف": 50, "زخرفت": 30, "اليزخرف": 50}


def test_a_verb_is_found_in_the_counts():
    verbs = compile_verbs(INDUCED)
    assert {verbs[form] for form in ("يزخرف", "تزخرف", "زخرفت", "يزخرفون", "زخرفوا")} == {"زخرف"}


@pytest.mark.parametrize("missing", [("سيزخرف",), ("يزخرفون",)], ids=["a future", "a plural"])
def test_a_verb_in_the_counts_has_a_future_and_a_plural(missing):
    assert not compile_verbs({form: count for form, count in INDUCED.items() if form not in missing})


def test_a_past_of_the_counts_is_not_many_times_as_frequent_as_its_present():
    assert compile_verbs(INDUCED | {"زخرف": 8_000})
    assert not compile_verbs(INDUCED | {"زخرف": 8_001})


def test_a_form_of_a_listed_verb_makes_no_other_verb():
    """يكتبوا is the plural of يكتب, no present of كتبوا."""
    counts = {
        "كتب": 900,
        "يكتب": 900,
        "كتبوا": 90,
        "كتبوات": 5,
        "يكتبوا": 400,
        "تكتبوا": 200,
        "سيكتبوا": 9,
        "يكتبواون": 9,
    }
    assert compile_verbs(counts)["يكتبوا"] == "كتب"
    assert "سيكتبوا" not in compile_verbs(counts)


def test_waw_begins_the_past_of_a_two_letter_present_alone():
    forms = ("", "ت", "وا")
    long = {"يزخرف": 400, "تزخرف": 200, "سيزخرف": 9, "يزخرفون": 20} | {"وزخرف" + end: 50 for end in forms}
    assert "وزخرفت" not in compile_verbs(long)
    short = {"يكز": 400, "تكز": 200, "سيكز": 9, "يكزون": 20} | {"وكز" + end: 50 for end in forms}
    assert compile_verbs(short)["يكز"] == "وكز"


def test_a_word_that_takes_the_article_is_no_verb():
    assert "يزخرف" not in compile_verbs(NOUN)


def test_a_form_that_is_not_attested_is_no_form():
    assert "نزخرف" not in compile_verbs(INDUCED)


def test_a_whole_form_goes_before_a_shortened_one():
    counts = {"يصل": 500, "وصل": 300, "وصلت": 90, "صلي": 9000, "يصلي": 90, "صلت": 5}
    assert compile_verbs(counts)["يصل"] == "وصل"


def test_a_noun_behind_its_article_is_no_form_of_a_verb():
    assert "الدين" not in compile_verbs({"ولد": 900, "يلد": 900, "الدين": 900, "للدين": 50, "تلد": 200})
    assert compile_verbs({"الغي": 900, "يلغي": 900, "الغت": 90})["الغت"] == "الغي"


@pytest.mark.parametrize("name", ["بكين", "تلمسان", "لمسا"])
def test_a_form_more_frequent_than_its_rare_ending_allows_is_a_name(name):
    counts = {"بكي": 100, "يبكي": 100, "لمس": 100, "يلمس": 100, "تلمس": 50}
    assert name in compile_verbs(counts | {name: 2})
    assert name not in compile_verbs(counts | {name: 40})


def test_a_verb_whose_past_is_rather_a_noun_stands_apart_from_the_noun():
    verbs = compile_verbs({"طالب": 900, "الطالب": 600, "يطالب": 300, "تطالب": 200, "طالبت": 200})
    assert verbs["طالبت"] == verbs["يطالب"] == verbs["تطالب"] == "يطالب"
    assert "طالب" not in verbs


def test_a_jussive_without_its_weak_letter_belongs_to_the_verb():
    counts = {"كان": 9000, "يكون": 5000, "تكون": 4000, "يكن": 900, "تكن": 300}
    assert {compile_verbs(counts)[form] for form in counts} == {"كان"}


def test_a_jussive_is_at_most_half_as_frequent_as_the_whole_form():
    counts = {"كان": 9000, "يكون": 500}
    assert compile_verbs(counts | {"يكن": 250})["يكن"] == "كان"
    assert "يكن" not in compile_verbs(counts | {"يكن": 251})


@pytest.mark.parametrize("counts", [
    {"يونس": 500, "تونس": 2000, "سيونس": 20, "اونس": 90, "اونست": 9, "اونسوا": 9},
    {"يلين": 500, "تلين": 200, "سيلين": 20, "الي": 9000, "الين": 9, "اليت": 9, "اليوا": 9},
], ids=["a name beside another", "a preposition"])  # fmt: skip
def test_what_the_counts_seem_to_show_is_no_verb(counts):
    assert not compile_verbs(counts).keys() & {"يونس", "تونس", "يلين"}


def test_of_two_verbs_written_alike_in_the_past_the_later_ones_present_stands_apart():
    verbs = compile_verbs({"بدا": 900, "يبدا": 500, "يبدو": 800, "تبدو": 300, "بدات": 90})
    assert verbs["يبدا"] == verbs["بدات"] == "بدا"
    assert verbs["يبدو"] == verbs["تبدو"] == "يبدو"
