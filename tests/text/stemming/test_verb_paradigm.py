"""The forms of a verb, and the table of verbs."""

import csv

import pytest

from archive.text.stemming.verb_paradigm import TABLE, paradigm, verb_table


@pytest.mark.parametrize(
    ("past", "present", "forms"),
    [
        ("قال", "يقول", ["قالت", "قالوا", "تقول", "يقولون", "نقول"]),
        ("دعا", "يدعو", ["دعت", "دعوا", "يدعون", "تدعو", "يدع"]),
        ("التقي", "يلتقي", ["التقت", "التقوا", "يلتقون", "نلتقي"]),
    ],
)
def test_the_paradigm_is_written_as_print_has_it(past, present, forms):
    assert set(forms) <= {form for form, _ in paradigm(past, present)}


def test_i_and_we_take_no_suffix():
    forms = {form for form, _ in paradigm("ارسل", "يرسل")}
    assert {"ارسل", "نرسل", "يرسلان"} <= forms
    assert not {"ارسلان", "ارسلون", "نرسلان"} & (forms - {"ارسلا"})


def test_a_doubled_verb_shows_both_letters_before_we():
    assert "مرت" in {form for form, _ in paradigm("مر", "يمر")}
    assert not {"مرنا", "مرتم", "مرن"} & {form for form, _ in paradigm("مر", "يمر")}


def test_the_table_of_verbs_is_sound():
    rows = list(verb_table())
    assert len(rows) >= 1_500
    assert all(present.startswith("ي") for _, present in rows)
    with TABLE.open(encoding="utf-8", newline="") as file:
        printed = [(row["past"], row["present"]) for row in csv.DictReader(file, delimiter="\t")]
    assert len(printed) == len(set(printed))
