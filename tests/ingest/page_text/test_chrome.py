import pytest

from archive.ingest.page_text.chrome import CHROME_PHRASES, is_chrome


@pytest.mark.parametrize("phrase", sorted({phrase for row in CHROME_PHRASES for phrase in row.phrases.split("|")}))
def test_every_phrase_of_the_table_is_chrome(phrase):
    assert is_chrome(phrase)


@pytest.mark.parametrize(
    "line",
    [
        "clock iconمدة القراءة 4",
        "دقائق القراءة - 5",
        "3 دقائق قراءة",
        "مدة القراءة: 2 دقيقة",
        "1,240 مشاهدة",
        "عدد القراءات: 55",
        "تابعنا على فيسبوك",
        "الرئيسية > بيئة > طيور",
        "© 2019 نشرة الحقول",
        "***",
        "منذ 3 ساعات",
        "قبل يومين",
        "فيسبوك تويتر واتساب",
        "حقوق النشر 2022 نشرة الحقول",
        "ZCZC",
        "NNNN",
    ],
)
def test_it_knows_chrome(line):
    assert is_chrome(line)


@pytest.mark.parametrize(
    "line",
    [
        "حقوق النشر تثير جدلا بين الكتاب",
        "قبل يومين من الافتتاح",
        "فيسبوك تحذف حسابات",
        "11 طائرا في السماء",
        "شارك الأهالي في الحملة",
        "إعلان نتائج المسح السنوي",
        "عودة اللقالق",
    ],
)
def test_an_articles_line_is_no_chrome(line):
    assert not is_chrome(line)
