"""Recognition: the names in the texts of an article, from four witnesses. No database.

- `matching`: names of the authority file; `rules`: names that a title, an organization's head or quotation marks announce;
  `tagger`: a CRF trained on labelled sentences, which knows what names look like; the article itself: surnames, offices.
- `combining` weighs what they find in one text; `article` reads the texts of an article together.
- `candidates`: which unknown names are too vague to count. `title_phrases`: the title before a person's name.

Each mention keeps its witness and its confidence. Importing this does not import numpy; `shipped_tagger` does.
"""

from archive.entities.recognition.analyzed_text import AnalyzedText
from archive.entities.recognition.article import read_article, read_articles
from archive.entities.recognition.candidates import is_one_of_many, is_too_vague
from archive.entities.recognition.matching import Matcher, NameMatch
from archive.entities.recognition.name_lists import is_person_word, may_be_given_name
from archive.entities.recognition.offices.background import Background, read_background
from archive.entities.recognition.offices.holders import Interval
from archive.entities.recognition.spans import BIO_TYPES, ArticleMention, NamedSpan, NameType
from archive.entities.recognition.tagger import shipped_tagger
from archive.entities.recognition.title_phrases import title_before

__all__ = [
    "BIO_TYPES",
    "AnalyzedText",
    "ArticleMention",
    "Background",
    "Interval",
    "Matcher",
    "NameMatch",
    "NameType",
    "NamedSpan",
    "is_one_of_many",
    "is_person_word",
    "is_too_vague",
    "may_be_given_name",
    "read_article",
    "read_articles",
    "read_background",
    "shipped_tagger",
    "title_before",
]
