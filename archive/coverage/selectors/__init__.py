"""Reads of coverage: versions of one text (`versions`), stories (`stories`), where articles stand in them (`places`), what
curators decided of them (`curated_stories`), what only one article of a story tells (`told`), two outlets over one search
(`outlets`), and two stories, or two outlets in a story (`tellings`).

What readers see holds published articles only, whatever groups and stories say.
"""

from archive.coverage.outlets.comparison import Contrast
from archive.coverage.outlets.naming import Name, Naming
from archive.coverage.selectors.curated_stories import (
    articles_refused,
    change_articles,
    change_stories,
    changes_of,
    stories_kept_apart,
    story_by_key,
    story_seen,
)
from archive.coverage.selectors.day_pages import StoryDays, members_of, story_days
from archive.coverage.selectors.doubtful_stories import near_stories, uncertain_stories
from archive.coverage.selectors.outlets import Contrasts, OutletArticles, OutletContrasts, compare_outlets
from archive.coverage.selectors.places import StoryPlace, story_keys, story_places
from archive.coverage.selectors.stories import (
    StoryOf,
    chapters_of,
    current_story,
    shared_names,
    stories_listed,
    story_members,
    story_of,
    story_title,
)
from archive.coverage.selectors.tellings import NamedBy, OwnWord, Tellings, compare_tellings
from archive.coverage.selectors.told import told_by_one
from archive.coverage.selectors.versions import (
    ComparedRow,
    Fate,
    are_versions,
    compare_versions,
    full_version,
    refusals_of,
    short_versions,
    version_group_keys,
    versions_of,
)

__all__ = [
    "ComparedRow",
    "Contrast",
    "Contrasts",
    "Fate",
    "Name",
    "NamedBy",
    "Naming",
    "OutletArticles",
    "OutletContrasts",
    "OwnWord",
    "StoryDays",
    "StoryOf",
    "StoryPlace",
    "Tellings",
    "are_versions",
    "articles_refused",
    "change_articles",
    "change_stories",
    "changes_of",
    "chapters_of",
    "compare_outlets",
    "compare_tellings",
    "compare_versions",
    "current_story",
    "full_version",
    "members_of",
    "near_stories",
    "refusals_of",
    "shared_names",
    "short_versions",
    "stories_kept_apart",
    "stories_listed",
    "story_by_key",
    "story_days",
    "story_keys",
    "story_members",
    "story_of",
    "story_places",
    "story_seen",
    "story_title",
    "told_by_one",
    "uncertain_stories",
    "version_group_keys",
    "versions_of",
]
