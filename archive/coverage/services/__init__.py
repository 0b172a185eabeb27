"""Writes of coverage: comparing articles (`comparisons`), finding stories (`stories`), curators' decisions about versions
(`decisions`) and about stories (`story_decisions`, kept and undone by `story_changes`).

A change of groups adds rows to the outbox for the articles concerned, in the same transaction, so that the index follows; a
change of stories does so through `members_reindex` alone.
"""

from archive.coverage.services.comparisons import (
    comparisons_add,
    comparisons_add_due,
    comparisons_forget,
    comparisons_step,
    comparisons_waiting,
)
from archive.coverage.services.decisions import refusal_withdraw, versions_refuse
from archive.coverage.services.one_writer import writing_alone
from archive.coverage.services.reindexing import members_reindex
from archive.coverage.services.stories import stories_add, stories_step, stories_waiting, story_forget
from archive.coverage.services.story_changes import StoryConflictError, story_change_undo
from archive.coverage.services.story_decisions import (
    stories_keep_apart,
    stories_merge,
    story_confirm,
    story_follow,
    story_put_in,
    story_rename,
    story_split,
    story_take_out,
    story_unfollow,
)

__all__ = [
    "StoryConflictError",
    "comparisons_add",
    "comparisons_add_due",
    "comparisons_forget",
    "comparisons_step",
    "comparisons_waiting",
    "members_reindex",
    "refusal_withdraw",
    "stories_add",
    "stories_keep_apart",
    "stories_merge",
    "stories_step",
    "stories_waiting",
    "story_change_undo",
    "story_confirm",
    "story_follow",
    "story_forget",
    "story_put_in",
    "story_rename",
    "story_split",
    "story_take_out",
    "story_unfollow",
    "versions_refuse",
    "writing_alone",
]
