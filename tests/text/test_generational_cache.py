"""What is made of a key is made once, while it is asked for now and then; what nobody asks for again is forgotten."""

from archive.text import Analyzer, current_analyzer
from archive.text.generational_cache import GenerationalCache


def remembered(most: int) -> tuple[GenerationalCache[tuple[str]], list[str]]:
    made: list[str] = []

    def make(key: str) -> tuple[str]:
        made.append(key)
        return (key.upper(),)

    return GenerationalCache(make, most), made


def test_what_is_made_of_a_key_is_made_once():
    known, made = remembered(10)
    assert [known[key] for key in "abab"] == [("A",), ("B",), ("A",), ("B",)]
    assert made == ["a", "b"]


def test_what_is_asked_for_again_stays_and_the_rest_goes():
    known, made = remembered(3)
    for number in range(50):
        assert known["often"] == ("OFTEN",)
        assert known[f"rare {number}"] == (f"RARE {number}",)
    assert made.count("often") == 1
    assert len(made) == 51
    assert known["rare 0"] == ("RARE 0",)
    assert made.count("rare 0") == 2


def test_no_more_is_kept_than_two_generations():
    known, made = remembered(4)
    for number in range(100):
        known[str(number)]
    made.clear()
    for number in range(100):
        known.get(str(number))
    assert len(known) <= 4
    assert [known[str(number)] for number in range(96, 100)] == [(str(number),) for number in range(96, 100)]
    assert made == []


def test_what_is_made_of_parts_that_fill_it_up_is_whole():
    def make(key: str) -> tuple[str, ...]:
        return (key,) if len(key) == 1 else tuple(part for letter in key for part in known[letter])

    known: GenerationalCache[tuple[str, ...]] = GenerationalCache(make, 2)
    assert known["abcdef"] == tuple("abcdef")
    assert known["abc"] == tuple("abc")


def test_an_analyzer_that_forgets_says_the_same(monkeypatch):
    words = "والكتاب المدارس كتبوا 1,000 ﷺ المدارس والكتاب Berlin".split()
    whole = [current_analyzer().levels(word) for word in words]
    monkeypatch.setattr("archive.text.analyzer.MAX_CACHED_WORDS", 2)
    forgetful = Analyzer(current_analyzer().lexicon)
    assert [forgetful.levels(word) for word in words] == whole
