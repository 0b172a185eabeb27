import pytest

from archive.search.engine import clauses as c
from archive.search.query import language_clause


def test_a_language_includes_its_varieties():
    assert language_clause(("ar", "fr-CA")) == c.Or(
        (c.Keys("language", ("ar", "fr-CA")), c.KeyPrefix("language", "ar-"), c.KeyPrefix("language", "fr-CA-"))
    )


@pytest.mark.parametrize(("tag", "usual"), [("AR", "ar"), ("ar_eg", "ar-EG"), ("fra", "fr"), ("French", "French")])
def test_tags_are_read_in_any_letters(tag, usual):
    keys = language_clause((tag,)).children()[0]
    assert keys == c.Keys("language", (usual,))
