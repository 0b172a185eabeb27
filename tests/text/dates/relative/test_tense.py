import pytest

from archive.text.dates.folded_text import FoldedText
from archive.text.dates.relative import sentence_tense


def tense(text, date="الخميس"):
    folded = FoldedText.of(text).folded
    start = folded.index(date)
    return sentence_tense(folded, start, start + len(date))


@pytest.mark.parametrize(
    "text",
    [
        "سيلتقي الفريقان الخميس",
        "سوف يعود الخميس",
        "لن يعود الخميس",
        "من المقرر عقد الجلسة الخميس",
        "يعتزم السفر الخميس",
        "ابتداء من الخميس",
        "قال الوزير. سيعود الخميس",
        "الخميس ستجري الانتخابات",
    ],
)
def test_a_sign_of_the_future_in_the_sentence_makes_it_future(text):
    assert tense(text) == "future"


@pytest.mark.parametrize(
    "text",
    [
        "وصل الوزير الخميس",
        "سيعود بعد أن التقى نظيره الخميس",
        "وكان من المقرر وصوله الخميس",
        "سيعود. وصل الخميس",
        "سيارة صدمته الخميس",
        "يمكن القول إنه وصل الخميس",
        "",
    ],
)
def test_everything_else_is_past(text):
    assert tense(text or "الخميس") == "past"


def test_a_present_verb_that_opens_the_clause_announces_the_nearest_day():
    assert tense("يلتقي الفريقان مساء الخميس") == "nearest"
    assert tense("البطولة التي تنطلق الخميس") == "nearest"
    assert tense("يلتقي الفريق الذي فاز الخميس") == "past"
