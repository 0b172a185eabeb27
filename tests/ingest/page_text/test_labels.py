import pytest

from archive.ingest.page_text.labels import inline_related, is_boundary, read_label


@pytest.mark.parametrize(
    ("line", "kind", "value"),
    [
        ("تاريخ النشر: 3rd, April 2019 GMT", "date", "3rd, April 2019 GMT"),
        ("نُشر في 3 نيسان 2019", "date", "3 نيسان 2019"),
        ("نشر بتاريخ : ٢٠١٩/٠٤/٠٣", "date", "٢٠١٩/٠٤/٠٣"),
        ("آخر تحديث: 3 أبريل 2019 - 14:20", "updated", "3 أبريل 2019 - 14:20"),
        ("المصدر: نشرة الحقول الخضراء", "source", "نشرة الحقول الخضراء"),
        ("المصدر : نشرة الحقول", "source", "نشرة الحقول"),
        ("الكلمات المفتاحية: طيور، لبنان", "tags", "طيور، لبنان"),
        ("الوسوم: طيور", "tags", "طيور"),
        ("بقلم: سلمى الحداد", "byline", "سلمى الحداد"),
        ("بقلم سلمى الحداد", "byline", "سلمى الحداد"),
        ("القسم: بيئة", "section", "بيئة"),
        ("كلمات دلالية:", "tags", ""),
    ],
)
def test_it_reads_a_label(line, kind, value):
    assert read_label(line) == (kind, value)


@pytest.mark.parametrize(
    "line",
    [
        "نشر في الصحيفة مقالا عن الطيور",
        "قسم البحوث والدراسات",
        "المصدر الأول للقلق هو الجفاف الذي يضرب السهل",
        "المصدر: " + "كلام طويل لا ينتهي " * 12,
        "كتب الشاعر قصيدته",
    ],
)
def test_prose_is_no_label(line):
    assert read_label(line) is None


@pytest.mark.parametrize(
    "line", ["إقرأ أيضاً:", "اقرأ ايضا", "طالع أيضًا :", "◄ شاهد أيضاً", "مواضيع ذات صلة", "قد يهمك أيضا"]
)
def test_it_knows_a_boundary(line):
    assert is_boundary(line)


def test_a_sentence_that_begins_like_a_boundary_is_none():
    assert not is_boundary("اقرأ أيضا ما كتبه الرحالة عن السهل")


def test_it_reads_the_headline_on_a_boundarys_line():
    assert inline_related("اقرأ أيضاً: سلحفاة نادرة تعود إلى البحر") == "سلحفاة نادرة تعود إلى البحر"
    assert inline_related("اقرأ أيضا ما كتبه الرحالة عن السهل") is None


@pytest.mark.parametrize(
    ("line", "kind", "value"),
    [
        ("آخر تحديث 3 أبريل 2019 - 14:20", "updated", "3 أبريل 2019 - 14:20"),
        ("أضيفت في 3 أبريل 2019", "date", "3 أبريل 2019"),
        ("نشر 3 أبريل 2019", "date", "3 أبريل 2019"),
        ("تم نشره الأربعاء 3 نيسان / أبريل 2019 09:22 مساءً", "date", "الأربعاء 3 نيسان / أبريل 2019 09:22 مساءً"),
        ("3 أبريل 2019 - آخر تحديث 5 أبريل 2019", "date", "3 أبريل 2019"),
        ("كتب أحمد سالم", "byline", "أحمد سالم"),
        ("كتبت أسماء نصار", "byline", "أسماء نصار"),
        ("كتب - أحمد سالم:", "byline", "أحمد سالم"),
        ("حوار: خالد منصور", "byline", "خالد منصور"),
        ("تقرير - سلطان الأحمدي", "byline", "سلطان الأحمدي"),
        ("إعداد / هدى مراد", "byline", "هدى مراد"),
        ("حاورته سلمى الحداد", "byline", "سلمى الحداد"),
        ("تحقيق وتصوير: خالد منصور", "byline", "خالد منصور"),
        ("تصوير وتقرير: خالد منصور", "byline", "خالد منصور"),
        ("إعداد وتقديم: خالد منصور", "byline", "خالد منصور"),
        ("الكلمات الدالة", "tags", ""),
        ("تاجز: طيور، لبنان", "tags", "طيور، لبنان"),
    ],
)
def test_it_reads_the_labels_of_other_pages(line, kind, value):
    assert read_label(line) == (kind, value)


@pytest.mark.parametrize(
    "line",
    [
        "تقرير: مخزونات النفط تتجاوز المتوسط",
        "حوار: ما مصير الطيور في السهل",
        "تحديث: مقتل ثلاثة في انفجار في السوق",
        "كتب الشاعر قصيدته عن السهل",
        "نشر في المجلة مقالا يوم 3 أبريل 2019 عن الطيور",
        "تحقيق - العالم يواجه الجفاف",
    ],
)
def test_headlines_and_prose_with_the_words_of_a_label_are_none(line):
    assert read_label(line) is None
