"""Languages of articles as filter, facet and field."""

import pytest

from tests.search.conftest import ask, find, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def written():
    """Articles by language; the last has none."""
    return {tag: write("خبر", "وصل الوفد.", language=tag) for tag in ("ar", "ar-EG", "fr", "")}


@pytest.mark.parametrize(
    ("asked", "found"),
    [(("ar",), {"ar", "ar-EG"}), (("AR_eg",), {"ar-EG"}), (("fr", "ar-EG"), {"fr", "ar-EG"}), (("a",), set())],
)
def test_a_language_is_found_with_its_varieties(written, asked, found):
    assert find("الوفد", filters={"language": asked}) == {written[tag].pk for tag in found}
    assert find("الوفد", excludes={"language": asked}) == {written[tag].pk for tag in set(written) - found}


def test_languages_are_counted(written):
    facet = ask(facets=("language",), filters={"language": ("fr",)}).facets["language"]
    assert [(value.key, value.count, value.selected) for value in facet] == [
        ("ar", 1, False), ("ar-EG", 1, False), ("fr", 1, True),
    ]  # fmt: skip


def test_a_query_may_name_a_language(written):
    assert find("الوفد لغة:ar") == {written["ar"].pk, written["ar-EG"].pk}
    assert find("الوفد -language:ar") == {written["fr"].pk, written[""].pk}
