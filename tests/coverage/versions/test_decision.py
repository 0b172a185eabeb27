"""Whether two texts are versions; forms with other figures, dates or names are not."""

import pytest

from archive.coverage.versions.decision import ComparableText, Kinship, decide
from archive.coverage.versions.sentences import read_sentences
from tests.coverage.test_grouping import OTHER, PORT

WEATHER = (
    "تتوقع الأرصاد أن تبلغ درجة الحرارة العظمى في العاصمة {} درجة والصغرى {} درجات.",
    "وتهب الرياح شمالية غربية بسرعة {} كيلومترا في الساعة ويرتفع الموج إلى {} أمتار.",
    "وتبقى السماء غائمة جزئيا مع فرصة لزخات خفيفة نسبتها {} في المئة.",
)
MATCH = (
    "فاز فريق {} على ضيفه {} في المباراة التي أقيمت على ملعب المدينة الرياضية مساء أمس.",
    "وسجل {} هدف المباراة الوحيد قبل النهاية بعد تمريرة متقنة من زميله {}.",
    "ورفع {} رصيده في صدارة الدوري بينما تراجع {} إلى المركز الذي يسبق الأخير.",
)


def text(*paragraphs, names=""):
    sentences = read_sentences([(number, "paragraph", printed) for number, printed in enumerate(paragraphs)])
    return ComparableText(sentences, hash(tuple(sentence.words for sentence in sentences)), frozenset(names.split()))


def kinship(one, other):
    found = decide(one, other)
    return found and found.kinship


def weather(*figures):
    values = iter(figures)
    return text(*(line.format(*(next(values) for _ in range(line.count("{}")))) for line in WEATHER))


def match(home, guest, scorer, helper):
    names = f"{home} {guest} {scorer} {helper}"
    lines = (MATCH[0].format(home, guest), MATCH[1].format(scorer, helper), MATCH[2].format(home, guest))
    return text(*lines, names=names)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (PORT, PORT, Kinship.EQUAL),
        (PORT[:3], PORT, Kinship.SHORTENED),
        (PORT, PORT[:3], Kinship.EXTENDED),
        ((*PORT[:3], OTHER[0]), PORT, Kinship.EDITED),
        (PORT[:2], PORT, Kinship.EXCERPT),
        (PORT, PORT[:2], Kinship.FULL),
        ((PORT[0], *OTHER), PORT, None),
        (OTHER, PORT, None),
        ((), PORT, None),
        ((PORT[0], OTHER[0]), (PORT[0], OTHER[1]), None),
        ((PORT[0], PORT[1], OTHER[0], OTHER[1]), PORT, Kinship.EDITED),
    ],
)
def test_half_of_the_shorter_texts_sentences_make_a_version(one, other, expected):
    assert kinship(text(*one), text(*other)) is expected


def test_an_update_of_the_weather_is_another_report():
    assert kinship(weather(38, 9, 30, 2, 10), weather(35, 8, 45, 3, 40)) is None


def test_the_same_report_with_one_figure_corrected_is_a_version():
    assert kinship(weather(38, 9, 30, 2, 10), weather(38, 9, 30, 2, 20)) is Kinship.EDITED


def test_a_text_with_nothing_but_figures_changed_is_a_form_though_most_of_them_stayed():
    kept = (
        "وشارك في الحملة 11 فريقا من 12 قرية و13 مدينة و14 جمعية و15 مدرسة و16 ناديا و17 شركة في 18 ولاية.",
        "ووزعت 21 طنا من الخبز و22 من الأرز و23 من السكر و24 من الزيت و25 من الطحين و26 من التمر و27 من العسل و28 من الملح.",
    )
    one, other = (text(*(line.format(*[figure] * 2) for line in WEATHER), *kept) for figure in (20, 30))
    assert kinship(one, other) is None


def test_figures_in_words_and_in_digits_are_the_same():
    assert kinship(weather("ثلاثين", "تسع", "عشرين", "خمسة", 10), weather(30, 9, 20, 5, 10)) is Kinship.EDITED


def test_another_match_told_in_the_same_words_is_another_report():
    one, other = match("النجم", "الساحل", "رامي", "فادي"), match("الفرسان", "الجبل", "هاني", "زياد")
    assert kinship(one, other) is None


def test_one_name_of_many_that_is_spelt_otherwise_makes_no_other_report():
    one, other = match("النجم", "الساحل", "رامي", "فادي"), match("النجم", "الساحل", "رامي", "فؤاد")
    assert kinship(one, other) is Kinship.EDITED


def test_the_day_of_print_does_not_make_another_report():
    later = [line.replace("مساء أمس", "يوم الاثنين") for line in MATCH]
    values = ("النجم", "الساحل"), ("رامي", "فادي"), ("النجم", "الساحل")
    one, other = (
        text(*(line.format(*value) for line, value in zip(lines, values, strict=True))) for lines in (MATCH, later)
    )
    assert kinship(one, other) is Kinship.EDITED


def test_two_sentences_with_most_of_the_longer_text_are_no_shortening():
    assert kinship(text(*PORT[:2]), text(*PORT[:3])) is Kinship.SHORTENED
