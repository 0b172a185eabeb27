import pytest

from archive.ingest.page_text.lines import block_lines
from archive.ingest.page_text.topics import Topics, shared

STORKS = (
    "عادت طيور اللقلق إلى أعشاشها فوق مداخن قرية عنجر في سهل البقاع بعد غياب دام سبع سنوات.",
    "ويراقب متطوعون من جمعية الطيور في عنجر الأعشاش بالمناظير ويسجلون عدد فراخ اللقلق كل أسبوع.",
    "ويقول المتطوع هاروت إن اللقلق يفضل مداخن البقاع على أشجارها.",
)
SUBMARINE = (
    "أنهت الغواصة اليابانية شينكاي رحلتها إلى قاع خندق ماريانا بعد أن جمعت عينات من الرواسب.",
    "وقال مهندسو شينكاي إن ذراع الغواصة صمدت أمام ضغط الماء في الخندق.",
)


@pytest.fixture
def topics():
    return Topics()


def test_what_all_news_shares_weighs_nothing_and_a_name_weighs_much(topics):
    (line,) = block_lines(["قال رئيس هانوي"])
    assert topics.of(line)["رييس"] == 0
    assert topics.of(line)["هانوي"] > 5


def test_lines_of_one_article_share_words_and_lines_of_two_do_not(topics):
    storks, submarine = block_lines(STORKS), block_lines(SUBMARINE)
    assert shared(topics.of_all(storks[1:]), topics.of_all(storks[:1])) > 0.2
    assert shared(topics.of_all(submarine), topics.of_all(storks)) < 0.05


def test_lines_without_weight_share_nothing():
    assert shared({}, {"هانوي": 6.0}) == 0


def test_an_inserted_text_ends_where_the_words_of_the_text_around_it_come_back(topics):
    lines = block_lines([*STORKS[:2], *SUBMARINE, STORKS[2]])
    assert topics.insertion(lines, 2, 3).end == 4


def test_an_inserted_text_ends_with_the_lines_if_the_text_before_does_not_come_back(topics):
    lines = block_lines([*STORKS, *SUBMARINE])
    assert topics.insertion(lines, 3, 4).end == 5


def test_a_text_of_other_words_is_separate_and_a_part_of_the_same_text_is_not(topics):
    other = topics.insertion(block_lines([*STORKS, *SUBMARINE]), 3, 4)
    same = topics.insertion(block_lines(STORKS), 1, 2)
    assert other.separation > -0.2 > -0.5 > same.separation
