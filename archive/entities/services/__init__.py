"""Writes to the authority file and the mentions: the door for other rooms.

- `authority_file`: loading the shipped tables;
- `mentions`, `candidates`: the names read in articles; `mention_decisions`: curators' decisions about single mentions,
  `mention_groups` about many at once;
- `entity_changes`, `change_undo`: curators' changes to entities, each recorded and reversible (`change_records`);
- `spelling_variants`: pairs of words that may spell one name.
"""

from archive.entities.services.authority_file import authority_changed, authority_load
from archive.entities.services.change_records import AuthorityConflictError
from archive.entities.services.change_undo import change_undo
from archive.entities.services.entity_changes import (
    entities_confirm,
    entities_refuse,
    entity_merge,
    entity_rename,
    entity_split,
)
from archive.entities.services.mention_decisions import mention_correct, mentions_confirm, mentions_refuse
from archive.entities.services.mention_groups import (
    mention_group_confirm,
    mention_group_correct,
    mention_group_refuse,
)
from archive.entities.services.mentions import (
    NamedTexts,
    ReadNames,
    mentions_build,
    mentions_refresh,
    mentions_unsaved,
    mentions_write,
    names_read,
    recognizer_load,
    redacted_mentions_delete,
)
from archive.entities.services.spelling_variants import spelling_variants_propose, spelling_variants_set_state

__all__ = [
    "AuthorityConflictError",
    "NamedTexts",
    "ReadNames",
    "authority_changed",
    "authority_load",
    "change_undo",
    "entities_confirm",
    "entities_refuse",
    "entity_merge",
    "entity_rename",
    "entity_split",
    "mention_correct",
    "mention_group_confirm",
    "mention_group_correct",
    "mention_group_refuse",
    "mentions_build",
    "mentions_confirm",
    "mentions_refresh",
    "mentions_refuse",
    "mentions_unsaved",
    "mentions_write",
    "names_read",
    "recognizer_load",
    "redacted_mentions_delete",
    "spelling_variants_propose",
    "spelling_variants_set_state",
]
