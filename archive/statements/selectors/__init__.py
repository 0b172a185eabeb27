"""Who said what, for readers: quotations of published articles that no curator refused."""

from archive.statements.selectors.quotations import (
    quotations_by,
    quotations_in,
    quotations_of,
    speaker_of,
    speakers_in,
)

__all__ = ["quotations_by", "quotations_in", "quotations_of", "speaker_of", "speakers_in"]
