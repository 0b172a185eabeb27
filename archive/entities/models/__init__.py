"""The tables of the authority file: entities and their forms, mentions, spelling variants, and the history of changes."""

from archive.entities.confidence import MIN_CONFIDENCE
from archive.entities.models.authority_change import AuthorityChange
from archive.entities.models.entity import Entity, NameForm
from archive.entities.models.mention import Mention, MentionQuerySet
from archive.entities.models.spelling_variant import SpellingVariant

__all__ = ["MIN_CONFIDENCE", "AuthorityChange", "Entity", "Mention", "MentionQuerySet", "NameForm", "SpellingVariant"]
