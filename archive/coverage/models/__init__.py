"""What several papers printed of one text, and told of one happening.

VersionGroup ─< Version ─ Article, ShortVersion and VersionRefusal (`groups`); ComparedText, SentenceKey, LineCount and
PendingComparison hold the work of comparing (`comparisons`). Story ─< StoryMember ─ Article, and FormerStoryKey (`stories`); what
curators decided of them (`story_decisions`); StoryReading, StoryKey, DayTerms and PendingStory hold the work of finding them
(`story_terms`). Writes go through `services`, reads through `selectors`.
"""

from archive.coverage.models.comparisons import ComparedText, LineCount, PendingComparison, SentenceKey
from archive.coverage.models.groups import ShortVersion, Version, VersionGroup, VersionRefusal
from archive.coverage.models.stories import FormerStoryKey, Story, StoryMember
from archive.coverage.models.story_decisions import (
    ChangedArticle,
    ChangedStory,
    StoryChange,
    StoryDecision,
    StoryPairDecision,
)
from archive.coverage.models.story_terms import DayTerms, PendingStory, StoryKey, StoryReading

__all__ = [
    "ChangedArticle",
    "ChangedStory",
    "ComparedText",
    "DayTerms",
    "FormerStoryKey",
    "LineCount",
    "PendingComparison",
    "PendingStory",
    "SentenceKey",
    "ShortVersion",
    "Story",
    "StoryChange",
    "StoryDecision",
    "StoryKey",
    "StoryMember",
    "StoryPairDecision",
    "StoryReading",
    "Version",
    "VersionGroup",
    "VersionRefusal",
]
