"""What several papers printed of one text.

VersionGroup ─< Version ─ Article, ShortVersion and VersionRefusal (`groups`); ComparedText, SentenceKey, LineCount and
PendingComparison hold the work of comparing (`comparisons`). Writes go through `services`, reads through `selectors`.
"""

from archive.coverage.models.comparisons import ComparedText, LineCount, PendingComparison, SentenceKey
from archive.coverage.models.groups import ShortVersion, Version, VersionGroup, VersionRefusal

__all__ = [
    "ComparedText",
    "LineCount",
    "PendingComparison",
    "SentenceKey",
    "ShortVersion",
    "Version",
    "VersionGroup",
    "VersionRefusal",
]
