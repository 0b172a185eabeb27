"""Reading and storing quotations and figures, and the decisions of curators about them.

What a curator confirmed, corrected or refused is kept when the article is read again, as long as it is still printed.
"""

from archive.statements.services.decisions import (
    quotation_confirm,
    quotation_correct_speaker,
    quotation_refuse,
    quotation_restore,
    quotations_decide,
)
from archive.statements.services.figures import (
    ArticleFigures,
    ReadFigure,
    figures_read,
    figures_unsaved,
    figures_write,
)
from archive.statements.services.named_speakers import speakers_follow_mentions
from archive.statements.services.reading import (
    ArticleQuotations,
    ReadQuotation,
    UnsavedQuotation,
    quotations_read,
    quotations_unsaved,
    quotations_write,
)
from archive.statements.services.redacted import redacted_speakers, redacted_speakers_hide

__all__ = [
    "ArticleFigures",
    "ArticleQuotations",
    "ReadFigure",
    "ReadQuotation",
    "UnsavedQuotation",
    "figures_read",
    "figures_unsaved",
    "figures_write",
    "quotation_confirm",
    "quotation_correct_speaker",
    "quotation_refuse",
    "quotation_restore",
    "quotations_decide",
    "quotations_read",
    "quotations_unsaved",
    "quotations_write",
    "redacted_speakers",
    "redacted_speakers_hide",
    "speakers_follow_mentions",
]
