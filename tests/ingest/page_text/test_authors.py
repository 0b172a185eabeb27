"""Names and desks are authors; prose and headlines are not."""

import pytest

from archive.ingest.page_text.authors import is_noun_phrase, reads_as_author, reads_as_full_name

NAMES = ("سلمى الحداد", "محمد عبد الستار البدري", "د. خالد منصور", "علي حسن", "هدى مراد", "أم كلثوم", "John Smith")
DESKS = (
    "قسم البحوث",
    "فريق التحرير",
    "المحرر السياسي",
    "مراسل الصحيفة",
    "قسم البيئة والمناخ والموارد المائية والعلاقات الدولية",
)
PROSE = (
    "توفي في دمشق الشاعر المعروف",
    "ولد نجيب محفوظ",
    "وفاة فاتن حمامة",
    "أعلنت وزارة التربية",
    "جدول مباريات الدوري",
    "انطلاق المهرجان",
    "شهد محافظ المدينة",
    "عودة اللقالق",
    "الوزارة ابتداء من",
    "بملعب رادس",
    "آخر تحديث",
    "نشر",
    "أضيفت",
    "",
    "3",
)


@pytest.mark.parametrize("text", [*NAMES, *DESKS])
def test_names_and_desks_are_authors(text):
    assert reads_as_author(text)


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_no_author(text):
    assert not reads_as_author(text)


@pytest.mark.parametrize("text", ["أسماء نصار", "أحمد سالم", "سلمى الحداد", "خالد عبد الرحمن منصور"])
def test_a_full_name_is_two_to_four_words_of_names(text):
    assert reads_as_full_name(text)


@pytest.mark.parametrize(
    "text", ["سلمى", "الشاعر قصيدته", "أحمد عن السهل", "ولد نجيب محفوظ", "فريق التحرير", "أحمد 3 سالم"]
)
def test_one_word_and_prose_are_no_full_names(text):
    assert not reads_as_full_name(text)


def test_a_preposition_folded_like_a_name_is_recognised_by_its_print():
    assert is_noun_phrase("علي حسن")
    assert not is_noun_phrase("حسن على الطريق")
