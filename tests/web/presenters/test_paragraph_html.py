import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.web.presenters.paragraph_html import InlineSpan, MarkedWord, SaidSpan, paragraph_html


def link(start, end, address="/entities/x/"):
    return InlineSpan(start, end, link=address, kind="place")


def test_what_is_printed_is_escaped():
    assert paragraph_html("<script>alert(1)</script> & \"'") == (
        '&lt;<bdi lang="en">script&gt;alert(1)&lt;/script</bdi>&gt; &amp; &quot;&#x27;'
    )


def test_a_name_links_to_its_page():
    assert paragraph_html("زار هانوي أمس", [link(4, 9)]) == (
        'زار <a class="mention" data-type="place" href="/entities/x/">هانوي</a> أمس'
    )


def test_a_link_covers_the_whole_printed_word():
    assert ">وبالقاهرة</a>" in paragraph_html("وبالقاهرة اليوم", [link(3, 9)])


def test_vowel_signs_belong_to_the_word():
    text = "قالت مِصرُ أمس"
    assert ">مِصرُ</a>" in paragraph_html(text, [link(5, 8)])


def test_of_overlapping_names_the_longer_is_linked():
    html = paragraph_html("الأمم المتحدة", [link(0, 5, "/entities/short/"), link(0, 13, "/entities/long/")])
    assert html.count("<a ") == 1
    assert "/entities/long/" in html


@pytest.mark.parametrize("span", [(-1, 2), (3, 3), (2, 99)])
def test_a_span_outside_the_text_is_dropped(span):
    assert paragraph_html("مصر", [link(*span)]) == "مصر"


def test_a_date_carries_its_value_and_how_it_was_read():
    html = paragraph_html("وصل الأربعاء", [InlineSpan(4, 12, value="2024-06-19", hint="19 يونيو 2024 (محسوب)")])
    assert html == 'وصل <time datetime="2024-06-19" title="19 يونيو 2024 (محسوب)">الأربعاء</time>'


def test_marks_are_rendered_inside_and_outside_links():
    html = paragraph_html("زار هانوي أمس", [link(4, 9)], [MarkedWord(0, 3), MarkedWord(4, 9)])
    assert html.startswith("<mark>زار</mark> <a ")
    assert "><mark>هانوي</mark></a> أمس" in html


@pytest.mark.parametrize(
    ("text", "isolated"),
    [
        ("من 80% من السلع", '<bdi dir="ltr">80%</bdi>'),
        ("بين 1995-2023 نما", '<bdi dir="ltr">1995-2023</bdi>'),
        ("بلغت -5 درجات", '<bdi dir="ltr">-5</bdi>'),
        ("شركة Harbor Ltd أمس", '<bdi lang="en">Harbor Ltd</bdi>'),
        ("موقع https://example.org/a?b=1 اليوم", '<bdi lang="en">https://example.org/a?b=1</bdi>'),
    ],
)
def test_runs_of_the_other_direction_are_isolated(text, isolated):
    assert isolated in paragraph_html(text)


def test_a_mark_of_many_words_does_not_turn_the_arabic_around_a_number():
    html = paragraph_html("وقال إن الاتفاق يشمل 80% من السلع", marks=[MarkedWord(8, 27)])
    assert html == 'وقال إن <mark>الاتفاق يشمل </mark><bdi dir="ltr"><mark>80%</mark></bdi><mark> من</mark> السلع'


def test_a_marked_word_is_isolated_whole():
    html = paragraph_html("ارتفع +5%تقريبا أمس", marks=[MarkedWord(6, 15)])
    assert '<bdi dir="ltr"><mark>+5%تقريبا</mark></bdi>' in html


spans = st.tuples(st.integers(-2, 40), st.integers(-2, 40))
texts = st.text(st.sampled_from("وبالقهرة ُ<>&\"'aZ9%-.:/ «،\n"), max_size=40)


@given(texts, st.lists(spans, max_size=5), st.lists(spans, max_size=5))
def test_the_printed_text_comes_back_whatever_is_wrapped(text, links, marks):
    html = paragraph_html(text, [link(*span) for span in links], [MarkedWord(*span) for span in marks])
    assert unescape(re.sub(r"<[^>]*>", "", html)) == text


def test_what_is_said_is_marked_with_who_said_it():
    text = "قال: «الباب مفتوح»."
    assert paragraph_html(text, said=[SaidSpan(6, 17, "direct", "القائل: هدى")]) == (
        'قال: «<q class="said" title="القائل: هدى">الباب مفتوح</q>».'
    )


def test_names_within_what_is_said_stay_links():
    text = "قال إن هانوي بعيدة."
    html = paragraph_html(text, [link(7, 12)], said=[SaidSpan(7, 18, "indirect", "القائل: هدى")])
    assert '<span class="said" title="القائل: هدى"><a class="mention"' in html
    assert html.endswith("بعيدة</span>.")


def test_what_is_quoted_within_a_quotation_is_not_marked_twice():
    text = "قال إنه سمع أن الباب مفتوح."
    html = paragraph_html(text, said=[SaidSpan(8, 26, "indirect", "هدى"), SaidSpan(15, 26, "indirect", "سليم")])
    assert html.count("<span") == 1


def test_what_is_said_outside_the_text_is_left_out():
    assert paragraph_html("قال", said=[SaidSpan(0, 9, "direct", "هدى")]) == "قال"
