"""What several papers printed of one text, and told of one happening.

VersionGroup ─< Version ─ Article, ShortVersion and VersionRefusal (`groups`); ComparedText, SentenceKey, LineCount and
PendingComparison hold the work of comparing (`comparisons`). Story ─< StoryMember ─ Article, StoryDecision and FormerStoryKey
(`stories`); StoryReading, StoryKey, DayTerms and PendingStory hold the work of finding them (`story_terms`). Writes go through
`services`, reads through `selectors`.
"""

from archive.coverage.models.comparisons import ComparedText, LineCount, PendingComparison, SentenceKey
from archive.coverage.models.groups import ShortVersion, Version, VersionGroup, VersionRefusal
from archive.coverage.models.stories import FormerStoryKey, Story, StoryDecision, StoryMember
from archive.coverage.models.story_terms import DayTerms, PendingStory, StoryKey, StoryReading

__all__ = [
    "ComparedText",
    "DayTerms",
    "FormerStoryKey",
    "LineCount",
    "PendingComparison",
    "PendingStory",
    "SentenceKey",
    "ShortVersion",
    "Story",
    "StoryDecision",
    "StoryKey",
    "StoryMember",
    "StoryReading",
    "Version",
    "VersionGroup",
    "VersionRefusal",
]
