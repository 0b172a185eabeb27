"""How sure it is that two articles tell one happening: a logistic model over `neighbourhood.FEATURES`.

The weights were learned on pairs of real articles that were labelled by hand; docs/stories.md has the figures.
"""

import numpy as np
from numpy.typing import NDArray

from archive.coverage.stories.neighbourhood import FEATURES

WEIGHTS = {
    "first": 6.1,
    "language": 1.91,
    "headline": 0.18,
    "kin": 4.91,
    "next_day": -1.16,
    "later": -2.5,
    "outlet": -0.82,
    "other_day": -1.1,
}
"""One outlet seldom tells a thing twice on a day; what it prints then is mostly the next step."""
BIAS = -6.06
_WEIGHTS = np.array([WEIGHTS[name] for name in FEATURES], np.float32)
Values = NDArray[np.float32]


def log_odds(features: Values) -> Values:
    """Logarithm of the odds, over the last axis of features; 0 is as likely as not."""
    found: Values = features @ _WEIGHTS + np.float32(BIAS)
    return found


def chance(odds: Values) -> Values:
    """The chance between 0 and 1 of these log odds."""
    found: Values = (1 / (1 + np.exp(-odds))).astype(np.float32)
    return found
