import pytest

from archive.text.stemming.light10 import ARTICLES, SUFFIXES, light_stem


@pytest.mark.parametrize("article", ARTICLES)
def test_every_article_goes(article):
    assert light_stem(article + "مكتب") == "مكتب"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_suffix_goes(suffix):
    assert light_stem("مكتب" + suffix) == "مكتب"


def test_a_short_word_keeps_its_letters():
    assert light_stem("ون") == "ون"
