import re

import pytest

from archive.text.dates.lazy_pattern import LazyPattern


def test_a_pattern_is_compiled_when_it_is_first_used():
    pattern = LazyPattern("(")
    with pytest.raises(re.error, match="missing"):
        pattern.search("text")


def test_it_finds_what_a_compiled_pattern_finds():
    lazy, pattern = LazyPattern(r"\d+"), re.compile(r"\d+")
    assert lazy.pattern == pattern.pattern
    for text, start in (("a 12 345", 0), ("12", 0), ("a 12 345", 3), ("", 0)):
        assert [match.span() for match in lazy.finditer(text, start)] == [
            match.span() for match in pattern.finditer(text, start)
        ]
        for method in ("match", "search", "fullmatch"):
            found, expected = getattr(lazy, method)(text, start), getattr(pattern, method)(text, start)
            assert (found and found.span()) == (expected and expected.span())
