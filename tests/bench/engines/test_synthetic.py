"""Synthetic articles, reproducible per seed."""

from itertools import islice

import pytest

from bench.engines.articles import Article, Sentence
from bench.engines.synthetic import Heaps, grow, heaps, sentences, spliced

WORDS = "وصل الرئيس اليوم مدينة جديدة وقال إنها زيارة تاريخية للمنطقة كلها بعد سنوات طويلة".split()


def article(number):
    text = " ".join([*WORDS[number % 7 :], f"كلمة{chr(0x0628 + number)}"])
    one = Sentence(text, (("place", f"p{number}"),), ((number, number),))
    return Article(
        title=Sentence(f"عنوان الخبر رقم {number} هنا"),
        paragraphs=((one, Sentence(f"جملة أخرى {number}")),),
        source=f"s{number % 3}",
        day=730_000 + number,
    )


ARTICLES = [article(number) for number in range(12)]


def test_the_same_seed_gives_the_same_articles():
    assert list(grow(ARTICLES, 60)) == list(grow(ARTICLES, 60))


def test_another_seed_gives_other_articles():
    assert list(grow(ARTICLES, 60)) != list(grow(ARTICLES, 60, seed=8))


def test_a_smaller_size_is_a_prefix_of_a_larger_one():
    assert list(grow(ARTICLES, 60))[:20] == list(grow(ARTICLES, 20))


def test_real_articles_come_first_each_once():
    assert sorted(article.day for article in islice(grow(ARTICLES, 60), 12)) == [article.day for article in ARTICLES]


def test_the_number_of_articles_is_exact():
    assert len(list(grow(ARTICLES, 5))) == 5


def test_a_synthetic_article_has_the_length_of_a_real_one_and_a_day_within_the_span():
    for one in list(grow(ARTICLES, 60))[12:]:
        assert [len(paragraph) for paragraph in one.paragraphs] == [2]
        assert ARTICLES[0].day <= one.day <= ARTICLES[-1].day


def test_a_sentence_keeps_its_mentions():
    real = {sentence.keys for article in ARTICLES for sentence in sentences(article)}
    for one in list(grow(ARTICLES, 60))[12:]:
        for paragraph in one.paragraphs:
            assert {sentence.keys for sentence in paragraph} <= real


def test_the_vocabulary_grows_with_the_articles():
    sizes = [
        len({word for article in grow(ARTICLES, size) for one in sentences(article) for word in one.text.split()})
        for size in (12, 100, 400)
    ]
    assert sizes[0] < sizes[1] < sizes[2]


def test_new_words_become_rarer_as_heaps_law_says():
    law = Heaps(3, 0.6)
    assert law.newness(1_000_000) < law.newness(100_000) < law.newness(10_000)
    grow = [3 * words**0.6 for words in (1_000_000, 1_000_001)]
    assert law.newness(1_000_000) == pytest.approx(grow[1] - grow[0], rel=0.01)


def test_heaps_law_is_fitted_to_the_articles():
    law = heaps(ARTICLES)
    words = [word for article in ARTICLES for one in sentences(article) for word in one.text.split()]
    assert law.k * len(words) ** law.beta == pytest.approx(len(set(words)))


def test_a_single_article_is_enough():
    assert len(list(grow(ARTICLES[:1], 30))) == 30


def test_an_empty_corpus_is_an_error():
    with pytest.raises(ValueError, match="No articles"):
        list(grow([], 3))


def test_a_spliced_title_has_the_mentions_of_both():
    both = spliced(Sentence("أ ب ج د", (("place", "a"),)), Sentence("ه و ز ح", (("person", "b"),)))
    assert both.text == "أ ب ز ح"
    assert both.keys == (("person", "b"), ("place", "a"))
