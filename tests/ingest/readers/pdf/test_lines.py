import random

import pytest

from archive.ingest.readers.pdf.characters import Character, Run
from archive.ingest.readers.pdf.lines import is_mirrored, line_text, page_lines
from archive.ingest.readers.pdf.paragraphs import document_paragraphs

SIZE, ADVANCE, SPACE = 10.0, 5.0, 2.5
_MIRRORED = str.maketrans("()«»", ")(»«")


def _print(visual, *, right=500.0, baseline=700.0, order="stored", mirrored=False, stored_spaces=True):
    """Runs of a line whose signs are given from right to left, as they stand on paper; one run a word."""
    runs, waiting, at = [], [], right
    for sign in visual.translate(_MIRRORED) if mirrored else visual:
        if sign == " ":
            if stored_spaces:
                waiting.append(Character(" ", at - SPACE, at, baseline, SIZE))
            elif waiting:
                runs.append(waiting)
                waiting = []
            at -= SPACE
            continue
        waiting.append(Character(sign, at - ADVANCE, at, baseline, SIZE))
        at -= ADVANCE
    runs += [waiting] if waiting else []
    for number, run in enumerate(runs):
        for one in run:
            one.run = number
        if order == "visual":
            run.reverse()
        elif order == "mixed":
            random.Random(number).shuffle(run)
    if order != "stored":
        random.Random(1).shuffle(runs)
    return [Run(run) for run in runs]


@pytest.mark.parametrize("order", ["stored", "visual", "mixed"])
@pytest.mark.parametrize("stored_spaces", [True, False])
@pytest.mark.parametrize(
    ("visual", "logical"),
    [
        ("عادت أسراب اللقالق إلى السهل.", "عادت أسراب اللقالق إلى السهل."),
        ("في عام 4202 عادت", "في عام 2024 عادت"),
        ("بلغت 5.21 في المئة", "بلغت 12.5 في المئة"),
        ("قالت CBB لنا", "قالت BBC لنا"),
        ("قناة sweN CBB قالت", "قناة BBC News قالت"),
        ("عام 3202 4202 معا", "عام 2023 2024 معا"),
        ("و021 محلا", "و120 محلا"),
        ("قال: «عدنا» ثم", "قال: «عدنا» ثم"),
        ("اللاعب (22 عاما) قال", "اللاعب (22 عاما) قال"),
    ],
)
def test_a_line_is_read_in_logical_order_however_it_is_stored(visual, logical, order, stored_spaces):
    runs = _print(visual, order=order, stored_spaces=stored_spaces)
    assert line_text(runs, mirrored=False) == logical


@pytest.mark.parametrize("mirrored", [True, False])
def test_brackets_are_turned_if_they_are_stored_as_they_look(mirrored):
    runs = _print("قال: «عدنا إلى السهل» (أمس)", mirrored=mirrored)
    assert is_mirrored([runs]) is mirrored
    assert line_text(runs, mirrored=mirrored) == "قال: «عدنا إلى السهل» (أمس)"


def test_a_latin_line_is_read_from_the_left():
    runs = _print("gninrom doog", order="mixed")
    assert line_text(runs, mirrored=False) == "good morning"


@pytest.mark.parametrize("place", [0.0, 1.0, -1.0])
def test_a_mark_follows_the_letter_over_which_it_stands(place):
    (run,) = _print("قدم")
    dal = run.characters[1]
    mark = Character("ّ", dal.middle + place - 0.5, dal.middle + place + 0.5, dal.baseline + 2.0, SIZE)
    assert line_text([Run([mark, *run.characters])], mirrored=False) == "قدّم"


def _column(texts, *, right, top=700.0, leading=14.0):
    return [run for row, text in enumerate(texts) for run in _print(text, right=right, baseline=top - row * leading)]


def test_columns_are_read_from_the_right():
    right = _column(["العمود الأول سطر", "ثان في الأول سطر"], right=500.0)
    left = _column(["العمود الثاني سطر", "ثان في الثاني سطر"], right=250.0)
    texts = [line.text for line in page_lines([*left, *right], mirrored=False)]
    assert texts == ["العمود الأول سطر", "ثان في الأول سطر", "العمود الثاني سطر", "ثان في الثاني سطر"]


WORDS = "ألف باء تاء ثاء جيم حاء خاء دال ذال راء زاي سين".split()
FULL = [f"سطر {word} طويل يملأ عرض العمود كله إلى آخره" for word in WORDS]
"""Lines of a column without a paragraph's end."""


def _pages(*pages):
    return [page_lines(_column(texts, right=500.0), mirrored=False) for texts in pages]


def test_a_short_line_ends_a_paragraph_and_a_page_does_not():
    pages = _pages([*FULL[:2], "نهاية قصيرة.", FULL[2]], [FULL[3], "نهاية."])
    assert [paragraph.text for paragraph in document_paragraphs(pages)] == [
        f"{FULL[0]} {FULL[1]} نهاية قصيرة.", f"{FULL[2]} {FULL[3]} نهاية.",
    ]  # fmt: skip


@pytest.mark.parametrize("number", ["{}", "- {} -", "صفحة {}", "{}/3"])
def test_page_numbers_and_running_heads_are_no_text(number):
    pages = _pages(*[["نشرة الحقول", *FULL[4 * page : 4 * page + 4], number.format(page)] for page in range(3)])
    text = " ".join(paragraph.text for paragraph in document_paragraphs(pages))
    assert [line in text for line in FULL] == [True] * 12
    assert "نشرة الحقول" not in text
    assert not any(sign.isdigit() for sign in text)


def test_a_larger_font_makes_a_heading_of_one_or_more_lines():
    heading = _column(["عودة اللقالق إلى سهل البقاع", "بعد غياب"], right=500.0, top=760.0, leading=20.0)
    for run in heading:
        run.size = 16.0
    (page,) = [page_lines([*heading, *_column(FULL[:2], right=500.0)], mirrored=False)]
    first, second = document_paragraphs([page])
    assert (first.text, first.is_heading, second.is_heading) == ("عودة اللقالق إلى سهل البقاع بعد غياب", True, False)
