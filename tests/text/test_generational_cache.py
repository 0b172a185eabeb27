"""A value is computed once while its key is looked up now and then; keys that nobody looks up again are dropped."""

import gc
import weakref

from archive.text import Analyzer, GenerationalCache, current_analyzer
from archive.text.stemming import CompiledLexicon


def upper_cache(max_size: int) -> tuple[GenerationalCache[tuple[str]], list[str]]:
    """A cache, and the keys that it computed."""
    computed: list[str] = []

    def compute(key: str) -> tuple[str]:
        computed.append(key)
        return (key.upper(),)

    return GenerationalCache(compute, max_size), computed


def test_a_value_is_computed_once():
    cache, computed = upper_cache(10)
    assert [cache[key] for key in "abab"] == [("A",), ("B",), ("A",), ("B",)]
    assert computed == ["a", "b"]


def test_a_frequent_key_stays_and_rare_ones_are_dropped():
    cache, computed = upper_cache(3)
    for number in range(50):
        assert cache["often"] == ("OFTEN",)
        assert cache[f"rare {number}"] == (f"RARE {number}",)
    assert computed.count("often") == 1
    assert len(computed) == 51
    assert cache["rare 0"] == ("RARE 0",)
    assert computed.count("rare 0") == 2


def test_two_generations_are_kept():
    cache, computed = upper_cache(4)
    for number in range(100):
        cache[str(number)]
    computed.clear()
    assert len(cache) <= 4
    assert [cache[str(number)] for number in range(96, 100)] == [(str(number),) for number in range(96, 100)]
    assert computed == []


def test_a_value_may_be_computed_from_others_of_the_same_cache():
    def compute(key: str) -> tuple[str, ...]:
        return (key,) if len(key) == 1 else tuple(part for letter in key for part in cache[letter])

    cache: GenerationalCache[tuple[str, ...]] = GenerationalCache(compute, 2)
    assert cache["abcdef"] == tuple("abcdef")
    assert cache["abc"] == tuple("abc")


def test_an_analyzer_with_a_small_cache_gives_the_same_levels(monkeypatch):
    words = "والكتاب المدارس كتبوا 1,000 ﷺ المدارس والكتاب Berlin".split()
    levels = [current_analyzer().levels(word) for word in words]
    monkeypatch.setattr("archive.text.analyzer.MAX_CACHED_WORDS", 2)
    analyzer = Analyzer(current_analyzer().lexicon)
    assert [analyzer.levels(word) for word in words] == levels


def test_an_analyzer_that_is_replaced_needs_no_garbage_collection() -> None:
    gc.disable()
    try:
        analyzer = Analyzer(CompiledLexicon({"خبر": 3}, {}, frozenset(), {}, "1"))
        assert analyzer.levels("خبر")[0] == "خبر"
        replaced, lexicon = weakref.ref(analyzer), weakref.ref(analyzer.lexicon)
        del analyzer
        assert (replaced(), lexicon()) == (None, None)
    finally:
        gc.enable()
