"""Weights of the levels."""

import pytest

from archive.search.engine.scoring import LEVEL_WEIGHTS, level_weights


@pytest.mark.parametrize("levels", [1, 2, 3])
def test_the_weights_of_any_number_of_levels_add_up_to_one(levels):
    weights = level_weights(levels)
    assert len(weights) == levels
    assert sum(weights) == pytest.approx(1.0)


def test_farther_levels_weigh_more():
    assert list(LEVEL_WEIGHTS) == sorted(LEVEL_WEIGHTS)
