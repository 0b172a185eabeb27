"""Hard-wrapped text becomes paragraphs again, and nothing else changes."""

import itertools
import textwrap

import pytest

from archive.ingest.page_text.unwrapping import MAX_WRAPPED_TITLE_CHARS, unwrap

PARAGRAPHS = (
    "وذكرت الجمعية في بيان وزعته صباحا أن سهل البقاع سيبقى مفتوحا أمام الزوار حتى نهاية الموسم، وأن الطيور عادت إليه بعد غياب.",
    "ويمر بالسهل كل ربيع نحو مئتي ألف طائر في طريقها من إفريقيا إلى شرق أوروبا، وهو ثاني أكبر ممر للطيور المهاجرة في العالم.",
    "وقالت البلدية إنها ستقيم مركزا للمراقبة قرب البحيرة، وسيعمل فيه متطوعون من القرى المجاورة على مدى أشهر السنة كلها.",
)
TITLE = "عودة اللقالق إلى السهل"


def unwrapped(text, *, labels=(), follows_headline=lambda headline, after: False):
    lines = unwrap(
        text.split("\n"),
        starts_paragraph=lambda line: line.startswith(tuple(labels)),
        follows_headline=follows_headline,
    )
    return [line.text for line in lines if line.text]


def wrapped(text, width=72):
    return textwrap.fill(text, width)


@pytest.mark.parametrize("width", [50, 60, 72, 80, 100])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_paragraphs_wrapped_at_a_width_are_whole_again(width, gap):
    text = gap.join([TITLE, *(wrapped(paragraph, width) for paragraph in PARAGRAPHS)])
    assert unwrapped(text) == [TITLE, *PARAGRAPHS]


def test_a_wrapped_headline_is_whole_again():
    title = "جمعية الطيور تعلن عودة اللقالق البيضاء إلى سهل البقاع بعد غياب دام أكثر من عشرين سنة"
    text = "\n".join([wrapped(title, 60), *(wrapped(paragraph, 60) for paragraph in PARAGRAPHS)])
    assert unwrapped(text)[0] == title


def test_lines_wrapped_by_bytes_are_whole_again():
    lines = [""]
    for word in PARAGRAPHS[0].split() + PARAGRAPHS[1].split():
        if len(f"{lines[-1]} {word}".encode()) > 80:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    assert unwrapped("\n".join(lines)) == [" ".join(PARAGRAPHS[:2])]


def test_vowel_marks_take_no_column():
    vowelled = "".join(
        letter + "َ" if letter.isalpha() and number % 3 else letter for number, letter in enumerate(" ".join(PARAGRAPHS))
    )
    lines, columns = [""], 0
    for word in vowelled.split():
        width = len(word.replace("َ", ""))
        if columns + 1 + width > 60:
            lines.append(word)
            columns = width
        else:
            lines[-1], columns = f"{lines[-1]} {word}".strip(), columns + 1 + width
    assert len(unwrapped("\n".join(lines))) < len(lines) / 2


def test_the_numbers_of_the_physical_lines_are_kept():
    text = "\n".join([TITLE, "", wrapped(PARAGRAPHS[0], 50), "", wrapped(PARAGRAPHS[1], 50)])
    lines = unwrap(
        text.split("\n"), starts_paragraph=lambda line: False, follows_headline=lambda headline, after: False
    )
    assert [line.first for line in lines][:3] == [1, 2, 3]
    assert all(after.first == line.last + 1 for line, after in itertools.pairwise(lines))
    assert lines[-1].last == len(text.split("\n"))


def test_a_label_begins_a_line_even_where_the_one_before_is_full():
    label = "المصدر: نشرة الحقول الخضراء"
    text = "\n".join([wrapped(PARAGRAPHS[0].rstrip("."), 50), label, wrapped(PARAGRAPHS[1], 50)])
    assert label in unwrapped(text, labels=["المصدر:"])


def test_a_headline_that_fills_its_line_stays_apart_from_the_article():
    title = "عودة اللقالق البيضاء إلى سهل البقاع في لبنان بعد غياب طويل دام"
    text = "\n".join([title, *(wrapped(paragraph, len(title)) for paragraph in PARAGRAPHS)])
    follows = unwrapped(text, follows_headline=lambda headline, after: after[0].startswith("وذكرت"))
    assert follows[0] == title
    assert unwrapped(text)[0] != title


@pytest.mark.parametrize(
    "text",
    [
        "\n".join([TITLE, *PARAGRAPHS]),
        "\n\n".join([TITLE, *PARAGRAPHS]),
        TITLE,
        "",
        "الرئيسية\nأخبار\nرياضة\nاقتصاد\nثقافة\nمنوعات\nاتصل بنا",
        "ولد في الجمالية\nتخرج في الجامعة سنة 1934\nنشر روايته الأولى بعد خمس سنوات\nنال جائزة نوبل في الأدب\nرحل",
        "\n".join(f"الفريق {number} تعادل مع الفريق {number + 1} على ملعبه" for number in range(12)),
    ],
)
def test_text_that_is_not_wrapped_stays_as_it_is(text):
    assert unwrapped(text) == [line for line in text.split("\n") if line]


def test_titles_longer_than_a_headline_are_paragraphs():
    assert len(PARAGRAPHS[0]) < MAX_WRAPPED_TITLE_CHARS
