"""The context of a word: the words right before and after it in the printed texts."""

import pytest

from archive.search import drain
from archive.search.engine import current_engine
from archive.search.expansion.context_similarity import ContextSimilarity
from archive.search.expansion.vocabulary import Vocabulary
from tests.search.conftest import write

pytestmark = pytest.mark.django_db


def profile(word, *paragraphs):
    write("خبر", *paragraphs)
    drain()
    view = current_engine().view()
    return set(ContextSimilarity(view, Vocabulary(view)).profile(word))


def test_neighbours_are_marked_by_their_side_at_level_spelling():
    assert profile("زوكربيرغ", "قال مارك زوكربيرغ مؤسّس الشركة") == {"<مارك", ">موسس"}


def test_a_word_is_found_in_any_shape_of_its_letters_and_with_clitics():
    assert profile("اردوغان", "الرئيس أردوغان أنقرة", "زعيم ولاردوغان حزب", "لقاء وإردوغان برلين") == {
        "<رييس", ">انقره", "<زعيم", ">حزب", "<لقاء", ">برلين",
    }  # fmt: skip


def test_a_part_of_another_word_is_no_occurrence():
    assert profile("كربير", "مارك زوكربيرغ مؤسس") == set()


def test_a_neighbour_stands_no_farther_than_three_signs_away():
    assert profile("زوكربيرغ", "مارك (زوكربيرغ)، الشركة") == {"<مارك", ">شركه"}
    assert profile("ميركل", "أنغيلا ــــ ... ميركل ..... برلين") == set()


def test_a_word_between_two_occurrences_is_a_neighbour_of_both():
    assert profile("زوكربيرغ", "زوكربيرغ مقابل زوكربيرغ") == {">مقابل", "<مقابل"}


def test_the_similarity_of_a_word_with_itself_is_one_and_without_shared_neighbours_zero():
    write("خبر", "قال مارك زوكربيرغ مؤسس الشركة", "فازت لاعبة كريستيان بالكأس")
    drain()
    view = current_engine().view()
    contexts = ContextSimilarity(view, Vocabulary(view))
    assert contexts.similarity("زوكربيرغ", "زوكربيرغ") == pytest.approx(1)
    assert contexts.similarity("زوكربيرغ", "كريستيان") == 0
