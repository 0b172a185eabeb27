"""Spelling variants of names: phonetic keys and distances, Latin transliteration, text typed on the wrong keyboard layout."""

from archive.text.names.keyboard import arabic_layout
from archive.text.names.matching import name_words, particle_variants, same_name
from archive.text.names.phonetic import phonetic_key, spelling_distance
from archive.text.names.spans import NameSpan, name_spans
from archive.text.names.transliteration import is_latin, latin_phonetic_keys, latin_sound, plain_latin, transliterate

__all__ = [
    "NameSpan",
    "arabic_layout",
    "is_latin",
    "latin_phonetic_keys",
    "latin_sound",
    "name_spans",
    "name_words",
    "particle_variants",
    "phonetic_key",
    "plain_latin",
    "same_name",
    "spelling_distance",
    "transliterate",
]
