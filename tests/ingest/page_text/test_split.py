import pytest

from archive.ingest.page_text.lines import read_lines
from archive.ingest.page_text.split import split


def _kinds(text, gazetteer):
    return [
        (segment.kind, sum(line.form != "blank" for line in segment.lines))
        for segment in split(read_lines(text), gazetteer)
    ]


def test_one_text_stays_one(gazetteer, prose):
    assert _kinds(f"عودة اللقالق\n{prose('السهل')}\n\n{prose('المركز')}", gazetteer) == [("main", 3)]


def test_an_embedded_article_gets_what_stands_behind_the_boundary(gazetteer, page):
    assert _kinds(page, gazetteer) == [("main", 7), ("embedded", 4)]


def test_an_article_may_follow_the_tag_line_without_any_boundary(gazetteer, page):
    assert _kinds(page.replace("إقرأ أيضاً:\n", ""), gazetteer) == [("main", 7), ("embedded", 4)]


def test_a_card_has_its_headline_its_repetition_and_its_teaser(gazetteer, prose):
    text = f"{prose('السهل')}\n{prose('المركز')}\n\nميناء جديد\n\nميناء جديد\n\nيفتح الميناء غدا."
    assert _kinds(text, gazetteer) == [("main", 2), ("card", 3)]


def test_a_caption_printed_twice_in_the_text_is_no_card(gazetteer, prose):
    caption = "لقلق فوق السهل"
    assert _kinds(f"{prose('السهل')}\n{caption}\n{caption}\n{prose('المركز')}\n{prose('الممر')}", gazetteer) == [
        ("main", 5)
    ]


def test_a_file_of_blank_lines_has_an_empty_main_text(gazetteer):
    assert _kinds("\n\n", gazetteer) == [("main", 0)]


STORKS = (
    "عادت طيور اللقلق إلى أعشاشها فوق مداخن قرية عنجر في سهل البقاع بعد غياب دام سبع سنوات، وفق ما أعلنته البلدية.",
    "ويراقب متطوعون من جمعية الطيور في عنجر الأعشاش بالمناظير ويسجلون عدد فراخ اللقلق كل أسبوع في دفتر واحد.",
    "ويقول المتطوع هاروت إن اللقلق يفضل مداخن البقاع على أشجارها، وإن فراخ هذا العام أكثر من أي عام مضى في عنجر.",
)
SUBMARINE = (
    "أنهت الغواصة اليابانية شينكاي رحلتها إلى قاع خندق ماريانا في المحيط الهادئ بعد أن جمعت عينات من الرواسب.",
    "وأوضح مهندسو شينكاي أن ذراع الغواصة صمدت أمام ضغط الماء في الخندق، وأن العينات ستنقل إلى مختبرات يوكوهاما.",
)
HEADLINES = ("ميناء جديد في صور", "هل تكفي أمطار الربيع سد مأرب؟", "فريق الجليل بطلا للسلة!")


@pytest.mark.parametrize("phrase", ["اقرأ أيضاً", "إقرأ ايضا:", "شاهد أيضا", "مواضيع ذات صلة", "أخبار ذات صلة:"])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_article_goes_on_after_a_box_of_headlines(phrase, count, gazetteer):
    lines = ["اللقالق تعود إلى عنجر", *STORKS[:2], phrase, *HEADLINES[:count], STORKS[2]]
    assert _kinds("\n".join(lines), gazetteer) == [("main", 4), *[("card", 1)] * count]


def test_after_a_box_comes_the_article_of_its_last_headline_and_then_the_first_one_goes_on(gazetteer):
    lines = [
        "اللقالق تعود إلى عنجر",
        *STORKS[:2],
        "اقرأ أيضا",
        HEADLINES[0],
        "شينكاي تبلغ قاع ماريانا",
        *SUBMARINE,
        STORKS[2],
    ]
    assert _kinds("\n".join(lines), gazetteer) == [("main", 4), ("card", 1), ("embedded", 3)]


def test_a_signature_closes_an_inserted_article(gazetteer):
    lines = ["اللقالق تعود إلى عنجر", *STORKS[:2], "شينكاي تبلغ قاع ماريانا", *SUBMARINE, "// انتهى //", STORKS[2]]
    assert _kinds("\n".join(lines), gazetteer) == [("main", 4), ("embedded", 4)]


def test_prose_that_belongs_to_neither_headline_nor_article_is_a_doubt(gazetteer):
    lines = read_lines(
        f"عنوان قديم\n{STORKS[0]}\nاقرأ أيضا\n{HEADLINES[0]}\n{'وكان ذلك في أول النهار ثم في آخره أيضا كما قيل. ' * 3}"
    )
    doubts = [doubt.sentence() for segment in split(lines, gazetteer) for doubt in segment.doubts]
    assert doubts == ["uncertain split: lines 4 to 5, cut off as another article"]


def test_a_page_that_is_cut_for_good_reasons_raises_no_doubt(gazetteer):
    lines = read_lines("\n".join(["اللقالق تعود إلى عنجر", *STORKS, "شينكاي تبلغ قاع خندق ماريانا", *SUBMARINE]))
    assert [segment.kind for segment in split(lines, gazetteer)] == ["main", "embedded"]
    assert not any(segment.doubts for segment in split(lines, gazetteer))


@pytest.mark.parametrize("length", ["short", "long"])
def test_prose_after_cards_that_says_more_about_what_came_before_is_no_cards(gazetteer, prose, length):
    more = "وأوضحت البلدية في بيان أن الأعمال تنتهي قبل الصيف" + (
        " وأن سكان الحي يستطيعون متابعة تقدمها على موقعها." if length == "long" else "."
    )
    cards = "شاهد أيضا:\nانقلاب شاحنة على الطريق الساحلي\nوزير التربية: لا تعطيل يوم الجمعة"
    text = f"بلدية المرجة تفتح حديقة\n{prose('السهل')}\n{prose('المركز')}\n{cards}\n{more}\nودعت البلدية السكان إلى زيارتها."
    main, *others = split(read_lines(text), gazetteer)
    assert [line.text for line in main.lines if line.is_text][-2:] == [more, "ودعت البلدية السكان إلى زيارتها."]
    assert [(each.kind, len(each.lines)) for each in others] == [("card", 1), ("card", 1)]
