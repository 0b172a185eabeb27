import pytest

from archive.ingest.page_text.lines import read_lines
from archive.ingest.page_text.page_region import PageRegion, mark_surroundings
from archive.ingest.readers.text import read_bytes

MENU = "تجاوز إلى المحتوى الرئيسي|الرئيسية|سياسة|اقتصاد|رياضة|ثقافة|علوم|صحة|منوعات|رأي|فيديو".split("|")
OTHER_HEADLINES = (
    "وزير النقل يتفقد محطة القطارات الجديدة",
    "فوز المنتخب على ضيفه بثلاثة أهداف",
    "أسعار الذهب تتراجع في الأسواق المحلية",
)
TITLE = "عودة اللقالق إلى سهل البقاع بعد غياب طويل"
BODY = (
    "عادت أسراب اللقالق البيضاء إلى سهل البقاع هذا الأسبوع بعد غياب دام تسع سنوات، وفق ما قاله مراقبون للطيور في المنطقة.",
    "وقالت سلمى الحداد، وهي باحثة في مركز دراسات الطيور، إن الأمطار الغزيرة ملأت البرك التي تتغذى منها الطيور المهاجرة.",
    "ويعبر لبنان في الربيع والخريف نحو مليون طائر في طريقها بين أفريقيا وأوروبا، وهو ممر من أهم الممرات في العالم.",
)
FOOTER = "من نحن|اتصل بنا|سياسة الخصوصية|أعلن معنا|وظائف|فيسبوك|تويتر|يوتيوب|جميع الحقوق محفوظة © 2019".split("|")


@pytest.fixture
def read(gazetteer):
    def read(*lines):
        return read_bytes("\n".join(lines).encode(), "page.txt", gazetteer)

    return read


def _texts(record):
    return tuple(text for _role, text in record.paragraphs)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (MENU, FOOTER),
        (["CNN", *MENU], FOOTER),
        (MENU, []),
        ([], FOOTER),
        ([*MENU, "عاجل", *OTHER_HEADLINES], ["الأكثر قراءة", *OTHER_HEADLINES, *FOOTER]),
        ([*MENU, " ".join(OTHER_HEADLINES)], FOOTER),
        ([" | ".join(MENU), *MENU[2:], *MENU[:2]], [" | ".join(FOOTER), *FOOTER]),
        (
            MENU,
            ["نستخدم ملفات تعريف الارتباط لتحسين تجربتك على موقعنا، وباستمرارك في التصفح فإنك توافق على ذلك.", *FOOTER],
        ),
    ],
)
def test_the_article_is_found_among_menus(read, before, after):
    (record,) = (one for one in read(*before, TITLE, *BODY, *after).records if one.kind == "article")
    assert (record.title, _texts(record), record.state) == (TITLE, BODY, "")


def test_longer_site_rules_are_not_the_article(read):
    rules = [
        f"يحق لإدارة الموقع أن تحذف ما يكتبه الزائر إذا خالف القاعدة رقم {number} من قواعد النقاش المنشورة هنا، دون إنذار سابق."
        for number in range(20)
    ]
    (record,) = read(*MENU, TITLE, *BODY, "دخول", "كلمة السر", "إنشاء حساب", *rules, *FOOTER).records
    assert (record.title, _texts(record)) == (TITLE, BODY)


@pytest.mark.parametrize(
    ("head", "date"),
    [
        (["الأربعاء، 3 أبريل 2019 09:23 ص"], "2019-04-03"),
        (["GMT 17:27 03.04.2019 (محدثة GMT 17:49 03.04.2019) انسخ الرابط"], "2019-04-03"),
        (["تم نشره الأربعاء 3 نيسان / أبريل 2019 09:22 مساءً", "بيئة"], "2019-04-03"),
        ([], None),
    ],
)
def test_the_date_below_the_headline_counts_and_the_clock_of_the_page_does_not(read, head, date):
    clock = "الإثنين، 24 أغسطس 2020 09:56 ص"
    record = read(clock, *MENU, TITLE, *head, *BODY, *FOOTER).records[0]
    assert (record.published.first.isoformat() if record.published else None) == date


def test_buttons_and_polls_between_headline_and_text_are_left_out(read):
    between = ("مشاركة", "استطلاع الرأي", "هل تؤيد التعليم عن بعد في الجامعات؟", "نعم", "لا", "عرض النتائج")
    record = read(*MENU, TITLE, *between, *BODY, *FOOTER).records[0]
    assert _texts(record) == BODY


def test_caption_author_source_tags_and_related_headlines_stay(read):
    document = read(
        *MENU, TITLE, "لقالق فوق برك السهل في الربيع", "كتبت سلمى الحداد", *BODY, "المصدر: نشرة الحقول",
        "الكلمات الدلالية: لقالق، البقاع", "اقرأ أيضا:", *OTHER_HEADLINES, *MENU, *FOOTER,
    )  # fmt: skip
    record, *cards = document.records
    assert record.paragraphs[0] == ("caption", "لقالق فوق برك السهل في الربيع")
    assert _texts(record)[1:] == BODY
    assert (record.author, record.source, record.tags) == ("سلمى الحداد", "نشرة الحقول", ("لقالق", "البقاع"))
    assert [card.title for card in cards] == [*OTHER_HEADLINES]


def test_short_sentences_and_the_signature_at_the_end_belong_to_the_article(read):
    record = read(*MENU, TITLE, *BODY, "ولم يصب أحد بأذى.", "سلمى الحداد", *FOOTER).records[0]
    assert _texts(record)[: len(BODY) + 1] == (*BODY, "ولم يصب أحد بأذى.")
    assert record.last_line >= len(MENU) + 1 + len(BODY) + 1


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([*MENU, *OTHER_HEADLINES, *FOOTER], "no article was found"),
        ([*MENU, "رأي", *BODY, *FOOTER], "may have another headline"),
    ],
)
def test_a_doubtful_page_becomes_a_draft_with_a_warning(read, lines, words):
    document = read(*lines)
    assert document.records[0].state == "draft"
    assert [words in warning for warning in document.warnings] == [True]


@pytest.mark.parametrize(
    "lines",
    [
        [TITLE, *BODY],
        [TITLE, *BODY, *["قفا نبك من ذكرى", "حبيب ومنزل", "بسقط اللوى بين", "الدخول فحومل"] * 4],
        [TITLE, "الأهلي 3 - 1 الزمالك", *[f"لاعب رقم {number}" for number in range(12)], *BODY],
        [TITLE, *BODY[:1], "الرئيسية", *BODY[1:]],
    ],
)
def test_other_texts_are_left_as_they_are(gazetteer, lines):
    read = read_lines("\n".join(lines))
    forms = [line.form for line in read]
    assert mark_surroundings(read, gazetteer) is None
    assert [line.form for line in read] == forms


def test_a_region_says_which_lines_it_has(gazetteer):
    lines = read_lines("\n".join([*MENU, TITLE, *BODY, *FOOTER]))
    first = len(MENU) + 1
    assert mark_surroundings(lines, gazetteer) == PageRegion(first, first + len(BODY), True)
