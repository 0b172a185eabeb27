"""Who said what and how many, for readers: quotations and figures of published articles that no curator refused."""

from archive.statements.selectors.differences import Difference, ToldFigure, figures_that_differ
from archive.statements.selectors.drift import changed_words, other_wordings, wordings_among
from archive.statements.selectors.figures import claim_of, figures_in, figures_of
from archive.statements.selectors.ledger import Utterance, each_alone, utterances
from archive.statements.selectors.quotations import (
    days_of,
    quotations_about,
    quotations_by,
    quotations_in,
    quotations_of,
    speaker_keys,
    speaker_of,
    speakers_in,
)

__all__ = [
    "Difference",
    "ToldFigure",
    "Utterance",
    "changed_words",
    "claim_of",
    "days_of",
    "each_alone",
    "figures_in",
    "figures_of",
    "figures_that_differ",
    "other_wordings",
    "quotations_about",
    "quotations_by",
    "quotations_in",
    "quotations_of",
    "speaker_keys",
    "speaker_of",
    "speakers_in",
    "utterances",
    "wordings_among",
]
