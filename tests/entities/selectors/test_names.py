"""Name forms as sets of words."""

import pytest

from archive.entities import selectors

pytestmark = pytest.mark.django_db


def test_protected_names_can_come_from_the_shipped_file():
    shipped = selectors.protected_names(shipped=True)
    assert "هانوي" in shipped
    assert "وزارة" not in shipped


def test_a_common_word_within_a_long_name_is_not_protected():
    assert "والمحيط" not in selectors.protected_names(shipped=True)
    assert "يانغ" in selectors.protected_names(shipped=True)
