"""Reads over the authority file and the mentions: the door for other rooms.

What is derived from the whole file (spellings, Latin names, countries) is kept per process and rebuilt when the file changes;
inside `request_scoped_versions` that is checked once.
"""

from archive.entities.authority import authority_rows, bare_form, guarded_rows
from archive.entities.name_lookup import MAX_FORM_WORDS, LatinNames, NameSpellings
from archive.entities.recognition import is_person_word, may_be_given_name
from archive.entities.selectors.countries import CountryNames
from archive.entities.selectors.doubtful import (
    MentionGroup,
    entities_by_form,
    mention_groups,
    mentions_in_group,
)
from archive.entities.selectors.keys import entity_labels, resolve_merged_keys
from archive.entities.selectors.latin import latin_names
from archive.entities.selectors.names import known_agencies, known_places, protected_names
from archive.entities.selectors.public import hidden_entity_keys, public_entities
from archive.entities.selectors.spellings import SpellingDecisions, entity_spellings, name_spellings, spelling_decisions
from archive.entities.selectors.titles import PrintedTitle, entity_titles
from archive.entities.versions import name_forms_version, request_scoped_versions

__all__ = [
    "MAX_FORM_WORDS",
    "CountryNames",
    "LatinNames",
    "MentionGroup",
    "NameSpellings",
    "PrintedTitle",
    "SpellingDecisions",
    "authority_rows",
    "bare_form",
    "entities_by_form",
    "entity_labels",
    "entity_spellings",
    "entity_titles",
    "guarded_rows",
    "hidden_entity_keys",
    "is_person_word",
    "known_agencies",
    "known_places",
    "latin_names",
    "may_be_given_name",
    "mention_groups",
    "mentions_in_group",
    "name_forms_version",
    "name_spellings",
    "protected_names",
    "public_entities",
    "request_scoped_versions",
    "resolve_merged_keys",
    "spelling_decisions",
]
