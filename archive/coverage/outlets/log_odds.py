"""How much more one side uses a word than the other: log-odds with an informative Dirichlet prior.

Monroe, Colaresi and Quinn, "Fightin' Words" (Political Analysis 16, 2008), equations 15, 16 and 22. With y the count of the word
and n the count of all words on a side, a the prior's count of the word and a0 that of all words:

    delta = ln((y1 + a) / (n1 + a0 - y1 - a)) - ln((y2 + a) / (n2 + a0 - y2 - a))
    variance = 1 / (y1 + a) + 1 / (y2 + a)
    z = delta / sqrt(variance)

The prior draws words that both sides use as the language at large does towards no difference; the variance does the same to rare
ones. Pure.
"""

import math
from typing import NamedTuple


class Counted(NamedTuple):
    """How often something was counted on the left, on the right, and in texts of others."""

    left: int
    right: int
    others: int = 0

    @property
    def everywhere(self) -> int:
        return self.left + self.right + self.others


class Difference(NamedTuple):
    """Positive for the left side. `log_odds` in nats; `z` in standard deviations."""

    log_odds: float
    z: float


def difference(counted: Counted, totals: Counted, prior_total: float) -> Difference:
    """Of one word with these counts on sides of these totals.

    The prior has `prior_total` words, spread as in all texts counted, so that no word of either side has none. Raises ValueError
    for a word that occurs nowhere, and for one that is all there is.
    """
    if not 0 < counted.everywhere < totals.everywhere:
        raise ValueError("a word must occur, and not alone")
    prior = prior_total * counted.everywhere / totals.everywhere
    left, right = counted.left + prior, counted.right + prior
    left_others, right_others = totals.left + prior_total - left, totals.right + prior_total - right
    log_odds = math.log(left / left_others) - math.log(right / right_others)
    return Difference(log_odds, log_odds / math.sqrt(1 / left + 1 / right))
