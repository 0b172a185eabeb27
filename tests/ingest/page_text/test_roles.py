import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.page_text.gazetteer import Gazetteer
from archive.ingest.page_text.lines import read_lines
from archive.ingest.page_text.roles import assign_roles
from archive.ingest.readers.text import line_roles

ROLES = {
    "title",
    "date",
    "byline",
    "source",
    "dateline",
    "body",
    "subhead",
    "caption",
    "tags",
    "boundary",
    "chrome",
    "related",
}
LINES = st.sampled_from(
    [
        "",
        "عودة اللقالق",
        "عودة اللقالق",
        "اقرأ أيضا:",
        "اقرأ أيضا: سلحفاة نادرة تعود إلى البحر",
        "المصدر: نشرة",
        "المصدر:",
        "الوسوم: طيور",
        "تاريخ النشر: 3 أبريل 2019",
        "3 أبريل 2019",
        "رويترز",
        "شارك",
        "صورة.jpg",
        "- عودة -",
        "كلام طويل جدا لا يقال إلا في الأخبار التي تملأ السطور. " * 3,
    ]
)


@pytest.fixture
def roles(gazetteer):
    return lambda text: [role for _number, role in line_roles(text.encode(), gazetteer)]


def test_a_page_with_labels_and_an_embedded_article(roles, page):
    first = ["title", "date", "body", "body", "body", "source", "tags"]
    assert roles(page) == [*first, "boundary", "title", "body", "body", "body"]


def test_lines_keep_their_numbers_and_blank_ones_are_left_out(gazetteer, prose):
    text = f"\n{prose('السهل')}\r\n\r\n{prose('المركز')}"
    assert line_roles(text.encode(), gazetteer) == [(2, "body"), (4, "body")]


def test_a_picture_chrome_and_a_glued_dateline_stand_before_the_prose(roles, prose):
    caption = "لقلق فوق سهل البقاع. 3 أبريل 2019 - REUTERS"
    text = "\n".join(
        [
            "عودة اللقالق",
            "",
            "clock iconمدة القراءة 4",
            caption,
            caption,
            "بيروترويترز",
            "",
            prose("السهل"),
            "",
            "تصنيفات",
        ]
    )
    assert roles(text) == ["title", "chrome", "caption", "caption", "dateline", "body", "chrome"]


def test_a_boundary_with_nothing_behind_it_is_chrome(roles, prose):
    assert roles(f"عودة اللقالق\n{prose('السهل')}\nقصص قد تهمك\nشارك")[-2:] == ["chrome", "chrome"]


def test_a_department_with_a_date_is_a_byline(roles, prose):
    assert roles(f"عودة اللقالق\nقسم البيئة والمناخ 03-04-2019\n{prose('السهل')}\n{prose('المركز')}")[1] == "byline"


def test_a_date_alone_on_its_line_is_a_date(roles, prose):
    assert roles(f"عودة اللقالق\nالأربعاء 3 أبريل 2019 - 14:30\n{prose('السهل')}\n{prose('المركز')}")[1] == "date"


@pytest.mark.parametrize(
    "subhead", ["- عودة بعد غياب -", "الطريق إلى السهل", "12 عشا في قرية واحدة", "هل تعود كل عام؟"]
)
def test_a_short_line_between_paragraphs_is_a_subhead(roles, prose, subhead):
    assert roles(f"عودة اللقالق\n{prose('السهل')}\n{subhead}\n{prose('المركز')}")[2] == "subhead"


@pytest.mark.parametrize("line", ["وعادت الطيور كلها.", "- قمح", "1- القمح", "وقال المدير:", "«لن نغادر السهل»"])
def test_a_short_sentence_or_an_entry_of_a_list_is_prose(roles, prose, line):
    assert roles(f"عودة اللقالق\n{prose('السهل')}\n{line}\n{prose('المركز')}")[2] == "body"


def test_the_last_line_is_no_subhead(roles, prose):
    assert roles(f"عودة اللقالق\n{prose('السهل')}\nنشرة قصيرة")[-1] == "body"


@pytest.mark.parametrize(
    "first",
    ["عادت اللقالق إلى السهل.", "بيروت- عادت اللقالق إلى السهل بعد غياب", "قال المدير في مؤتمر صحافي:", "كلمة " * 40],
)
def test_a_first_line_that_does_not_read_like_a_headline_is_prose(roles, prose, first):
    assert roles(f"{first}\n{prose('السهل', 4)}")[0] == "body"


@pytest.mark.parametrize(
    "first", ["تونس: عودة اللقالق", "المغرب : اللقالق تعود بأعداد كبيرة", "عودة اللقالق..", "القاهرة - عودة اللقالق"]
)
def test_a_headline_may_begin_with_a_place_or_end_in_dots(roles, prose, first):
    assert roles(f"{first}\n{prose('السهل', 4)}")[0] == "title"


def test_a_line_with_place_date_and_agency_is_a_dateline(roles, prose):
    line = "القاهرة 27 رجب 1440 هـ الموافق 3 أبريل 2019 م واس"
    assert roles(f"عودة اللقالق\n{line}\n{prose('السهل')}\n{prose('المركز')}")[1] == "dateline"


def test_a_date_in_digits_is_no_chrome(roles, prose):
    assert roles(f"عودة اللقالق\n03-04-2019\n{prose('السهل')}\n{prose('المركز')}")[1] == "date"


def test_a_headline_printed_twice_is_a_title_twice(roles, prose):
    assert roles(f"عودة اللقالق إلى السهل\nعودة اللقالق إلى السهل\n{prose('السهل')}") == ["title", "title", "body"]


def test_an_agencys_name_at_the_end_is_a_signature(roles, prose):
    assert roles(f"عودة اللقالق\n{prose('السهل')}\n{prose('المركز')}\n(أ ف ب)")[-1] == "source"


def test_cards_at_the_end_are_known_by_their_pattern(roles, prose):
    headlines = ("سلحفاة نادرة تعود", "ميناء جديد للصيادين")
    cards = "\n".join(f"{headline}\n\n{headline}\n\nكان ذلك صباحا." for headline in headlines)
    assert roles(f"{prose('السهل')}\n\n{prose('المركز')}\n\n{cards}") == ["body", "body", *["related"] * 6]


def test_short_lines_behind_a_boundary_are_cards(roles, prose):
    text = f"عودة اللقالق\n{prose('السهل')}\n{prose('المركز')}\nمواضيع ذات صلة\nسلحفاة نادرة تعود\nميناء جديد للصيادين"
    assert roles(text)[-3:] == ["boundary", "related", "related"]


def test_a_box_within_an_article_does_not_cut_it(roles, prose):
    box = "اقرأ أيضا:\nسلحفاة نادرة تعود"
    text = f"عودة اللقالق\n{prose('السهل')}\n{box}\n{prose('المركز')}\n{prose('الممر')}\nالمصدر: نشرة الحقول"
    assert roles(text) == ["title", "body", "boundary", "related", "body", "body", "source"]


def test_a_headline_on_the_boundarys_own_line_is_a_card(roles, prose):
    text = f"عودة اللقالق\n{prose('السهل')}\nاقرأ أيضا: سلحفاة نادرة تعود إلى البحر\n{prose('المركز')}"
    assert roles(text) == ["title", "body", "related", "body"]


@given(st.one_of(st.text(), st.lists(LINES, max_size=14).map("\n".join)))
def test_every_printed_line_of_any_text_gets_one_of_the_roles(text):
    lines = read_lines(text)
    segments = assign_roles(lines, Gazetteer())
    assert {line.role for line in lines if line.form != "blank"} <= ROLES
    numbers = [
        line.number
        for segment in segments
        for line in segment.lines
        if line.form not in ("blank", "boundary", "inline")
    ]
    assert len(numbers) == len(set(numbers))


def _published(text, gazetteer):
    lines = read_lines(text)
    assign_roles(lines, gazetteer)
    return {line.text: line.role for line in lines}


@pytest.mark.parametrize(
    "life",
    [
        ["11 ديسمبر 1911", "ولد في الجمالية", "13 أكتوبر 1988", "نال جائزة نوبل", "30 أغسطس 2006", "رحل"],
        ["ولد نجيب محفوظ 11 ديسمبر 1911", "توفي 30 أغسطس 2006"],
        ["1911-12-11 ولد في القاهرة"],
        ["11 ديسمبر 1911"],
        ["ميلاد نجيب محفوظ 11 ديسمبر 2001", "زواج نجيب محفوظ 3 أبريل 2019"],
    ],
)
def test_the_dates_of_a_life_are_not_those_of_publication(life, gazetteer, prose):
    roles = _published("\n".join(["نجيب محفوظ في سطور", *life, prose("السهل")]), gazetteer)
    assert not {roles[line] for line in life} & {"date", "byline"}


def test_the_date_may_be_printed_below_the_sixth_line_and_below_a_standfirst(gazetteer, prose):
    head = [
        "عودة اللقالق",
        "عنوان فرعي",
        "بيئة",
        "صورة من السهل",
        "البحيرة",
        "الربيع",
        "القرى",
        "الأربعاء 3 أبريل 2019",
    ]
    assert _published("\n".join([*head, prose("السهل"), prose("المركز")]), gazetteer)[head[-1]] == "date"
    text = f"عودة اللقالق\n{prose('السهل')}\nسلمى الحداد\nالأربعاء 3 أبريل 2019\n{prose('المركز')}\n{prose('الممر')}\n{prose('النهر')}"
    roles = _published(text, gazetteer)
    assert (roles["سلمى الحداد"], roles["الأربعاء 3 أبريل 2019"]) == ("byline", "date")


def test_an_old_date_needs_a_weekday(gazetteer, prose):
    for line, role in (("الأحد 10 مارس 1968", "date"), ("10 مارس 1968", "body")):
        assert _published(f"عودة اللقالق\n{line}\n{prose('السهل')}", gazetteer)[line] == role


def test_a_date_that_is_the_headline_is_no_date_line(gazetteer, prose):
    assert _published(f"2/ 8/ 2010\n{prose('السهل')}\n{prose('المركز')}", gazetteer)["2/ 8/ 2010"] != "date"
