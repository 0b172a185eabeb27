import pytest

from archive.ingest.page_text.insertions import end_of_insertion, find_insertion, owns_prose, reads_as_headline
from archive.ingest.page_text.lines import block_lines
from archive.ingest.page_text.topics import Topics

TITLE = "اللقالق تعود إلى عنجر بعد سبع سنوات"
STORKS = (
    "عادت طيور اللقلق إلى أعشاشها فوق مداخن قرية عنجر في سهل البقاع بعد غياب دام سبع سنوات، وفق ما أعلنته البلدية.",
    "ويراقب متطوعون من جمعية الطيور في عنجر الأعشاش بالمناظير ويسجلون عدد فراخ اللقلق كل أسبوع في دفتر واحد.",
    "ويقول المتطوع هاروت إن اللقلق يفضل مداخن البقاع على أشجارها، وإن فراخ هذا العام أكثر من أي عام مضى في عنجر.",
)
HEADLINE = "الغواصة شينكاي تبلغ قاع خندق ماريانا"
SUBMARINE = (
    "أنهت الغواصة اليابانية شينكاي رحلتها إلى قاع خندق ماريانا في المحيط الهادئ بعد أن جمعت عينات من الرواسب.",
    "وأوضح مهندسو شينكاي أن ذراع الغواصة صمدت أمام ضغط الماء في الخندق، وأن العينات ستنقل إلى مختبرات يوكوهاما.",
)


def _found(lines, gazetteer):
    found = find_insertion(block_lines(lines), Topics(), gazetteer)
    return found[:2] if found and found.is_cut else None


def test_an_article_is_found_by_its_headline_alone(gazetteer):
    assert _found([TITLE, *STORKS, HEADLINE, *SUBMARINE], gazetteer) == (4, 7)


def test_the_article_before_goes_on_after_the_inserted_one(gazetteer):
    assert _found([TITLE, *STORKS[:2], HEADLINE, *SUBMARINE, STORKS[2]], gazetteer) == (3, 6)


@pytest.mark.parametrize("head", ["3 أبريل 2019", "بقلم: هدى سليمان", "تاريخ النشر: 3 أبريل 2019"])
def test_a_byline_or_date_follows_the_headline(head, gazetteer):
    assert _found([TITLE, *STORKS, HEADLINE, head, *SUBMARINE], gazetteer) == (4, 8)


def test_a_dateline_begins_an_article_without_a_headline(gazetteer):
    assert _found([TITLE, *STORKS, f"بيروت (أ ف ب) - {SUBMARINE[0]}", SUBMARINE[1]], gazetteer) == (4, 6)


@pytest.mark.parametrize("subhead", ["فراخ اللقلق في عنجر", "متطوعون يراقبون الأعشاش", "أكثر من أي عام مضى"])
def test_a_subhead_is_no_headline_of_another_article(subhead, gazetteer):
    assert _found([TITLE, *STORKS[:2], subhead, STORKS[2]], gazetteer) is None


def test_a_dateline_within_the_article_is_no_other_article(gazetteer):
    assert _found([TITLE, *STORKS[:2], f"بيروت (أ ف ب) - {STORKS[2]}", STORKS[1]], gazetteer) is None


@pytest.mark.parametrize("text", ["- قارب صيد جديد", "1. قارب صيد جديد", "قال الناطق:", "انتهى الموسم أمس.", "صورة"])
def test_list_items_sentences_and_single_words_have_no_form_of_a_headline(text, gazetteer):
    assert not reads_as_headline(block_lines([text])[0], gazetteer)


def test_a_question_may_be_a_headline(gazetteer):
    assert reads_as_headline(block_lines(["هل تعود اللقالق إلى عنجر؟"])[0], gazetteer)


def test_prose_that_repeats_the_headline_is_its_article():
    lines = block_lines([TITLE, *STORKS, HEADLINE, *SUBMARINE])
    assert owns_prose(lines[4], lines[5:], lines[:4], Topics()) is True


def test_prose_that_goes_on_with_the_article_is_not_the_headlines():
    lines = block_lines([TITLE, *STORKS[:2], HEADLINE, STORKS[2]])
    assert owns_prose(lines[3], lines[4:], lines[:3], Topics()) is False


def test_prose_of_neither_is_left_open():
    lines = block_lines([TITLE, HEADLINE, "وكان ذلك في أول النهار."])
    assert owns_prose(lines[1], lines[2:], lines[:1], Topics()) is None


def test_an_inserted_article_at_the_end_ends_with_the_page(gazetteer):
    assert end_of_insertion(block_lines([TITLE, *STORKS, HEADLINE, *SUBMARINE]), 4, Topics(), gazetteer) == 7
