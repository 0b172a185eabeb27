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
