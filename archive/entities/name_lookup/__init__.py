"""Names as queries look them up: the spellings and misspellings of a name, and Latin names. No database."""

from archive.entities.name_lookup.forms import MAX_FORM_WORDS
from archive.entities.name_lookup.latin import LatinNames
from archive.entities.name_lookup.spellings import NameSpellings

__all__ = ["MAX_FORM_WORDS", "LatinNames", "NameSpellings"]
