from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.statements.figures.reading import figures_in, read_figures
from archive.statements.quotations.printed import PrintedText
from bench.figures.gold import read_gold, score

SENTENCES = sorted(Path(__file__).parent.glob("*.tsv"))


def read(text):
    return [(one.value, one.low, one.high, one.unit, one.counted) for one in figures_in(PrintedText(text))]


@pytest.mark.parametrize("path", SENTENCES, ids=lambda path: path.stem)
def test_nine_of_ten_figures_are_read_right(path):
    found = score(read_gold(path))
    print(f"{path.stem}: {found.rate:.3f}")
    assert found.expected >= 90
    assert found.rate >= 0.9, "\n".join(found.faults)


def test_a_figure_that_is_none_lowers_the_rate(tmp_path):
    gold = tmp_path / "gold.tsv"
    gold.write_text("وصل 12 قتيلا و3 جرحى.\n\t12\t-\tقتيل\n", encoding="utf-8")
    found = score(read_gold(gold))
    assert (found.right, found.expected, found.invented, found.rate) == (1, 1, 1, 0.5)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("اثنتي عشرة سفينة", 12),
        ("إحدى عشرة سفينة", 11),
        ("واحد وعشرون شخصا", 21),
        ("مئة وخمسة وعشرين شخصا", 125),
        ("ثلاث مئة شخص", 300),
        ("ألفين وثلاثمئة شخص", 2_300),
        ("مائتي ألف شخص", 200_000),
        ("مليون ونصف المليون شخص", 1_500_000),
        ("3 ملايين و500 ألف شخص", 3_500_000),
        ("مليونا شخص", 2_000_000),
        ("ربع مليون شخص", 250_000),
        ("١٢٬٥٠٠ شخص", 12_500),
        ("3.500 شخص", 3_500),
        ("12 ألفا و300 شخص", 12_300),
    ],
)
def test_numbers_in_words_and_digits(text, value):
    assert read(text) == [(value, None, None, "", "شخص" if "شخص" in text else "سفينة")]


def test_a_unit_that_ends_like_a_dual_is_none():
    assert read("أنفق 100 يوان") == [(100, None, None, "يوان", "")]
    assert read("أنفق دولارين") == [(2, None, None, "دولار", "")]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("نحو 12 سفينة", (12, None, None)),
        ("بأكثر من 12 سفينة", (12, 12, None)),
        ("ما لا يقل عن 12 سفينة", (12, 12, None)),
        ("لم ترسُ أكثر من 12 سفينة", (12, None, 12)),
        ("12 سفينة على الأقل", (12, 12, None)),
        ("أقل من 12 سفينة", (12, None, 12)),
        ("ما بين 12 و15 سفينة", (None, 12, 15)),
        ("20-30 سفينة", (None, 20, 30)),
        ("خمس أو ست سفن", (None, 5, 6)),
        ("بضع سفن", (None, 3, 9)),
        ("عشرات السفن", (None, 20, 99)),
        ("مئات الآلاف من السفن", (None, 200_000, 999_999)),
    ],
)
def test_how_exact_a_figure_is(text, figure):
    assert [(*one[:3], one[4]) for one in read(text)] == [(*figure, "سفينة")]
    assert figures_in(PrintedText(text))[0].approximate


def test_a_change_is_not_a_span():
    assert read("ارتفع العدد من 15 إلى 20 سفينة")[-1] == (20, None, None, "", "سفينة")


@pytest.mark.parametrize(
    "text",
    [
        "في 20 يونيو 2024",
        "عام 2023 شهد",
        "خطة 2024-2030",
        "عند الساعة 10:30",
        "فاز 3 - 1 على ضيفه",
        "المادة 15 من القانون",
        "القرار 1701 ينص على",
        "الثامن عشر من أغسطس",
        "طائرة من طراز مي-17",
        "رقم 5 لاعب",
        "قبل ثلاثة أيام",
        "توفي عن عمر ناهز 80 عاما",
        "سليم الحداد (34 عاما) نجا",
        "1 من كل 10 طلاب",
        "هاتف 0551234567",
        "كميات كبيرة",
        "أول زيارة إلى البلاد",
        "الزيارة الرابعة",
    ],
)
def test_what_counts_nothing(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("أكثر من 80% من الواردات", (80, 80, None, "%", "واردات")),
        ("$50 مليون", (50_000_000, None, None, "دولار", "")),
        ("100 كيلومتر مربع", (100, None, None, "كيلومتر مربع", "")),
        ("5 ملايين دولار أميركي", (5_000_000, None, None, "دولار", "")),
        ("أكثر من ساعتين", (2, 2, None, "ساعة", "")),
        ("30 طنا من القمح", (30, None, None, "طن", "قمح")),
    ],
)
def test_units(text, figure):
    assert read(text) == [figure]


def test_who_is_not_named_is_the_toll_of_the_verb():
    assert read("قتل شخصان وأصيب 12 بجروح") == [(2, None, None, "", "شخص"), (12, None, None, "", "جريح")]
    assert read("ارتفعت حصيلة القتلى إلى 20.") == [(20, None, None, "", "قتيل")]


def test_a_number_within_a_name_is_part_of_it():
    text = "أعلنت حركة 14 سفينة بدء الرحلة"
    assert read_figures([text], [[(6, 19)]]) == []
    assert len(read_figures([text], [[]])) == 1


def test_spans_are_those_of_the_print():
    text = "ووقعت الوزيرة بنحو اثنتي عشرة اتفاقيةً، ومعها ٣ مذكرات."
    assert [one.surface for one in figures_in(PrintedText(text))] == ["نحو اثنتي عشرة اتفاقيةً", "٣ مذكرات"]
    assert all(text[one.start : one.end] == one.surface for one in figures_in(PrintedText(text)))


@given(st.text(alphabet="0123456789٠١٢.,-%$() وبين من إلى ألف مليون خمسة عشر مئة دولار شخصا عدد ـ", max_size=60))
def test_any_text_is_read_with_spans_in_order(text):
    read_spans = [(one.start, one.end) for one in figures_in(PrintedText(text))]
    assert all(0 <= start < end <= len(text) for start, end in read_spans)
    assert read_spans == sorted(read_spans)
