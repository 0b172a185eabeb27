"""Reading and storing quotations, and the decisions of curators about them.

A quotation that a curator confirmed, corrected or refused is kept when the article is read again, as long as it is still printed.
"""

from archive.statements.services.decisions import (
    quotation_confirm,
    quotation_correct_speaker,
    quotation_refuse,
    quotations_decide,
)
from archive.statements.services.reading import (
    ArticleQuotations,
    ReadQuotation,
    UnsavedQuotation,
    quotations_of,
    quotations_read,
    quotations_write,
)

__all__ = [
    "ArticleQuotations",
    "ReadQuotation",
    "UnsavedQuotation",
    "quotation_confirm",
    "quotation_correct_speaker",
    "quotation_refuse",
    "quotations_decide",
    "quotations_of",
    "quotations_read",
    "quotations_write",
]
