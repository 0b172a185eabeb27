"""Writes of coverage: comparing articles (`comparisons`), curators' decisions about versions (`decisions`).

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

__all__ = [
    "comparisons_add",
    "comparisons_add_due",
    "comparisons_forget",
    "comparisons_step",
    "comparisons_waiting",
    "refusal_withdraw",
    "versions_refuse",
]
