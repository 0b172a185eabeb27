"""Weights of the score that the engines share: BM25 at each level of a word, a level's share of the word's score."""

LEVEL_WEIGHTS = (0.2, 0.3, 0.5)
"""Shares of exact, spelling and stem; normalised if a query has fewer levels."""
LIGHT_WEIGHT = 0.3
"""Added for the light stem."""
OPTIONAL_WEIGHT = 0.3
"""Of parts that only rank, such as the stop words of a query."""
PREFIX_WEIGHT = 0.7
K1, B = 1.2, 0.75
"""BM25's usual parameters."""


def level_weights(levels: int) -> tuple[float, ...]:
    """The weights of the first levels; they add up to 1."""
    weights = LEVEL_WEIGHTS[:levels]
    return tuple(weight / sum(weights) for weight in weights)
