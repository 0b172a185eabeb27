"""Each mode finds what the narrower ones find, and more: on queries drawn from the sample's own words."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.catalog.models import Paragraph
from archive.search import SearchRequest, find
from archive.text import tokenize

pytestmark = pytest.mark.django_db
MODES = ("exact", "spelling", "wide")
FIELDS = ("العنوان:", "title:", "شخص:", "مكان:", "المصدر:", "تاريخ:2018 ", "بعد:2010 ")


def words() -> list[str]:
    printed = {token.text for text in Paragraph.objects.values_list("text", flat=True) for token in tokenize(text)}
    return random.Random(7).sample(sorted(printed), 1_500)


def queries(vocabulary: list[str]) -> st.SearchStrategy[str]:
    word = st.sampled_from(vocabulary)
    phrase = st.lists(word, min_size=1, max_size=3).map(lambda found: '"' + " ".join(found) + '"')
    near = st.tuples(phrase, st.integers(1, 9)).map(lambda found: f"{found[0]}~{found[1]}")
    beginning = word.map(lambda found: found[:3] + "*")
    field = st.tuples(st.sampled_from(FIELDS), word).map("".join)
    piece = st.one_of(word, word, word, phrase, near, beginning, field)
    either = st.tuples(piece, st.sampled_from((" أو ", " OR ", " | ")), piece).map("".join)
    group = either.map(lambda found: f"({found})")
    return st.lists(st.one_of(piece, piece, either, group), min_size=1, max_size=3).map(" ".join)


def found(query: str, mode: str, match: str) -> set[int]:
    return set(find(SearchRequest(q=query, mode=mode, match=match, kind="all"), 1_000).pks)


def test_exact_lies_within_spelling_and_spelling_within_wide(sample):
    asked: list[int] = []

    @settings(max_examples=300)
    @given(queries(words()), st.sampled_from(("all", "any")))
    def holds(query: str, match: str) -> None:
        exact, spelling, wide = (found(query, mode, match) for mode in MODES)
        assert exact <= spelling, (query, spelling)
        assert spelling <= wide, (query, wide)
        asked.append(len(wide))

    holds()
    assert sum(1 for hits in asked if hits) > len(asked) / 4
