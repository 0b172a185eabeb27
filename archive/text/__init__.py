"""Arabic as letters and words. Pure Python: no Django, no engine; str in, values out.

Three forms of each word, from one pass, with offsets into the printed text (`analyze`):

- `exact`: presentation forms, vowel signs, tatweel, bidi marks and digit shapes evened out;
- `spelling`: letters folded (أ = ا, ة = ه, ى = ي …) and the clitics and article off where the vocabulary proves them;
- `stem`: suffixes mapped to an attested base.

Modules, in the order of the way through them: `characters`, `letters`, `learned`, `folding`, `tokenizer`, `verbs`,
`lexicon`, `stemmer`, `suffixes`, `bases`, `remembering`, `analyzer`; `stopwords`; `variants` and `full_names`; `dates` with its
months.
"""

from archive.text.analyzer import (
    Term,
    analysis_version,
    analyze,
    is_inflected_noun,
    spelling,
    stem,
    takes_article,
    use_lexicon,
    use_table,
    words,
)
from archive.text.normalization.folding import exact, fold
from archive.text.stemming.stop_words import is_stop_word
from archive.text.tokenizer import Token, tokenize

__all__ = [
    "Term",
    "Token",
    "analysis_version",
    "analyze",
    "exact",
    "fold",
    "is_inflected_noun",
    "is_stop_word",
    "spelling",
    "stem",
    "takes_article",
    "tokenize",
    "use_lexicon",
    "use_table",
    "words",
]
