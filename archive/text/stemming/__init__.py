"""Corpus-based stemming: an affix is stripped only where the word counts of the lexicon show that it is one.

`lexicon` holds the counts; the clitics, suffixes, verbs and broken plurals each have a module; `light10` is the rule-only
light stemmer.
"""

from archive.text.stemming.lexicon import (
    BASE_TABLE,
    Lexicon,
    LexiconError,
    base_counts,
    compile_lexicon,
    load_lexicon,
    protected_form,
    save_lexicon,
)
from archive.text.stemming.light10 import light_stem
from archive.text.stemming.proclitics import Stemmer
from archive.text.stemming.stem_finder import BROKEN_PLURALS, FIXED, BaseFinder
from archive.text.stemming.stop_words import is_stop_word
from archive.text.stemming.suffixes import LEAST_BASE
from archive.text.stemming.verbs import verb_table

__all__ = [
    "BASE_TABLE",
    "BROKEN_PLURALS",
    "FIXED",
    "LEAST_BASE",
    "BaseFinder",
    "Lexicon",
    "LexiconError",
    "Stemmer",
    "base_counts",
    "compile_lexicon",
    "is_stop_word",
    "light_stem",
    "load_lexicon",
    "protected_form",
    "save_lexicon",
    "verb_table",
]
