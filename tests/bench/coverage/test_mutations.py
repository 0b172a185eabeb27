import random

from bench.coverage.mutations import KINDS, figures, mutate, refill

TEXT = [" ".join(f"كلمة{paragraph}{place}" for place in range(40)) for paragraph in range(6)]


def copy(kind, rate=0.0):
    return mutate(TEXT, rate=rate, kind=kind, words=["جديد"], chance=random.Random(1))


def test_each_kind_does_what_it_says():
    assert copy("words") == TEXT
    assert len(copy("drop")) == 5
    assert len(copy("add")) == 7
    assert sorted(copy("reorder")) == TEXT != copy("reorder")
    assert copy("shorten") == TEXT[:3]
    assert set(KINDS) == {"words", "drop", "add", "reorder", "shorten"}


def test_about_the_rate_of_the_words_changes():
    copied = " ".join(copy("words", 0.15)).split()
    kept = sum(word != "جديد" for word in copied)
    assert 0.80 <= kept / 240 <= 0.95


def test_a_form_filled_in_again_has_no_figure_of_the_first():
    filled = refill(["بلغ 35 درجة", "و7 أمتار"], random.Random(1))
    assert figures(filled) == 2
    assert "35" not in filled[0]
    assert "7" not in filled[1]
