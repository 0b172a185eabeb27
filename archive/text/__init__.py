"""Arabic text analysis. Pure Python: no Django, no search engine; str in, values out.

`analyze` turns a printed text into terms with offsets, each word at three levels:

- `exact`: presentation forms, vowel signs, tatweel, bidi marks and digit shapes normalized;
- `spelling`: letters folded (أ = ا, ة = ه, ى = ي …), clitics and the article stripped where the word counts prove them;
- `stem`: verbs mapped to their past, suffixes to an attested base, broken plurals to their singular.

`tokenizer` finds the words, `normalization` folds letters, `stemming` strips affixes, `analyzer` runs them. `dates`, `names`,
`layout` and `repair` are packages that other rooms import on their own. `languages` tells in which language a text is written.
"""

from archive.text.analyzer import (
    Analysis,
    Analyzer,
    Term,
    analysis_version,
    analyze,
    current_analyzer,
    follow_table,
    is_inflected_noun,
    override_analyzer,
    save_table,
    spelling,
    stem,
    takes_article,
    use_lexicon,
    use_table,
)
from archive.text.characters import INVISIBLE, MARKS, SPELLING_FOLDS
from archive.text.csv_cells import csv_cell
from archive.text.generational_cache import GenerationalCache
from archive.text.languages import declared_language, fits_script, language_tag, primary_language, text_language
from archive.text.normalization import exact, fold, fold_letters, label_key
from archive.text.numbers import SPACED_NUMBER, exact_number
from archive.text.passages import FoundPassage, Passage, PassageSpan, find_passage, parse_passage, passage_digest
from archive.text.stemming import Levels, is_stop_word
from archive.text.tokenizer import Token, distinct_words, occurrences, runs, tokenize, word_spans, words
from archive.text.unusual import SEPARATORS, joined_contexts, joined_readings

__all__ = [
    "INVISIBLE",
    "MARKS",
    "SEPARATORS",
    "SPACED_NUMBER",
    "SPELLING_FOLDS",
    "Analysis",
    "Analyzer",
    "FoundPassage",
    "GenerationalCache",
    "Levels",
    "Passage",
    "PassageSpan",
    "Term",
    "Token",
    "analysis_version",
    "analyze",
    "csv_cell",
    "current_analyzer",
    "declared_language",
    "distinct_words",
    "exact",
    "exact_number",
    "find_passage",
    "fits_script",
    "fold",
    "fold_letters",
    "follow_table",
    "is_inflected_noun",
    "is_stop_word",
    "joined_contexts",
    "joined_readings",
    "label_key",
    "language_tag",
    "occurrences",
    "override_analyzer",
    "parse_passage",
    "passage_digest",
    "primary_language",
    "runs",
    "save_table",
    "spelling",
    "stem",
    "takes_article",
    "text_language",
    "tokenize",
    "use_lexicon",
    "use_table",
    "word_spans",
    "words",
]
