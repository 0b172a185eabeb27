"""Writes of coverage: comparing articles (`comparisons`), finding stories (`stories`), curators' decisions about versions
(`decisions`).

A change of groups adds rows to the outbox for the articles concerned, in the same transaction, so that the index follows.
"""

from archive.coverage.services.comparisons import (
    comparisons_add,
    comparisons_add_due,
    comparisons_forget,
    comparisons_step,
    comparisons_waiting,
)
from archive.coverage.services.decisions import refusal_withdraw, versions_refuse
from archive.coverage.services.stories import stories_add, stories_step, stories_waiting

__all__ = [
    "comparisons_add",
    "comparisons_add_due",
    "comparisons_forget",
    "comparisons_step",
    "comparisons_waiting",
    "refusal_withdraw",
    "stories_add",
    "stories_step",
    "stories_waiting",
    "versions_refuse",
]
