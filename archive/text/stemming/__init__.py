"""Corpus-based stemming: an affix is stripped only where the word counts of a lexicon prove it.

`proclitics` strips clitics and the article (level `spelling`); `stem_finder` maps verbs (`verbs`, `verb_paradigm`), suffixes
(`suffixes`) and broken plurals to a base (level `stem`). They decide by `word_usage`, which reads a `lexicon`, memory-mapped
from its file (`lexicon_file`). `light10` strips by rules alone.
"""

from archive.text.stemming.lexicon import (
    BASE_TABLE,
    CompiledLexicon,
    Levels,
    Lexicon,
    UnprotectedLexicon,
    WordRecord,
    base_counts,
    compile_lexicon,
    protected_form,
)
from archive.text.stemming.lexicon_file import LexiconError, load_lexicon, save_lexicon
from archive.text.stemming.light10 import light_stem
from archive.text.stemming.proclitics import ProcliticStripper
from archive.text.stemming.stem_finder import StemFinder, broken_plurals, fixed_bases, printed_singulars
from archive.text.stemming.stop_words import is_stop_word
from archive.text.stemming.verb_paradigm import paradigm, verb_table
from archive.text.stemming.word_usage import WordUsage

__all__ = [
    "BASE_TABLE",
    "CompiledLexicon",
    "Levels",
    "Lexicon",
    "LexiconError",
    "ProcliticStripper",
    "StemFinder",
    "UnprotectedLexicon",
    "WordRecord",
    "WordUsage",
    "base_counts",
    "broken_plurals",
    "compile_lexicon",
    "fixed_bases",
    "is_stop_word",
    "light_stem",
    "load_lexicon",
    "paradigm",
    "printed_singulars",
    "protected_form",
    "save_lexicon",
    "verb_table",
]
